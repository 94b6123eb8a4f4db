"""One import at a time, whatever the database and however the last one ended.

A lock that dies with its process: a run that is killed never blocks the next one.
"""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.db import connection

#: An arbitrary number that names this lock among PostgreSQL's advisory locks.
NUMBER = 7_203_114


class ImportRunning(Exception):  # noqa: N818 - names the state, not a fault
    """Another import is running."""


@contextmanager
def import_lock() -> Iterator[None]:
    """Hold the lock for the block; raises ImportRunning at once if another run has it.

    Raises OSError if the file of the lock cannot be written.
    """
    hold = advisory_lock if connection.vendor == "postgresql" else file_lock
    with hold():
        yield


@contextmanager
def advisory_lock() -> Iterator[None]:
    """Hold a lock of the database server; it ends with the connection."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [NUMBER])
        (is_free,) = cursor.fetchone()
    if not is_free:
        raise ImportRunning
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [NUMBER])


@contextmanager
def file_lock() -> Iterator[None]:
    """Hold a lock on a file beside the database's; it ends with the process."""
    path = lock_path(str(connection.settings_dict["NAME"]))
    if path is None:
        yield
        return
    with path.open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise ImportRunning from None
        yield


def lock_path(database: str) -> Path | None:
    """Return the path of the lock for a database: beside its file, however that is spelled.

    Not the file itself: closing it would end the locks that SQLite holds on it. A database in
    memory needs no lock, since no other process can reach it.
    """
    if database == ":memory:" or "mode=memory" in database:
        return None
    path = Path(database).resolve()
    return path.with_name(f"{path.name}-import")
