"""Write what was read to the database: one transaction for each file.

The only module that makes or changes pages. A file is known by the digest of its content, an
item by family, headline and date.
"""

import datetime
import logging
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from clusters.matching import ClusterMatcher
from clusters.models import ClusterPage
from members.models import TestimonialIndexPage
from news.archive import testimonials
from news.archive.content import fill, free_slug, source_of, texts
from news.archive.families.mitteldeutschland import link_name
from news.archive.ledger import Known, Ledger, Seen, identity
from news.archive.messages import as_json
from news.archive.names import printable
from news.archive.reader import Entry, parse_entry
from news.archive.record import Notice, Parsed, Record, Status, notice
from news.archive.review import review_reason
from news.models import (
    ArchiveDigest,
    ArchiveItem,
    ArchiveRun,
    NewsIndexPage,
    NewsLink,
    NewsPage,
    NewsSection,
)

logger = logging.getLogger(__name__)

STATUSES = ("created", "updated", "unchanged", "skipped", "needs_review", "failed")
#: How a content ended that became a page.
STORED = ("created", "updated")


class SiteNotSetUp(Exception):  # noqa: N818 - names the state, not a fault
    """There is no page for the news or the testimonials yet."""


@dataclass(frozen=True, slots=True)
class Options:
    """What the user asked for."""

    path: str
    dry_run: bool = False
    draft: bool = False
    publish_testimonials: bool = False


@dataclass(slots=True)
class Outcome:
    """How one file ended; ``clusters`` are the keys of those that its page is linked to."""

    file: str
    status: str
    reason: Notice | None = None
    warnings: tuple[Notice, ...] = ()
    record: Record | None = None
    clusters: list[str] = field(default_factory=list)


class Loader:
    """One run of the import."""

    def __init__(self, options: Options, user: Any = None) -> None:
        """Prepare a run; raises SiteNotSetUp if there is nowhere to put the pages."""
        find_parents()
        self.options = options
        self.user = user
        self.counts = dict.fromkeys(STATUSES, 0)
        self.run: ArchiveRun | None = None
        self._path = printable(options.path)
        self._ledger = Ledger()
        self._matcher = ClusterMatcher.from_database()
        self._cluster_pages = {page.key: page for page in ClusterPage.objects.exclude(key=None)}

    def load(self, entries: Iterator[Entry], today: datetime.date) -> Iterator[Outcome]:
        """Load the entries one after the other, and yield how each ended."""
        for entry in entries:
            outcome = self._load_entry(entry, today)
            self.counts[outcome.status] += 1
            yield outcome
        options = self.options
        if options.publish_testimonials and not options.dry_run and testimonials.publish_pool():
            self._stored_run()
        if self.run:
            self.run.counts = self.counts
            self.run.finished_at = timezone.now()
            self.run.save()

    def _load_entry(self, entry: Entry, today: datetime.date) -> Outcome:
        outcome = Outcome(printable(entry.name), Status.FAILED)
        run = self.run
        try:
            parsed = parse_entry(entry, today=today)
            outcome.status, outcome.reason = parsed.status, parsed.reason
            outcome.record, outcome.warnings = parsed.record, parsed.warnings
            if parsed.record:
                self._match_clusters(outcome, parsed.record)
            if parsed.digest:
                self._decide(outcome, parsed)
        except Exception as error:  # one bad file never stops the run
            logger.exception("%s could not be stored", outcome.file)
            outcome.status = Status.FAILED
            outcome.reason = notice("not-stored", error=type(error).__name__)
            self.run = run  # what was made with this file is gone, the run's record included
        if outcome.status not in (*STORED, "unchanged"):
            outcome.clusters = []
        return outcome

    def _match_clusters(self, outcome: Outcome, record: Record) -> None:
        links = [(name, self._linked(name)) for name in record.links]
        found = [key for text in texts(record) for key in self._matcher.find_in(text)]
        outcome.clusters = list(dict.fromkeys([*found, *(key for _, key in links if key)]))
        unmatched = [notice("link-unmatched", name=name) for name, key in links if not key]
        outcome.warnings = (*outcome.warnings, *unmatched)

    def _linked(self, link: str) -> str | None:
        """Return the key of the cluster that a link of the archive names."""
        return self._matcher.match_name(link_name(link))

    def _decide(self, outcome: Outcome, parsed: Parsed) -> None:
        """Find out what the content is to the site, and do it."""
        if seen := self._ledger.seen(parsed.digest):
            self._repeat(outcome, parsed, seen)
            return
        record = parsed.record if parsed.status == Status.OK else None
        known = self._ledger.known(record) if record else None
        if record:
            outcome.reason = review_reason(record, parsed.text, known)
            is_new = "updated" if known else "created"
            outcome.status = Status.NEEDS_REVIEW if outcome.reason else is_new
        if self.options.dry_run:
            seen = Seen(outcome.file, outcome.status, outcome.reason)
            self._ledger.note(parsed.digest, seen, record, parsed.text)
            return
        with transaction.atomic():
            is_kept = record and not outcome.reason
            page = self._write(record, known, outcome) if record and is_kept else None
            item = self._keep(outcome, parsed, page)
            ArchiveDigest.objects.create(
                item=item, digest=parsed.digest, status=item.status, reason=item.reason
            )

    def _repeat(self, outcome: Outcome, parsed: Parsed, seen: Seen) -> None:
        """Report a content that was read before: unchanged, or still waiting for review.

        Another file with it leaves an item of its own, with the page that the content became.
        """
        outcome.status, outcome.reason = seen.status, seen.reason
        is_other = seen.file != outcome.file
        if seen.status in STORED:
            outcome.status = "unchanged"
            outcome.reason = notice("same-content", file=seen.file) if is_other else None
        if not is_other or self.options.dry_run:
            return
        if not ArchiveItem.objects.filter(file=outcome.file).exists():
            with transaction.atomic():
                item = self._keep(outcome, parsed, None)
                if outcome.status == "unchanged":
                    item.page_id = seen.page
                    item.save()

    def _write(self, record: Record, known: Known | None, outcome: Outcome) -> NewsPage:
        news, pool = find_parents()
        page = known.item.page if known and known.item and known.item.page else NewsPage(live=False)
        is_new = page.pk is None
        fill(page, record)
        page.section = _section(record)
        page.source = source_of(record.family)
        if is_new:
            page.slug = free_slug(news, record.headline)
            news.add_child(instance=page)
        page.clusters.set([self._cluster_pages[key] for key in outcome.clusters])
        page.links.set(self._links(record))
        revision = page.save_revision(user=self.user)
        if (is_new and not self.options.draft) or page.live:
            revision.publish(user=self.user, skip_permission_checks=True)
        if record.testimonial:
            testimonials.add_testimonial(pool, record.testimonial, self._stored_run())
        return page

    def _links(self, record: Record) -> list[NewsLink]:
        return [
            NewsLink(
                label_de=name,
                target=self._cluster_pages.get(self._linked(name) or ""),
                sort_order=number,
            )
            for number, name in enumerate(record.links)
        ]

    def _keep(self, outcome: Outcome, parsed: Parsed, page: NewsPage | None) -> ArchiveItem:
        """Leave an item for the file, with its page or the text that waits for review."""
        record = parsed.record
        item = self._item(outcome.file, record if page else None)
        item.run, item.status = self._stored_run(), outcome.status
        item.reason = as_json(outcome.reason)
        item.warnings = [as_json(warning) for warning in outcome.warnings]
        item.raw_text = parsed.text if outcome.status == Status.NEEDS_REVIEW else ""
        if page is not None and record:
            item.family, item.headline, item.date = identity(record)
            item.text = parsed.text
            item.page = page
            item.revision_id = NewsPage.objects.values_list("latest_revision", flat=True).get(
                pk=page.pk
            )
        item.save()
        return item

    def _item(self, file: str, stored: Record | None) -> ArchiveItem:
        """Return the item of a file, a new one if another content had its name.

        What is known of a page is never overwritten with another item's, and a text that waits
        for review in another folder stays.
        """
        same = Q(run__path=self._path)
        if stored:
            family, headline, date = identity(stored)
            same = Q(family=family, headline=headline, date=date) | (same & Q(family=""))
        items = ArchiveItem.objects.filter(same, file=file).order_by("-family", "-pk")
        return items.first() or ArchiveItem(file=file)

    def _stored_run(self) -> ArchiveRun:
        """Return the run's record, made with its first change: a run without any leaves none."""
        if self.run is None:
            options = self.options
            self.run = ArchiveRun.objects.create(
                path=self._path,
                user=self.user,
                options={"draft": options.draft, "testimonials": options.publish_testimonials},
            )
        return self.run


def find_parents() -> tuple[NewsIndexPage, TestimonialIndexPage]:
    """Return where news and testimonials go, as they are now; raises SiteNotSetUp without them."""
    news, pool = NewsIndexPage.objects.first(), TestimonialIndexPage.objects.first()
    if news is None or pool is None:
        raise SiteNotSetUp
    return news, pool


def _section(record: Record) -> NewsSection | None:
    """Return the section of an item, a new one for a new word; of two with a name the first."""
    if not record.section:
        return None
    found = NewsSection.objects.filter(name_de=record.section).order_by("pk").first()
    return found or NewsSection.objects.create(name_de=record.section)
