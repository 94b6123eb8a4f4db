"""A database that fails in the middle of a run ends it with one line, not with a traceback."""

from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import DataError, InterfaceError, OperationalError

from news.archive import loader
from news.archive.ledger import Ledger
from news.archive.old_addresses import OldAddresses
from news.archive.undo import _Undo
from news.models import NewsPage
from tests.news.importing import dump, item, run, statuses, write
from tests.news.undoing import csv_file, latest

pytestmark = pytest.mark.django_db


def breaks(
    monkeypatch: pytest.MonkeyPatch, place: Any, name: str, error: type[Exception], times: int = 0
) -> None:
    """Let the database fail where a function is called, after some calls that go well."""
    real, calls = getattr(place, name), []

    def broken(*args: Any, **options: Any) -> Any:
        calls.append(args)
        if len(calls) > times:
            raise error("server closed the connection\nLINE 1: SELECT …")
        return real(*args, **options)

    monkeypatch.setattr(place, name, broken)


def ends_with_one_line(*arguments: str) -> None:
    with pytest.raises(CommandError) as error:
        call_command("import_archive", *arguments)
    assert error.value.returncode == 1
    assert "server closed the connection" in str(error.value)
    assert "\n" not in str(error.value)


@pytest.mark.parametrize("error", [OperationalError, InterfaceError, DataError])
@pytest.mark.parametrize(
    ("place", "name"),
    [
        (Ledger, "look_up_contents"),
        (Ledger, "look_up_items"),
        (loader.Loader, "_save_progress"),
        (loader.testimonials, "waiting_pool"),
        (OldAddresses, "_item"),
    ],
)
def test_database_that_fails_outside_of_a_file_ends_the_run(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    place: Any,
    name: str,
    error: type[Exception],
    capsys: pytest.CaptureFixture[str],
) -> None:
    folder = write(tmp_path / "in", a=item(), b=item(headline="Zweite"))
    rows = csv_file(folder, "/alt/1,a.txt")
    with monkeypatch.context() as patch:
        breaks(patch, place, name, error)
        ends_with_one_line(str(folder), "--redirects", rows, "--publish-testimonials")
    assert "Traceback" not in capsys.readouterr().err
    assert set(statuses(folder).values()) <= {"created", "unchanged"}
    assert NewsPage.objects.count() == 2


def test_database_that_fails_between_two_windows_keeps_the_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = write(tmp_path / "in", a=item(), b=item(headline="Zweite"), c=item(headline="Dritte"))
    with monkeypatch.context() as patch:
        patch.setattr(loader, "WINDOW", 2)
        breaks(patch, Ledger, "look_up_items", OperationalError, times=1)
        ends_with_one_line(str(folder))
    assert NewsPage.objects.count() == 2
    assert list(statuses(folder).values()) == ["unchanged", "unchanged", "created"]


def test_report_of_a_run_that_the_database_ended_is_not_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = write(tmp_path / "in", a=item())
    report = tmp_path / "report.json"
    breaks(monkeypatch, Ledger, "look_up_items", OperationalError)
    ends_with_one_line(str(folder), "--report", str(report))
    assert [path.name for path in tmp_path.iterdir()] == ["in"]


def test_undo_that_the_database_ends_leaves_all_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run(write(tmp_path / "in", a=item()))
    before = dump()
    breaks(monkeypatch, _Undo, "_undo_others", OperationalError, times=2)
    ends_with_one_line("--undo", str(latest()))
    assert dump() == before


def test_import_running_at_the_same_time_keeps_an_undo_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from news.archive.lock import ImportRunning
    from news.management.commands import import_archive

    def taken() -> Any:
        raise ImportRunning

    run(write(tmp_path / "in", a=item()))
    before = dump()
    monkeypatch.setattr(import_archive, "import_lock", taken)
    with pytest.raises(CommandError) as error:
        call_command("import_archive", "--undo", str(latest()))
    assert error.value.returncode == 2
    assert dump() == before
