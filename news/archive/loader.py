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
from django.utils import timezone

from clusters.matching import ClusterMatcher
from clusters.models import ClusterPage
from members.models import TestimonialIndexPage
from news.archive import testimonials
from news.archive.content import fill, record_text, source_of
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
    """How one file ended."""

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
        self.options = options
        self.user = user
        self.counts = dict.fromkeys(STATUSES, 0)
        self.run: ArchiveRun | None = None
        self._find_parents()
        self._ledger = Ledger()
        self._matcher = ClusterMatcher.from_database()
        self._cluster_pages = {page.key: page for page in ClusterPage.objects.exclude(key=None)}

    def load(self, entries: Iterator[Entry], today: datetime.date) -> Iterator[Outcome]:
        """Load the entries one after the other, and yield how each ended."""
        for entry in entries:
            outcome = self._load_entry(entry, parse_entry(entry, today=today))
            self.counts[outcome.status] += 1
            yield outcome
        if self.options.publish_testimonials and not self.options.dry_run:
            testimonials.publish_pool()
        if self.run:
            self.run.counts = self.counts
            self.run.finished_at = timezone.now()
            self.run.save()

    def _find_parents(self) -> None:
        news, pool = NewsIndexPage.objects.first(), TestimonialIndexPage.objects.first()
        if news is None or pool is None:
            raise SiteNotSetUp
        self._news, self._pool = news, pool

    def _load_entry(self, entry: Entry, parsed: Parsed) -> Outcome:
        name = printable(entry.name)
        outcome = Outcome(name, parsed.status, parsed.reason, parsed.warnings, parsed.record)
        if parsed.record:
            self._match_clusters(outcome, parsed.record)
        if not parsed.digest:
            return outcome
        run = self.run
        try:
            self._decide(outcome, parsed)
        except Exception as error:  # one bad file never stops the run
            logger.exception("%s could not be stored", name)
            outcome.status = Status.FAILED
            outcome.reason = notice("not-stored", error=type(error).__name__)
            # What was made with this file is gone, and so is what is remembered of it.
            self.run = run
            self._find_parents()
        return outcome

    def _match_clusters(self, outcome: Outcome, record: Record) -> None:
        text = "\n".join([record.headline, record_text(record)])
        links = [(name, self._matcher.match_name(name)) for name in record.links]
        found = [*self._matcher.find_in(text), *(key for _, key in links if key)]
        outcome.clusters = list(dict.fromkeys(found))
        unmatched = [notice("link-unmatched", name=name) for name, key in links if not key]
        outcome.warnings = (*outcome.warnings, *unmatched)

    def _decide(self, outcome: Outcome, parsed: Parsed) -> None:
        """Find out what the content is to the site, and do it."""
        if seen := self._ledger.seen(parsed.digest):
            self._repeat(outcome, seen)
            return
        record = parsed.record if parsed.status == Status.OK else None
        known = self._ledger.known(record) if record else None
        if record:
            outcome.reason = review_reason(record, known)
            is_new = "updated" if known else "created"
            outcome.status = Status.NEEDS_REVIEW if outcome.reason else is_new
        if self.options.dry_run:
            seen = Seen(outcome.file, outcome.status, outcome.reason)
            self._ledger.note(parsed.digest, seen, record, record_text(record) if record else "")
            return
        with transaction.atomic():
            is_kept = record and not outcome.reason
            page = self._write(record, known, outcome) if record and is_kept else None
            self._keep(outcome, parsed, page)

    def _repeat(self, outcome: Outcome, seen: Seen) -> None:
        """Report a content that was read before: unchanged, or still waiting for review."""
        outcome.status, outcome.reason = seen.status, seen.reason
        if seen.status in ("created", "updated"):
            outcome.status = "unchanged"
            is_other = seen.file != outcome.file
            outcome.reason = notice("same-content", file=seen.file) if is_other else None

    def _write(self, record: Record, known: Known | None, outcome: Outcome) -> NewsPage:
        page = known.item.page if known and known.item and known.item.page else NewsPage(live=False)
        is_new = page.pk is None
        fill(page, record)
        page.section = self._section(record)
        page.source = source_of(record.family)
        if is_new:
            self._news.add_child(instance=page)
        page.clusters.set([self._cluster_pages[key] for key in outcome.clusters])
        page.links.set(self._links(record))
        revision = page.save_revision(user=self.user)
        if (is_new and not self.options.draft) or page.live:
            revision.publish(user=self.user, skip_permission_checks=True)
        if record.testimonial:
            testimonials.add_testimonial(self._pool, record.testimonial, self._stored_run())
        return page

    def _section(self, record: Record) -> NewsSection | None:
        if not record.section:
            return None
        return NewsSection.objects.get_or_create(name_de=record.section)[0]

    def _links(self, record: Record) -> list[NewsLink]:
        return [
            NewsLink(
                label_de=name,
                target=self._cluster_pages.get(self._matcher.match_name(name) or ""),
                sort_order=number,
            )
            for number, name in enumerate(record.links)
        ]

    def _keep(self, outcome: Outcome, parsed: Parsed, page: NewsPage | None) -> None:
        """Leave an item with the digest, so that this content is known from now on."""
        run = self._stored_run()
        item = ArchiveItem.objects.filter(file=outcome.file).first() or ArchiveItem(
            file=outcome.file
        )
        item.run, item.status, item.reason = run, outcome.status, as_json(outcome.reason)
        item.warnings = [as_json(warning) for warning in outcome.warnings]
        item.raw_text = parsed.text if outcome.status == Status.NEEDS_REVIEW else ""
        if page is not None and parsed.record:
            item.family, item.headline, item.date = identity(parsed.record)
            item.text = record_text(parsed.record)
            item.page = page
            item.revision_id = NewsPage.objects.values_list("latest_revision", flat=True).get(
                pk=page.pk
            )
        item.save()
        ArchiveDigest.objects.create(
            item=item, digest=parsed.digest, status=item.status, reason=item.reason
        )

    def _stored_run(self) -> ArchiveRun:
        """Return the run's record, made with its first change: a run without any leaves none."""
        if self.run is None:
            options = self.options
            self.run = ArchiveRun.objects.create(
                path=printable(options.path),
                user=self.user,
                options={"draft": options.draft, "testimonials": options.publish_testimonials},
            )
        return self.run
