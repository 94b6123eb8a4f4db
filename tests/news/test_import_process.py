"""The command as a process of its own: signals, exit statuses, what it prints where."""

import signal
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

from news.archive.loader import WINDOW
from tests.news.importing import item, write
from tests.news.processes import Database

FILES = 2 * WINDOW + 50


def wait_for_first_batch(database: Database, process: subprocess.Popen[str]) -> None:
    deadline = time.monotonic() + 60
    while database.number("news_archiveitem") < WINDOW:
        assert process.poll() is None
        assert time.monotonic() < deadline
        time.sleep(0.02)


def test_interrupted_command_ends_without_traceback_and_next_one_goes_on(
    tmp_path: Path, new_database: Callable[[], Database]
) -> None:
    texts = {f"n{number:03}": item(headline=f"Meldung {number}") for number in range(FILES)}
    folder = write(tmp_path / "in", **texts)
    database = new_database()
    first = database.start("import_archive", folder)
    wait_for_first_batch(database, first)
    first.send_signal(signal.SIGINT)
    out, error = first.communicate(timeout=60)
    assert (first.returncode, out, error.count("\n")) == (130, "", 1), error
    assert error.startswith("CommandError: ")
    stored = database.number("news_archiveitem")
    assert stored in range(WINDOW, FILES, WINDOW)
    assert database.number("news_newspage") == database.number("news_archivedigest") == stored

    second = database.start("import_archive", folder)
    out, error = second.communicate(timeout=120)
    assert (second.returncode, error) == (0, "")
    assert out.startswith(f"{FILES - stored} created, 0 updated, {stored} unchanged")
    assert database.number("news_newspage") == FILES
    assert database.number("metropol_basepage", "live AND title LIKE 'Meldung %'") == FILES
    assert database.number("news_archivetestimonial") == 1
    assert database.rows("SELECT state FROM news_archiverun ORDER BY id") == [
        ("stopped",),
        ("finished",),
    ]


def test_folder_that_is_missing_gives_one_line_and_status_2(
    tmp_path: Path, new_database: Callable[[], Database]
) -> None:
    process = new_database().start("import_archive", tmp_path / "missing")
    out, error = process.communicate(timeout=60)
    assert (process.returncode, out, error.count("\n")) == (2, "", 1)
    assert str(tmp_path / "missing") in error
