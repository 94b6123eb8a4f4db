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
from tests import migrated


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--database-only",
        action="store_true",
        help="leave out tests that use no database: they ran beside another one",
    )


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if not config.getoption("database_only"):
        return
    left_out = [item for item in items if not _uses_database(item)]
    items[:] = [item for item in items if _uses_database(item)]
    config.hook.pytest_deselected(items=left_out)


def _uses_database(item: pytest.Item) -> bool:
    """Tell whether a test asks for the database itself, or a fixture of it does."""
    fixtures: list[str] = getattr(item, "fixturenames", [])
    return item.get_closest_marker("django_db") is not None or "django_db_setup" in fixtures


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings: None, django_db_blocker: Any
) -> Iterator[None]:
    """Spare the new test database the migrations, if they have not changed since they ran."""
    with django_db_blocker.unblock():
        yield from migrated.begin_with_kept()


@pytest.fixture(scope="session")
def django_db_setup(
    django_db_setup: None, django_db_keepdb: bool, django_db_createdb: bool, django_db_blocker: Any
) -> str:
    """Set the site up once per test database, and return what it holds then.

    A transactional test with ``serialized_rollback`` starts with the same.
    """
    is_new = connection.vendor == "sqlite" or django_db_createdb or not django_db_keepdb
    with django_db_blocker.unblock(), translation.override("de"):
        if is_new:
            migrated.keep()
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
