"""Fixtures of the tests of the import."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.news.processes import Database, copy_database, drop_database


@pytest.fixture(scope="session")
def bytecode(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return where the processes of this session keep their compiled modules."""
    return tmp_path_factory.mktemp("bytecode")


@pytest.fixture
def new_database(
    tmp_path: Path, bytecode: Path, transactional_db: None
) -> Iterator[Callable[[], Database]]:
    """Return a function that copies the test database for processes; all copies are dropped."""
    copies: list[Database] = []

    def copy() -> Database:
        copies.append(copy_database(tmp_path, bytecode))
        return copies[-1]

    yield copy
    for each in copies:
        drop_database(each)
