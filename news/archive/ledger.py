"""What the import knows from earlier: contents by digest, items by identity.

A dry run writes nothing, so what it would have made is kept here beside what is stored.
"""

import datetime
from dataclasses import dataclass

from django.db.models import F

from news.archive.record import Notice, Record
from news.models import ArchiveDigest, ArchiveItem

type Identity = tuple[str, str, datetime.date | None]


@dataclass(frozen=True, slots=True)
class Seen:
    """A content that was read before: in which file, how that ended, the key of its page."""

    file: str
    status: str
    reason: Notice | None
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Known:
    """An item that there is, None in a dry run, and the whole text that was written last."""

    item: ArchiveItem | None
    text: str
    is_edited: bool = False
    is_deleted: bool = False


class Ledger:
    """Answers for one run."""

    def __init__(self) -> None:
        self._seen: dict[str, Seen] = {}
        self._known: dict[Identity, Known] = {}

    def seen(self, digest: str) -> Seen | None:
        """Return what became of a content, or None if it is new."""
        if digest in self._seen:
            return self._seen[digest]
        found = ArchiveDigest.objects.filter(digest=digest).select_related("item").first()
        if found is None:
            return None
        reason = Notice(found.reason["code"], found.reason["params"]) if found.reason else None
        return Seen(found.item.file, found.status, reason, found.item.page_id)

    def known(self, record: Record) -> Known | None:
        """Return the item of the same family, headline and date, or None if there is none."""
        key = identity(record)
        if key in self._known:
            return self._known[key]
        family, headline, date = key
        items = ArchiveItem.objects.filter(family=family, headline=headline, date=date)
        # Several files may be versions of one item: the last revision written counts.
        newest = F("revision").desc(nulls_last=True)
        item = items.select_related("page").order_by(newest, "-pk").first()
        if item is None:
            return None
        page = item.page
        return Known(
            item,
            item.text,
            is_edited=page is not None and page.latest_revision_id != item.revision_id,
            is_deleted=page is None,
        )

    def note(self, digest: str, outcome: Seen, record: Record | None, text: str) -> None:
        """Remember an outcome of this dry run."""
        self._seen[digest] = outcome
        if record and outcome.status in ("created", "updated"):
            self._known[identity(record)] = Known(None, text)


def identity(record: Record) -> Identity:
    """Return what makes two texts versions of one item."""
    return record.family, record.headline, record.date
