"""Write one batch of outcomes to the database. The only module of the import that does.

What is written together is rolled back together: pages with revisions and indexes, items,
digests, the lines of the report, and what an undo needs.
"""

from collections.abc import Container, Sequence
from dataclasses import dataclass
from typing import Any

from wagtail.contrib.redirects.models import Redirect

from members.models import TestimonialIndexPage
from metropol.bulk import create_pages, index_objects
from news.archive.changes import Changes, fingerprint, page_state, snapshot
from news.archive.cluster_links import ClusterLinks
from news.archive.content import fill, fill_english, free_slugs, source_of
from news.archive.ledger import identity, item_key
from news.archive.messages import as_json
from news.archive.outcome import Options, Outcome
from news.archive.record import Parsed, Record, Status
from news.archive.testimonials import add_testimonials
from news.models import (
    ArchiveDigest,
    ArchiveItem,
    ArchiveOutcome,
    ArchiveRun,
    NewsIndexPage,
    NewsPage,
    NewsSection,
)


class SiteNotSetUp(Exception):  # noqa: N818 - names the state, not a fault
    """There is no page for the news or the testimonials yet."""


@dataclass(slots=True)
class Plan:
    """What is to be done about one file.

    ``page`` is the key of the page that it changes or belongs to; with ``is_written`` its
    record becomes a page, a new one without a key; ``stored`` is how the content ended, which
    is kept with its digest.
    """

    outcome: Outcome
    parsed: Parsed
    page: int | None = None
    is_written: bool = False
    is_english: bool = False
    stored: str = ""


class Writer:
    """Writes the batches of one run."""

    def __init__(self, options: Options, user: Any, clusters: ClusterLinks) -> None:
        """Prepare to write for a user; ``clusters`` tells which clusters items are about."""
        self._options = options
        self._source = options.origin
        self._user = user
        self._clusters = clusters
        self._sections: dict[str, NewsSection] = {}

    def write(self, run: ArchiveRun, plans: Sequence[Plan]) -> None:
        """Store the plans of different items; to be called in a transaction.

        The outcomes then have the keys of their items.
        """
        changes = Changes()
        self._sections = {}  # what another batch made may have been rolled back
        written = [plan for plan in plans if plan.is_written]
        pages = self._create([plan for plan in written if not plan.page], changes)
        for plan in written:
            if plan.page:
                pages[plan.outcome.number] = self._update(plan, changes)
        statements = [plan.parsed.record.testimonial for plan in written if plan.parsed.record]
        if any(statements):
            add_testimonials(find_parents()[1], filter(None, statements), run, changes)
        self._keep(run, plans, pages, changes)
        changes.save(run)

    def _create(self, plans: Sequence[Plan], changes: Changes) -> dict[int, NewsPage]:
        """Make the pages of new items; return them by the numbers of the outcomes."""
        news = find_parents()[0]
        pages = {}
        records = [(plan, plan.parsed.record) for plan in plans if plan.parsed.record]
        slugs = free_slugs(news, [record.headline for _, record in records])
        for (plan, record), slug in zip(records, slugs, strict=True):
            page = pages[plan.outcome.number] = NewsPage(slug=slug)
            self._fill(page, plan, record, changes)
        live = not self._options.draft
        create_pages(news, list(pages.values()), user=self._user, live=live)
        for page in pages.values():
            changes.made(page, **page_state(page, news.pk))
        return pages

    def _update(self, plan: Plan, changes: Changes) -> NewsPage:
        """Write a new revision of a page, and publish it if the page is live."""
        page = NewsPage.objects.get(pk=plan.page or 0)
        before = snapshot(NewsPage, page.pk)
        record = plan.parsed.record
        if record and plan.is_english:
            fill_english(page, record)
            if not self._options.draft:
                page.english_request = NewsPage.EnglishRequest.ONLINE
        elif record:
            self._fill(page, plan, record, changes)
        known = set(Redirect.objects.filter(redirect_page=page).values_list("pk", flat=True))
        revision = page.save_revision(user=self._user)
        if page.live:
            revision.publish(user=self._user, skip_permission_checks=True)
        page = NewsPage.objects.get(pk=page.pk)
        for redirect in Redirect.objects.filter(redirect_page=page).exclude(pk__in=known):
            # From the address that the page had in English before it got one of its own.
            changes.made(redirect, fingerprint=fingerprint(Redirect, redirect.pk))
        index_objects([page])
        changes.changed(page, before, **page_state(page, page.get_parent().pk))
        return page

    def _fill(self, page: NewsPage, plan: Plan, record: Record, changes: Changes) -> None:
        fill(page, record)
        page.section = self._section(record.section, changes)
        page.source = source_of(record.family)
        page.clusters.set([self._clusters.pages[key] for key in plan.outcome.clusters])
        page.links.set(self._clusters.links_of(record))

    def _section(self, name: str | None, changes: Changes) -> NewsSection | None:
        """Return the section of a name, a new one for a new word; of two with a name the first."""
        if not name:
            return None
        section = self._sections.get(name)
        section = section or NewsSection.objects.filter(name_de=name).order_by("pk").first()
        if section is None:
            section = NewsSection.objects.create(name_de=name)
            index_objects([section])
            changes.made(section, fingerprint=fingerprint(NewsSection, section.pk))
        self._sections[name] = section
        return section

    def _keep(
        self,
        run: ArchiveRun,
        plans: Sequence[Plan],
        pages: dict[int, NewsPage],
        changes: Changes,
    ) -> None:
        """Leave an item for each file, with its page or the text that waits for review."""
        kept = _Items(self._source, plans)
        rows = [kept.item_of(plan) for plan in plans]
        snapshots = {item.pk: snapshot(ArchiveItem, item.pk) for item in rows if item.pk}
        for plan, item in zip(plans, rows, strict=True):
            _describe(item, plan, pages.get(plan.outcome.number))
            item.run = run
        made = ArchiveItem.objects.bulk_create(item for item in rows if not item.pk)
        for item in rows:
            if item.pk in snapshots:
                item.save()
                changes.changed(item, snapshots[item.pk])
        for item in made:
            changes.made(item)
        self._keep_digests(plans, rows, snapshots, changes)
        ArchiveOutcome.objects.bulk_create(
            ArchiveOutcome(run=run, **plan.outcome.as_row()) for plan in plans
        )

    def _keep_digests(
        self,
        plans: Sequence[Plan],
        items: Sequence[ArchiveItem],
        known: Container[int],
        changes: Changes,
    ) -> None:
        """Keep how each content ended; one that has waited for review has ended anew."""
        waiting = ArchiveDigest.objects.filter(
            item__in=[item.pk for item in items if item.pk in known],
            digest__in=[plan.parsed.digest for plan in plans],
        )
        stored = {(digest.item_id, digest.digest): digest for digest in waiting}
        new = []
        for plan, item in zip(plans, items, strict=True):
            plan.outcome.item = item.pk
            ended = {"status": plan.stored or item.status, "reason": item.reason}
            if digest := stored.get((item.pk, plan.parsed.digest)):
                before = snapshot(ArchiveDigest, digest.pk)
                ArchiveDigest.objects.filter(pk=digest.pk).update(**ended)
                changes.changed(digest, before)
            else:
                new.append(ArchiveDigest(item=item, digest=plan.parsed.digest, **ended))
        for digest in ArchiveDigest.objects.bulk_create(new):
            if digest.item_id in known:
                changes.made(digest)


class _Items:
    """The items that there are already for the files of a batch.

    What is known of a page is never overwritten with another item's, and a text that waits for
    review in another folder stays.
    """

    def __init__(self, source: str, plans: Sequence[Plan]) -> None:
        self._source = source
        keys = [item_key(source, plan.outcome.file) for plan in plans]
        rows = ArchiveItem.objects.filter(key__in=keys).order_by("family", "pk")
        self._by_key: dict[str, list[ArchiveItem]] = {}
        for row in rows:
            self._by_key.setdefault(row.key, []).append(row)

    def item_of(self, plan: Plan) -> ArchiveItem:
        file = plan.outcome.file
        key = item_key(self._source, file)
        found = self._by_key.get(key, [])
        if plan.is_written and plan.parsed.record:
            family, headline, date = identity(plan.parsed.record)
            wanted = ("", "", None), (family, headline, date)
            same = [item for item in found if (item.family, item.headline, item.date) in wanted]
            if plan.page and not any(item.family for item in same):
                items = ArchiveItem.objects.filter(family=family, headline=headline, date=date)
                same += items.filter(file=file).order_by("pk")
            found = same
        return found[-1] if found else ArchiveItem(file=file, source=self._source, key=key)


def find_parents() -> tuple[NewsIndexPage, TestimonialIndexPage]:
    """Return where news and testimonials go, as they are now; raises SiteNotSetUp without them."""
    news, pool = NewsIndexPage.objects.first(), TestimonialIndexPage.objects.first()
    if news is None or pool is None:
        raise SiteNotSetUp
    return news, pool


def _describe(item: ArchiveItem, plan: Plan, page: NewsPage | None) -> None:
    """Set what is known of a file after this run."""
    outcome, parsed = plan.outcome, plan.parsed
    item.status = outcome.status
    item.reason = as_json(outcome.reason)
    item.warnings = [as_json(warning) for warning in outcome.warnings]
    item.raw_text = parsed.text if outcome.status == Status.NEEDS_REVIEW else ""
    item.draft = None
    if parsed.record and not item.language:
        item.language = parsed.record.language
    if page is not None and parsed.record:
        item.family, item.headline, item.date = identity(parsed.record)
        item.language = parsed.record.language
        item.text = parsed.text
        item.page = page
        item.revision_id = page.latest_revision_id
    elif plan.page and item.page_id is None:
        item.page_id = plan.page
