"""Fixtures that all tests share."""

from collections.abc import Iterator
from io import StringIO
from typing import Any

import pytest
from django.core.cache import cache, caches
from django.core.management import call_command
from django.db import connection
from django.utils import translation

from metropol.models import HomePage


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> str:
    """Set the site up once per test database, and return what it holds then.

    A transactional test with ``serialized_rollback`` starts with the same.
    """
    with django_db_blocker.unblock(), translation.override("de"):
        call_command("setup_site", stdout=StringIO())
        contents: str = connection.creation.serialize_db_to_string()
    connection._test_serialized_contents = contents
    return contents


@pytest.fixture(autouse=True)
def german_and_nothing_cached() -> Iterator[None]:
    """Start in German with an empty cache: the test client leaves its last language active."""
    cache.clear()
    caches["renditions"].clear()
    with translation.override("de"):
        yield


@pytest.fixture
def site(db: None) -> HomePage:
    """Return the home page of the site that setup_site made."""
    return HomePage.objects.get()
