"""Fixtures of the tests of the import."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.copies import copy_database, drop_database
from tests.news.processes import Database


@pytest.fixture
def new_database(tmp_path: Path, untouched_database: None) -> Iterator[Callable[[], Database]]:
    """Return a function that copies the test database for processes; all copies are dropped."""
    copies: list[Database] = []

    def copy() -> Database:
        copies.append(Database(copy_database(tmp_path)))
        return copies[-1]

    yield copy
    for each in copies:
        drop_database(each.name)
