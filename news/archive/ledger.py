"""What the import knows from earlier: contents by digest, items by identity.

Files are looked at some hundred at a time, with one query for all their digests and one for all
their identities. A dry run writes nothing, so what it would have made is kept here as well.
"""

import datetime
import hashlib
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace

from django.db.models import F

from news.archive.record import Notice, Record, Status
from news.models import ArchiveDigest, ArchiveItem

type Identity = tuple[str, str, datetime.date | None]


@dataclass(frozen=True, slots=True)
class Seen:
    """A content that was read before: in which files, how that ended, the key of its page."""

    files: tuple[str, ...]
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
        self._seen: dict[str, Seen | None] = {}
        self._known: dict[Identity, Known | None] = {}
        self._noted_seen: dict[str, Seen] = {}
        self._noted_known: dict[Identity, Known] = {}

    def clear(self) -> None:
        """Forget what was looked up, but not what was noted."""
        self._seen, self._known = {}, {}

    def forget(self, digest: str, record: Record | None) -> None:
        """Forget what was looked up about a content that has been stored since."""
        self._seen.pop(digest, None)
        if record:
            self._known.pop(identity(record), None)

    def look_up_contents(self, digests: Iterable[str]) -> None:
        """Fetch what became of these contents."""
        wanted = list(digests)
        self._seen |= dict.fromkeys(wanted)
        rows = ArchiveDigest.objects.filter(digest__in=wanted).order_by("pk")
        for digest, status, reason, file, page in rows.values_list(
            "digest", "status", "reason", "item__file", "item__page"
        ):
            first = self._seen[digest]
            new = Seen((file,), status, reason and Notice(**reason), page)
            if first is None:
                self._seen[digest] = new
            elif page and not first.page and first.status == Status.NEEDS_REVIEW:
                # A copy that was confirmed as a translation counts, not those that wait still.
                self._seen[digest] = replace(new, files=(file, *first.files))
            else:
                self._seen[digest] = replace(first, files=(*first.files, file))

    def look_up_items(self, identities: Iterable[Identity]) -> None:
        """Fetch the items of these identities."""
        wanted = set(identities)
        self._known |= dict.fromkeys(wanted)
        families = {family for family, _, _ in wanted}
        headlines = {headline for _, headline, _ in wanted}
        # Several files may be versions of one item: the last revision written counts.
        newest = F("revision").desc(nulls_last=True)
        items = ArchiveItem.objects.filter(family__in=families, headline__in=headlines)
        by_identity: dict[Identity, ArchiveItem] = {}
        for item in items.order_by(newest, "-pk"):
            key = (item.family, item.headline, item.date)
            if key in wanted:
                by_identity.setdefault(key, item)
        edited = edited_pages({item.page_id for item in by_identity.values() if item.page_id})
        for key, item in by_identity.items():
            self._known[key] = Known(
                item,
                item.text,
                is_edited=item.page_id in edited,
                is_deleted=item.page_id is None,
            )

    def seen(self, digest: str) -> Seen | None:
        """Return what became of a content, or None if it is new."""
        if digest not in self._seen:
            self.look_up_contents([digest])
        return self._noted_seen.get(digest) or self._seen[digest]

    def known(self, record: Record) -> Known | None:
        """Return the item of the same family, headline and date, or None if there is none."""
        key = identity(record)
        if key not in self._known:
            self.look_up_items([key])
        return self._noted_known.get(key) or self._known[key]

    def note(self, digest: str, outcome: Seen, record: Record | None, text: str) -> None:
        """Remember an outcome of this dry run."""
        self._noted_seen[digest] = outcome
        if record and outcome.status in ("created", "updated"):
            self._noted_known[identity(record)] = Known(None, text)


def identity(record: Record) -> Identity:
    """Return what makes two texts versions of one item."""
    return record.family, record.headline, record.date


def item_key(source: str, file: str) -> str:
    """Return the digest by which the item of a file in a folder is found."""
    return hashlib.sha256(f"{source}\0{file}".encode()).hexdigest()


def edited_pages(pages: Iterable[int]) -> set[int]:
    """Return the keys of those pages whose last revision is not one of the import."""
    items = ArchiveItem.objects.filter(page__in=list(pages))
    rows = items.values_list("page", "page__latest_revision", "revision")
    latest: dict[int, int | None] = {}
    written: dict[int, set[int | None]] = defaultdict(set)
    for page, revision, own in rows:
        latest[page] = revision
        written[page].add(own)
    return {page for page, revision in latest.items() if revision not in written[page]}
