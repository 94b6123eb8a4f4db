"""Undo runs in a test, and compare what the database holds before and after."""

from collections.abc import Callable
from io import StringIO
from pathlib import Path
from typing import Any

from django.core.management import CommandError, call_command

from news.models import ArchiveRun
from tests.database import contents, differences

#: What may be another after an undo: the run itself, the audit log, a statistic of SQLite's
#: search and keys that nothing refers to. The words of SQLite's search are looked at in the
#: table behind it.
NOT_COMPARED = (
    "news_archiverun",
    "news_archiveoutcome",
    "news_archivechange",
    "wagtailcore_pagelogentry",
    "wagtailcore_modellogentry",
    "wagtailsearch_indexentry.title_norm",
    "wagtailcore_referenceindex.id",
)


def stored() -> dict[str, list[dict[str, Any]]]:
    """Return what an undo brings back."""
    return contents(*NOT_COMPARED, without=("_fts", "sqlite_sequence"))


def latest() -> int:
    """Return the number of the newest run."""
    return ArchiveRun.objects.order_by("pk").values_list("pk", flat=True).last() or 0


def undo(number: int | None = None, status: int = 0) -> list[str]:
    """Undo a run, the newest by default; check how the command ended; return what it said."""
    out = StringIO()
    try:
        call_command("import_archive", "--undo", str(number or latest()), stdout=out)
        returned, said = 0, ""
    except CommandError as error:
        returned, said = error.returncode, str(error)
        out.write(f"{said}\n")
    assert returned == status, said
    return out.getvalue().splitlines()


def assert_undone(action: Callable[[], Any]) -> None:
    """Check that the run that ``action`` makes can be undone without a trace."""
    before = stored()
    action()
    assert differences(before, stored()), "the run did nothing"
    undo()
    assert differences(before, stored()) == {}


def csv_file(folder: Path, *rows: str, name: str = "rows.csv") -> str:
    """Write a CSV file beside the folder; return its path."""
    path = folder.parent / name
    path.write_text("".join(f"{row}\n" for row in rows), encoding="utf-8")
    return str(path)
