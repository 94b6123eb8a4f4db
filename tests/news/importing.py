"""Run the import in a test, and look at everything that the database holds."""

import json
from collections.abc import Callable
from io import StringIO
from pathlib import Path
from typing import Any

from django.core.management import CommandError, call_command
from django.db import connection

from news.models import NewsPage
from tests.news.archive.documents import QUOTE, mitteldeutschland

HEADLINE = "Zwölf Betriebe gründen ein Netzwerk"


def write(folder: Path, **texts: str | bytes) -> Path:
    """Write files called as the keywords, with ``.txt``; return the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in texts.items():
        data = text if isinstance(text, bytes) else text.encode()
        (folder / f"{name}.txt").write_bytes(data)
    return folder


def run(path: Path, *options: str, status: int = 0) -> dict[str, Any]:
    """Import ``path``, check how the command ended, and return its report."""
    report = path.parent / "report.json"
    report.unlink(missing_ok=True)
    try:
        call_command("import_archive", str(path), "--report", report, *options, stdout=StringIO())
        returned, said = 0, ""
    except CommandError as error:
        returned, said = error.returncode, str(error)
    assert returned == status, said
    found: dict[str, Any] = json.loads(report.read_bytes())
    statuses = [file["status"] for file in found["files"]]
    assert found["run"]["counts"] == {
        name: statuses.count(name)
        for name in ("created", "updated", "unchanged", "skipped", "needs_review", "failed")
    }
    return found


def statuses(path: Path, *options: str, status: int = 0) -> dict[str, str]:
    """Import ``path`` and return the status of each file."""
    return {file["file"]: file["status"] for file in run(path, *options, status=status)["files"]}


def reason(path: Path, *options: str) -> str:
    """Import ``path`` and return the reason for its only file that is not unchanged."""
    files = run(path, *options)["files"]
    reasons: list[str] = [file["reason"] for file in files if file["reason"]]
    assert len(reasons) == 1
    return reasons[0]


def dump() -> dict[str, list[str]]:
    """Return all rows of all tables."""
    found = {}
    with connection.cursor() as cursor:
        for table in sorted(connection.introspection.table_names(cursor)):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")  # noqa: S608
            found[table] = sorted(repr(row) for row in cursor.fetchall())
    return found


def changed_tables(action: Callable[[], Any]) -> list[str]:
    """Return the tables that ``action`` changes."""
    before = dump()
    action()
    after = dump()
    return [table for table in after if after[table] != before.get(table)]


def page(title: str = HEADLINE) -> NewsPage:
    """Return the only news item with a title."""
    return NewsPage.objects.get(title=title)


def with_quote(text: str, who: str, quote: str) -> str:
    """Return a text of `mitteldeutschland` with another testimonial."""
    return text.replace("Ada Beispiel, Beispielwerk", who).replace(QUOTE, quote)


def item(*body: str, **parts: str) -> str:
    """A text of `mitteldeutschland`."""
    return mitteldeutschland(*body, **parts)
