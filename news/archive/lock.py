"""One import at a time, whatever the database and however the last one ended.

A lock that dies with its process: a run that is killed never blocks the next one.
"""

import fcntl
import hashlib
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.db import connection

#: An arbitrary number that names this lock among PostgreSQL's advisory locks.
_NUMBER = 7_203_114


class ImportRunning(Exception):  # noqa: N818 - names the state, not a fault
    """Another import is running."""


@contextmanager
def import_lock() -> Iterator[None]:
    """Hold the lock for the block; raises ImportRunning at once if another run has it."""
    hold = _advisory_lock if connection.vendor == "postgresql" else _file_lock
    with hold():
        yield


@contextmanager
def _advisory_lock() -> Iterator[None]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [_NUMBER])
        (is_free,) = cursor.fetchone()
    if not is_free:
        raise ImportRunning
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [_NUMBER])


@contextmanager
def _file_lock() -> Iterator[None]:
    name = hashlib.sha256(str(connection.settings_dict["NAME"]).encode()).hexdigest()[:16]
    path = Path(tempfile.gettempdir()) / f"metropol-import-{name}.lock"
    with path.open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise ImportRunning from None
        yield
