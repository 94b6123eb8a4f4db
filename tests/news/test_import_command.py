"""The command: its report, its exit statuses, its lock, what it prints."""

import json
import os
import subprocess
import sys
from io import StringIO
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from news.archive import lock
from news.archive.lock import ImportRunning, file_lock, import_lock, lock_path
from news.archive.messages import message
from news.archive.record import Notice
from news.models import ArchiveItem, ArchiveRun, NewsIndexPage
from tests.news.archive.documents import BODY, LONG
from tests.news.importing import dump, item, run, write

pytestmark = pytest.mark.django_db


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two items of one testimonial, a copy, and two files for review."""
    return write(
        tmp_path / "in",
        a=item(BODY, LONG),
        b=item(BODY, LONG),
        c=item(headline="Zweite"),
        d=item(BODY, LONG)[:250],
        e=item(date="31. Februar 2011"),
    )


def test_report_is_valid_json_with_names_that_are_not_utf8(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    for name in (b"gr\xfc\xdfe.txt", "gru\u0308ße.txt".encode(), b"-x\n\"'.txt", b"\\xfc.txt"):
        with open(os.path.join(os.fsencode(folder), name), "wb") as file:  # noqa: PTH118, PTH123
            file.write(item(headline=repr(name)).encode())
    files = run(folder)["files"]
    names = [file["file"] for file in files]
    assert names == ["-x\\n\"'.txt", "\\\\xfc.txt", "grüße.txt", "gr\\xfc\\xdfe.txt"]
    assert {file["status"] for file in files} == {"created"}
    assert [known.file for known in ArchiveItem.objects.order_by("pk")] == names


def test_folder_whose_name_is_not_utf8_is_reported_and_stored(tmp_path: Path) -> None:
    folder = tmp_path / os.fsdecode(b"\xfc")
    report = run(write(folder, a=item()))
    assert report["run"]["path"].endswith("/\\xfc")
    assert ArchiveRun.objects.get().path == report["run"]["path"]


@pytest.mark.parametrize("place", ["missing/report.json", "."])
def test_report_that_cannot_be_written_stops_the_run_before_it_starts(
    folder: Path, tmp_path: Path, place: str
) -> None:
    before = dump()
    with pytest.raises(CommandError) as error:
        call_command("import_archive", str(folder), "--report", tmp_path / place)
    assert error.value.returncode == 2
    assert dump() == before


def test_report_beside_the_texts_leaves_nothing_else_there(folder: Path) -> None:
    report = folder / "sub.d" / "report.json"
    report.parent.mkdir()
    call_command("import_archive", str(folder), "--report", report, stdout=StringIO())
    assert [path.name for path in report.parent.iterdir()] == ["report.json"]
    assert len(json.loads(report.read_bytes())["files"]) == 5


@pytest.mark.parametrize("kind", ["missing", "empty", "other"])
def test_folder_that_cannot_be_used_ends_with_status_2(tmp_path: Path, kind: str) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "other").write_text("x")
    with pytest.raises(CommandError) as error:
        call_command("import_archive", str(tmp_path / kind))
    assert error.value.returncode == 2
    assert "\n" not in str(error.value)
    assert str(tmp_path) in str(error.value)


def test_site_without_list_of_news_ends_with_status_2(folder: Path) -> None:
    NewsIndexPage.objects.all().delete()
    with pytest.raises(CommandError, match="setup_site") as error:
        call_command("import_archive", str(folder))
    assert error.value.returncode == 2


def test_second_run_at_the_same_time_ends_with_message_and_writes_nothing(
    folder: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(lock, "lock_path", lambda name: tmp_path / "lock")
    with other_run(tmp_path / "lock"):
        before = dump()
        with pytest.raises(CommandError, match="anderer Import") as error:
            call_command("import_archive", str(folder))
        assert error.value.returncode == 2
        assert dump() == before
        run(folder, "--dry-run")
    assert run(folder)["run"]["counts"]["created"] == 2


def other_run(path: Path) -> Any:
    """Hold the lock of the import as another process does."""
    return _locked_by_server() if connection.vendor == "postgresql" else _locked_by_file(path)


def _locked_by_file(path: Path) -> Any:
    code = (
        "import fcntl, sys; file = open(sys.argv[1], 'w'); fcntl.flock(file, fcntl.LOCK_EX);"
        "print('ready', flush=True); sys.stdin.read()"
    )
    return _Process([sys.executable, "-c", code, str(path)])


def _locked_by_server() -> Any:
    class Locked:
        def __enter__(self) -> None:
            parameters = connection.get_connection_params()
            names = ("dbname", "user", "host", "port", "password")
            chosen = {name: parameters[name] for name in names if parameters.get(name)}
            self.other = psycopg.connect(**chosen, autocommit=True)
            self.other.execute("SELECT pg_advisory_lock(%s)", [lock.NUMBER])

        def __exit__(self, *error: object) -> None:
            self.other.close()

    return Locked()


class _Process:
    """A process that is ready when it says so, and ends with the block."""

    def __init__(self, command: list[str]) -> None:
        self.command = command

    def __enter__(self) -> None:
        pipe = subprocess.PIPE
        self.process = subprocess.Popen(self.command, stdin=pipe, stdout=pipe, text=True)
        assert self.process.stdout is not None
        assert self.process.stdout.readline() == "ready\n"

    def __exit__(self, *error: object) -> None:
        self.process.communicate("", timeout=10)


def test_file_lock_ends_with_its_process_and_is_free_again(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(lock, "lock_path", lambda name: tmp_path / "lock")
    with _locked_by_file(tmp_path / "lock"), pytest.raises(ImportRunning), file_lock():
        pass
    with file_lock(), pytest.raises(ImportRunning), file_lock():
        pass
    with import_lock():
        pass


def test_lock_is_beside_the_database_however_that_is_spelled(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "link.sqlite3").symlink_to("db.sqlite3")
    wanted = tmp_path.resolve() / "db.sqlite3-import"
    assert lock_path("db.sqlite3") == lock_path(f"{tmp_path}/./db.sqlite3") == wanted
    assert lock_path("link.sqlite3") == wanted
    assert lock_path(":memory:") is None


def test_reason_that_has_no_wording_any_more_stands_as_its_code() -> None:
    assert message(Notice("gone-with-an-old-version", {})) == "gone-with-an-old-version"


def test_file_is_shown_with_reason_if_someone_should_look_at_it(folder: Path) -> None:
    out = StringIO()
    call_command("import_archive", str(folder), stdout=out)
    *shown, summary, number = out.getvalue().splitlines()
    assert [line.split(": ")[1] for line in shown] == [
        "d.txt",
        "e.txt",
    ]
    assert summary.startswith("2 created, 0 updated, 1 unchanged")
    assert number.endswith(f" {ArchiveRun.objects.get().pk}")


def test_progress_bar_is_for_a_terminal_only(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def printed(*, is_terminal: bool) -> str:
        stream = StringIO()
        monkeypatch.setattr(stream, "isatty", lambda: is_terminal)
        with monkeypatch.context() as patch:
            patch.setattr(sys, "stderr", stream)
            call_command("import_archive", str(folder), "--dry-run", stdout=StringIO())
        return stream.getvalue()

    assert printed(is_terminal=False) == ""
    assert "/s]" in printed(is_terminal=True)
