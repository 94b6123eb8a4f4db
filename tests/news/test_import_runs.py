"""Whole runs: repeated, tried, broken, interrupted, two at once, and their reports."""

import json
import logging
import os
import subprocess
import sys
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from members import models as members
from metropol.models import BasePage
from news.archive import loader, lock, reader
from news.archive.lock import ImportRunning, file_lock, import_lock, lock_path
from news.archive.messages import message
from news.archive.record import Notice
from news.models import (
    ArchiveDigest,
    ArchiveItem,
    ArchiveRun,
    ArchiveTestimonial,
    NewsPage,
    NewsSection,
)
from tests.news.archive.documents import BODY, LONG, clusterplattform, technologymountains
from tests.news.importing import changed_tables, dump, item, run, statuses, with_quote, write

pytestmark = pytest.mark.django_db
ALL = {
    "a-new": item(BODY, "Weitere Informationen:\nCluster IT\nVerein der Freunde"),
    "b-same": item(BODY, "Weitere Informationen:\nCluster IT\nVerein der Freunde"),
    "c-version": item(BODY, LONG),
    "d-cut": item(BODY, LONG)[:250],
    "e-date": item(date="10. Dezember 2011", section="Tagebuch"),
    "f-review": item(date="31. Februar 2011"),
    "g-review-again": item(date="31. Februar 2011"),
    "h-empty": b"",
    "i-empty-again": b"",
    "j-platform": clusterplattform(),
    "k-mountains": technologymountains(headline="Ein drittes Netzwerk"),
    "l-english": item("This is not what the region and its clusters were looking for.", lead="The"),
    "m-latin": item(headline="Grüße aus Köthen").encode("cp1252"),
    "n-quote": with_quote(item(headline="Vierte"), "Bert Muster", "„Wir auch.“"),
    "o-version-again": item(BODY, LONG, "Und noch ein Absatz."),
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a file for each status but failed."""
    return write(tmp_path / "in", **ALL)


def fails(monkeypatch: pytest.MonkeyPatch, module: Any, name: str, file: str) -> None:
    """Make a function fail while ``file`` is stored, after it has done its work."""
    real = getattr(module, name)
    current: list[str] = []
    parse = loader.parse_entry

    def parse_entry(entry: reader.Entry, **options: Any) -> Any:
        current[:] = [entry.name]
        return parse(entry, **options)

    def failing(*args: Any, **options: Any) -> Any:
        result = real(*args, **options)
        if current == [file]:
            raise RuntimeError("broken")
        return result

    monkeypatch.setattr(loader, "parse_entry", parse_entry)
    monkeypatch.setattr(module, name, failing)


def test_run_has_every_status_as_the_contract_says(folder: Path) -> None:
    assert statuses(folder) == {
        "a-new.txt": "created",
        "b-same.txt": "unchanged",
        "c-version.txt": "updated",
        "d-cut.txt": "needs_review",
        "e-date.txt": "created",
        "f-review.txt": "needs_review",
        "g-review-again.txt": "needs_review",
        "h-empty.txt": "skipped",
        "i-empty-again.txt": "skipped",
        "j-platform.txt": "created",
        "k-mountains.txt": "created",
        "l-english.txt": "needs_review",
        "m-latin.txt": "created",
        "n-quote.txt": "created",
        "o-version-again.txt": "updated",
    }
    assert ArchiveItem.objects.count() == len(ALL)
    (made,) = ArchiveRun.objects.all()
    assert made.finished_at
    assert made.counts == {
        "created": 6,
        "updated": 2,
        "unchanged": 1,
        "skipped": 2,
        "needs_review": 4,
        "failed": 0,
    }


def test_second_run_writes_nothing_and_reports_the_same(folder: Path) -> None:
    first = run(folder, "--publish-testimonials")["files"]
    second: list[dict[str, Any]] = []
    tables = changed_tables(lambda: second.extend(run(folder, "--publish-testimonials")["files"]))
    assert tables == []
    for before, after in zip(first, second, strict=True):
        was_stored = before["status"] in ("created", "updated")
        assert after["status"] == ("unchanged" if was_stored else before["status"])
        assert after["record"] == before["record"]
        assert after["clusters"] == before["clusters"]


def test_dry_run_writes_nothing_and_tells_what_the_run_does(folder: Path) -> None:
    before = dump()
    told = run(folder, "--dry-run", "--publish-testimonials")
    assert dump() == before
    done = run(folder, "--publish-testimonials")
    assert told["run"].pop("dry_run") is True
    assert done["run"].pop("dry_run") is False
    assert told == done
    assert run(folder, "--dry-run")["files"] == run(folder)["files"]


def test_dry_run_over_stored_items_tells_what_the_run_does(folder: Path) -> None:
    run(folder)
    page = NewsPage.objects.get(title="Vierte")
    page.save_revision()
    NewsPage.objects.get(title="Grüße aus Köthen").delete()
    write(
        folder,
        **{
            "p-edited": item("Neu.", headline="Vierte"),
            "q-deleted": item("Neu.", headline="Grüße aus Köthen"),
            "r-platform": clusterplattform("Ein neuer Vorspann.", LONG),
            "s-platform": clusterplattform("Ein neuer Vorspann."),
        },
    )
    told = run(folder, "--dry-run")["files"]
    assert [file["status"] for file in told[-4:]] == [
        "needs_review",
        "needs_review",
        "updated",
        "needs_review",
    ]
    assert told == run(folder)["files"]


@pytest.mark.parametrize(
    ("module", "name"),
    [
        (loader, "fill"),
        (loader, "identity"),
        (loader, "_section"),
        (loader.testimonials, "add_testimonial"),
    ],
)
def test_file_that_fails_leaves_nothing_and_the_others_are_stored(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: Any, module: Any, name: str
) -> None:
    bad = with_quote(item(headline="Kaputt", section="Riss"), "Kaya Bruch, Bruchwerk", "„Nein.“")
    folder = write(tmp_path / "in", a=bad, b=item(headline="Erste"), c=item(headline="Zweite"))
    with monkeypatch.context() as patch:
        fails(patch, module, name, "a.txt")
        with caplog.at_level(logging.CRITICAL):
            report = run(folder, status=1)["files"]
    assert [file["status"] for file in report] == ["failed", "created", "created"]
    assert "RuntimeError" in report[0]["reason"]
    assert report[0]["clusters"] == []
    assert not BasePage.objects.filter(title__contains="Kaputt").exists()
    assert not NewsSection.objects.filter(name_de="Riss").exists()
    assert not members.Member.objects.filter(name="Bruchwerk").exists()
    assert not members.TestimonialPage.objects.filter(person="Kaya Bruch").exists()
    assert ArchiveTestimonial.objects.count() == 1
    assert not ArchiveItem.objects.filter(file="a.txt").exists()
    assert ArchiveRun.objects.count() == 1
    out = StringIO()
    call_command("fixtree", interactive=False, stdout=out)
    assert out.getvalue().count("No problems found") == 2  # pages and collections
    assert statuses(folder) == {"a.txt": "created", "b.txt": "unchanged", "c.txt": "unchanged"}


def test_run_in_which_all_files_fail_leaves_no_record(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = write(tmp_path / "in", a=item())
    fails(monkeypatch, loader, "fill", "a.txt")
    assert changed_tables(lambda: run(folder, status=1)) == []


def test_file_that_cannot_be_parsed_is_failed_and_run_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = write(tmp_path / "in", a=item(), b=item(headline="Zweite"))
    fails(monkeypatch, reader, "parse_bytes", "a.txt")
    assert statuses(folder, status=1) == {"a.txt": "failed", "b.txt": "created"}


def test_unreadable_and_vanished_files_are_failed_and_leave_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = write(tmp_path / "in", a=item(), b=item(headline="Zweite"), c=item(headline="Dritte"))
    real = os.open

    def opened(path: Any, *args: Any, **options: Any) -> int:
        if Path(path).name == "a.txt":
            raise PermissionError(13, "no")
        if Path(path).name == "b.txt":
            raise FileNotFoundError(2, "gone")
        return real(path, *args, **options)

    monkeypatch.setattr(reader.os, "open", opened)
    assert statuses(folder, status=1) == {"a.txt": "failed", "b.txt": "failed", "c.txt": "created"}
    monkeypatch.undo()
    assert list(ArchiveItem.objects.values_list("file", flat=True)) == ["c.txt"]
    assert set(statuses(folder).values()) == {"created", "unchanged"}


def test_interrupted_run_keeps_whole_items_and_the_next_goes_on(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = loader.fill

    def fill(page: NewsPage, record: Any) -> None:
        real(page, record)
        if record.headline == "Grüße aus Köthen":
            raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(loader, "fill", fill)
        with pytest.raises(CommandError) as error:
            call_command("import_archive", str(folder), stdout=StringIO())
    assert error.value.returncode == 130
    assert ArchiveItem.objects.count() == sorted(ALL).index("m-latin")
    assert ArchiveRun.objects.get().finished_at is None
    pages = NewsPage.objects.count()
    assert list(statuses(folder).values()).count("created") == 6 - pages
    assert ArchiveDigest.objects.count() == len(ALL) - 3
    assert NewsPage.objects.count() == 6


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
    assert len(json.loads(report.read_bytes())["files"]) == len(ALL)


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
    loader.NewsIndexPage.objects.all().delete()
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
    assert run(folder)["run"]["counts"]["created"] == 6


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
    import psycopg

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
    shown, summary = out.getvalue().splitlines()[:-1], out.getvalue().splitlines()[-1]
    assert [line.split(": ")[1] for line in shown] == [
        "d-cut.txt",
        "f-review.txt",
        "g-review-again.txt",
        "l-english.txt",
    ]
    assert summary.startswith("6 created, 2 updated, 1 unchanged")


def test_progress_bar_is_for_a_terminal_only(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    call_command("import_archive", str(folder), "--dry-run")
    assert capsys.readouterr().err == ""
