"""Whole runs: repeated, tried, broken, interrupted, two at once, and their reports."""

import logging
import os
import re
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from members import models as members
from metropol.models import BasePage
from news.archive import loader, reader, testimonials, writer
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


def fails(monkeypatch: pytest.MonkeyPatch, module: Any, name: str) -> None:
    """Make a function fail after it has done its work, if that is about something broken."""
    real = getattr(module, name)

    def failing(*args: Any, **options: Any) -> Any:
        result = real(*args, **options)
        if re.search("Kaputt|Riss|Bruch", repr((args, options))):
            raise RuntimeError("broken")
        return result

    monkeypatch.setattr(module, name, failing)


@pytest.mark.parametrize("window", [1, 2, 3, loader.WINDOW])
def test_run_has_every_status_as_the_contract_says_however_many_files_are_read_together(
    folder: Path, monkeypatch: pytest.MonkeyPatch, window: int
) -> None:
    monkeypatch.setattr(loader, "WINDOW", window)
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
        (writer, "fill"),
        (writer, "identity"),
        (writer, "create_pages"),
        (writer.Writer, "_section"),
        (testimonials, "_page"),
    ],
)
def test_file_that_fails_leaves_nothing_and_the_others_are_stored(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: Any, module: Any, name: str
) -> None:
    bad = with_quote(item(headline="Kaputt", section="Riss"), "Kaya Bruch, Bruchwerk", "„Nein.“")
    folder = write(tmp_path / "in", a=bad, b=item(headline="Erste"), c=item(headline="Zweite"))
    with monkeypatch.context() as patch:
        fails(patch, module, name)
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


def test_copy_of_a_file_that_fails_is_created_in_its_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = writer._describe

    def describe(known: ArchiveItem, *args: Any) -> None:
        real(known, *args)
        if known.file == "a.txt":
            raise RuntimeError

    folder = write(tmp_path / "in", a=item(), b=item(), c=item(LONG), d=item())
    with monkeypatch.context() as patch:
        patch.setattr(writer, "_describe", describe)
        assert list(statuses(folder, status=1).values()) == [
            "failed",
            "created",
            "updated",
            "unchanged",
        ]
    assert NewsPage.objects.get().revisions.count() == 2
    assert statuses(folder) == dict.fromkeys(("a.txt", "b.txt", "c.txt", "d.txt"), "unchanged")


def test_run_in_which_all_files_fail_leaves_no_record(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = write(tmp_path / "in", a=item(headline="Kaputt"), b=item(headline="Auch Kaputt"))
    fails(monkeypatch, writer, "fill")
    assert changed_tables(lambda: run(folder, status=1)) == []


def test_file_that_cannot_be_parsed_is_failed_and_run_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = write(tmp_path / "in", a=item(headline="Kaputt"), b=item(headline="Zweite"))
    fails(monkeypatch, loader, "parse_plain")
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
    real = writer.fill

    def fill(page: NewsPage, record: Any) -> None:
        real(page, record)
        if record.headline == "Grüße aus Köthen":
            raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(writer, "fill", fill)
        patch.setattr(loader, "WINDOW", 4)
        with pytest.raises(CommandError) as error:
            call_command("import_archive", str(folder), stdout=StringIO())
    assert error.value.returncode == 130
    assert ArchiveItem.objects.count() == sorted(ALL).index("m-latin")
    assert ArchiveRun.objects.get().finished_at is None
    pages = NewsPage.objects.count()
    assert list(statuses(folder).values()).count("created") == 6 - pages
    assert ArchiveDigest.objects.count() == len(ALL)
    assert NewsPage.objects.count() == 6
