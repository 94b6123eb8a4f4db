"""What a run is asked for, and how each of its files ended."""

import json
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from news.archive.messages import as_json
from news.archive.names import printable
from news.archive.record import Notice, Record
from news.models import ArchiveOutcome

STATUSES = ("created", "updated", "unchanged", "skipped", "needs_review", "failed")
#: How a content ended that became a page.
STORED = ("created", "updated")
#: Bytes of waiting outcomes that stay in memory.
IN_MEMORY = 500_000


@dataclass(frozen=True, slots=True)
class Options:
    """What the user asked for.

    ``source`` names the folder where the path does not, as for an upload. ``pairs`` names for
    the file of an English text that of its German one, or ``page:`` and the key of a page;
    ``full`` takes known contents apart too, for a report.
    """

    path: str
    dry_run: bool = False
    draft: bool = False
    publish_testimonials: bool = False
    full: bool = False
    pairs: Mapping[str, str] = field(default_factory=dict)
    source: str = ""

    @property
    def origin(self) -> str:
        """Return what items are known by together with their files."""
        return self.source or printable(self.path)


@dataclass(slots=True)
class Outcome:
    """How one file ended; ``clusters`` are the keys of those that its page is linked to."""

    file: str
    status: str
    reason: Notice | None = None
    warnings: tuple[Notice, ...] = ()
    record: Record | None = None
    clusters: list[str] = field(default_factory=list)
    number: int = 0
    item: int | None = None

    def as_row(self) -> dict[str, Any]:
        """Return the fields of the ArchiveOutcome, as JSON takes them."""
        record = self.record
        return {
            "number": self.number,
            "file": self.file,
            "status": str(self.status),
            "reason": as_json(self.reason),
            "warnings": [as_json(warning) for warning in self.warnings],
            "family": record.family if record else "",
            "headline": record.headline if record else "",
            "date": record.date.isoformat() if record and record.date else None,
            "section": (record.section or "") if record else "",
            "language": record.language if record else "",
            "clusters": self.clusters,
            "item_id": self.item,
        }


class Waiting:
    """Outcomes that are not in the database yet, since the run has changed nothing so far.

    Many of them are kept in a file without a name.
    """

    def __init__(self) -> None:
        self._file = tempfile.SpooledTemporaryFile(IN_MEMORY, "w+", encoding="utf-8")  # noqa: SIM115

    def add(self, outcome: Outcome) -> None:
        """Keep the outcome of one file."""
        self._file.write(json.dumps(outcome.as_row()) + "\n")

    def save(self, run: int) -> None:
        """Store all of them for the run with this key, and forget them."""
        if self._file.tell():
            ArchiveOutcome.objects.bulk_create(self._rows(run), batch_size=500)
            self.clear()

    def clear(self) -> None:
        """Forget all of them."""
        self._file.seek(0)
        self._file.truncate()

    def _rows(self, run: int) -> Iterator[ArchiveOutcome]:
        self._file.seek(0)
        for line in self._file:
            yield ArchiveOutcome(run_id=run, **json.loads(line))
