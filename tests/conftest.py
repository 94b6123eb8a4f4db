"""Fixtures that all tests share."""

from collections.abc import Iterator
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache, caches
from django.core.management import call_command
from django.test.utils import teardown_databases
from django.utils import translation

from metropol.models import HomePage
from tests import copies, migrated


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--database-only",
        action="store_true",
        help="leave out tests that another database has no part in: they ran beside the first one",
    )


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    # Those that work on a copy of the database take longest: nobody waits for them at the end.
    items.sort(key=lambda item: "untouched_database" not in _fixtures(item))
    if not config.getoption("database_only"):
        return
    left_out = [item for item in items if not _uses_database(item)]
    items[:] = [item for item in items if _uses_database(item)]
    config.hook.pytest_deselected(items=left_out)


def _uses_database(item: pytest.Item) -> bool:
    """Tell whether a test asks for the database, itself or by a fixture, to test what it does."""
    if item.get_closest_marker("looks"):
        return False
    return item.get_closest_marker("django_db") is not None or "django_db_setup" in _fixtures(item)


def _fixtures(item: pytest.Item) -> list[str]:
    return getattr(item, "fixturenames", [])


@pytest.fixture(scope="session")
def django_db_setup(
    django_test_environment: None,
    django_db_modify_db_settings: None,
    django_db_keepdb: bool,
    django_db_createdb: bool,
    django_db_blocker: Any,
) -> Iterator[None]:
    """Make the test database, and set the site up in it once."""
    keepdb = django_db_keepdb and not django_db_createdb
    with django_db_blocker.unblock(), translation.override("de"):
        made = migrated.make_database(keepdb=keepdb)
        call_command("setup_site", stdout=StringIO())
    yield
    if not django_db_keepdb:
        with django_db_blocker.unblock():
            teardown_databases(made, verbosity=0)


@pytest.fixture(autouse=True)
def german_and_nothing_cached() -> Iterator[None]:
    """Start in German with an empty cache: the test client leaves its last language active."""
    cache.clear()
    caches["renditions"].clear()
    with translation.override("de"):
        yield


@pytest.fixture
def untouched_database(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """Let a test use the database without a transaction around it; it must only be read."""
    with django_db_blocker.unblock():
        yield


@pytest.fixture
def own_database(tmp_path: Path, untouched_database: None) -> Iterator[None]:
    """Let a test work on a copy of the database: what is committed there can be seen by threads."""
    with copies.working_on_copy(tmp_path):
        yield


@pytest.fixture
def site(db: None) -> HomePage:
    """Return the home page of the site that setup_site made."""
    return HomePage.objects.get()


@pytest.fixture
def admin_search(settings: Any) -> None:
    """Keep Wagtail's own search index up to date, as every portal does."""
    backends = settings.WAGTAILSEARCH_BACKENDS
    settings.WAGTAILSEARCH_BACKENDS = {"default": backends["default"] | {"AUTO_UPDATE": True}}
