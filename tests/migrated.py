"""The test database as the migrations leave it, kept for the next run: they take long.

For SQLite it is a file beside pytest's cache, for PostgreSQL a database of its own.
"""

import hashlib
import inspect
import os
import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, DatabaseError, connection
from django.db.migrations.loader import MigrationLoader
from django.test.utils import setup_databases

FOLDER = settings.BASE_DIR / ".pytest_cache" / "migrated"
#: The database that tests are run beside; Django soon puts another name in its place.
DATABASE = str(connection.settings_dict["NAME"])


def make_database(*, keepdb: bool) -> Any:
    """Make the test database, and return what ``teardown_databases`` needs.

    It begins as what was kept of the same migrations, and is kept itself if nothing was. With
    ``keepdb`` it stays as it is if it is there.
    """
    with _kept_in_memory() if connection.vendor == "sqlite" else _kept_as_template():
        made = setup_databases(
            verbosity=0, interactive=False, keepdb=keepdb, aliases={DEFAULT_DB_ALIAS}
        )
    if connection.vendor == "sqlite":
        _keep_file()
    elif not keepdb:
        _keep_database(f"migrated_{DATABASE}_{_key()}")
    return made


@contextmanager
def _kept_in_memory() -> Iterator[None]:
    """Put what was kept where Django makes its database; that lives while anybody is connected."""
    file, name = _file(), connection.creation._get_test_db_name()
    with closing(sqlite3.connect(name, uri=True)) as memory:
        if file.exists():
            with closing(sqlite3.connect(file)) as kept:
                kept.backup(memory)
        yield


@contextmanager
def _kept_as_template() -> Iterator[None]:
    if (name := f"migrated_{DATABASE}_{_key()}") in _databases():
        connection.settings_dict["TEST"]["TEMPLATE"] = name
    yield


def _keep_file() -> None:
    if (file := _file()).exists():
        return
    FOLDER.mkdir(parents=True, exist_ok=True)
    for old in FOLDER.glob("*.sqlite3"):
        old.unlink(missing_ok=True)
    new = FOLDER / f"{os.getpid()}.new"
    with closing(sqlite3.connect(new)) as copy:
        connection.connection.backup(copy)
    new.replace(file)


def _keep_database(name: str) -> None:
    if name in (kept := _databases()):
        return
    made = connection.settings_dict["NAME"]
    connection.close()
    # Another process may do the same at this moment, or use what is to go: it only saves time.
    with connection.creation._nodb_cursor() as cursor, suppress(DatabaseError):
        for old in kept:
            cursor.execute(f'DROP DATABASE IF EXISTS "{old}"')
        cursor.execute(f'CREATE DATABASE "{name}" TEMPLATE "{made}"')


def _databases() -> list[str]:
    """Return the names of what was kept beside this database, of any migrations."""
    ours = re.compile(rf"migrated_{re.escape(DATABASE)}_[0-9a-f]{{16}}")
    with connection.creation._nodb_cursor() as cursor:
        cursor.execute("SELECT datname FROM pg_database")
        return [name for (name,) in cursor.fetchall() if ours.fullmatch(name)]


def _file() -> Path:
    return FOLDER / f"{_key()}.sqlite3"


@cache
def _key() -> str:
    """Return what changes with any migration and any package."""
    digest = hashlib.sha256((settings.BASE_DIR / "requirements-dev.lock").read_bytes())
    migrations = MigrationLoader(None).disk_migrations
    for _name, migration in sorted(migrations.items()):
        digest.update(Path(inspect.getfile(type(migration))).read_bytes())
    return digest.hexdigest()[:16]
