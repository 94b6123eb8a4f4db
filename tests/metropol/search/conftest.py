"""A site whose index is up to date, and a visitor who searches it."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client

from tests.metropol.search.searching import Searcher


@pytest.fixture
def commit(django_capture_on_commit_callbacks: Callable[..., Any]) -> Callable[[], Any]:
    """A block at whose end the transaction is committed."""
    return lambda: django_capture_on_commit_callbacks(execute=True)


@pytest.fixture
def rebuild(db: None) -> Callable[[], None]:
    """Bring the index up to date with what factories have made."""
    return lambda: call_command("rebuild_search", verbosity=0, stdout=_Nothing())


@pytest.fixture
def search(client: Client, rebuild: Callable[[], None]) -> Searcher:
    """A visitor who searches a site whose index is up to date when they first do."""
    return Searcher(client, rebuild)


class _Nothing:
    def write(self, text: str) -> None:
        """Forget it."""
