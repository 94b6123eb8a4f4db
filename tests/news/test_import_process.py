"""The command as a process of its own: signals, exit statuses, what it prints where."""

import os
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest
from django.db import connection

from tests.news.archive.documents import ROOT
from tests.news.importing import item, write

pytestmark = pytest.mark.skipif(connection.vendor != "sqlite", reason="copies a database file")
FILES = 24


@pytest.fixture
def database(tmp_path: Path, db: None) -> Path:
    """A file with a copy of the database."""
    path = tmp_path / "site.sqlite3"
    connection.ensure_connection()
    assert connection.connection is not None
    path.write_bytes(connection.connection.serialize())
    return path


def start(database: Path, folder: Path) -> subprocess.Popen[str]:
    environment = {"PATH": os.environ["PATH"], "DATABASE_URL": f"sqlite:///{database}"}
    return subprocess.Popen(
        [sys.executable, "manage.py", "import_archive", str(folder)],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def number(database: Path, table: str, condition: str = "1") -> int:
    with sqlite3.connect(database) as reader:
        query = f"SELECT count(*) FROM {table} WHERE {condition}"  # noqa: S608
        found: int = reader.execute(query).fetchone()[0]
    reader.close()
    return found


def wait_for_items(database: Path, process: subprocess.Popen[str]) -> None:
    deadline = time.monotonic() + 60
    while number(database, "news_archiveitem") < 2:
        assert process.poll() is None
        assert time.monotonic() < deadline
        time.sleep(0.02)


def test_interrupted_command_ends_without_traceback_and_next_one_goes_on(
    tmp_path: Path, database: Path
) -> None:
    folder = write(
        tmp_path / "in", **{f"n{i:02}": item(headline=f"Meldung {i}") for i in range(FILES)}
    )
    first = start(database, folder)
    wait_for_items(database, first)
    first.send_signal(signal.SIGINT)
    out, error = first.communicate(timeout=60)
    assert (first.returncode, out, error.count("\n")) == (130, "", 1), error
    assert error.startswith("CommandError: ")
    stored = number(database, "news_archiveitem")
    assert 2 <= stored < FILES
    assert number(database, "news_newspage") == number(database, "news_archivedigest") == stored

    second = start(database, folder)
    out, error = second.communicate(timeout=120)
    assert (second.returncode, error) == (0, "")
    assert out.startswith(f"{FILES - stored} created, 0 updated, {stored} unchanged")
    assert number(database, "news_newspage") == FILES
    assert number(database, "metropol_basepage", "live AND title LIKE 'Meldung %'") == FILES
    assert number(database, "news_archivetestimonial") == 1


def test_folder_that_is_missing_gives_one_line_and_status_2(database: Path) -> None:
    process = start(database, database.parent / "missing")
    out, error = process.communicate(timeout=60)
    assert (process.returncode, out, error.count("\n")) == (2, "", 1)
    assert str(database.parent / "missing") in error
