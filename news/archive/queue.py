"""The review queue: what waits for a person, the drafts made of it, and how items are closed."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.html import escape

from news.archive.cluster_links import ClusterLinks
from news.archive.content import fill, fill_english, free_slugs, source_of
from news.archive.ledger import identity
from news.archive.messages import as_json
from news.archive.parser import MAX_HEADLINE, parse_bytes
from news.archive.record import Notice, Record, Status, notice
from news.archive.review import MAX_TEXT, length_of
from news.archive.writer import find_parents
from news.models import ArchiveDigest, ArchiveItem, NewsLink, NewsPage, NewsSection

#: Reasons for which there is a page that stays as it is until a person has decided.
CONFLICTS = ("page-edited", "text-shortened")
_importing: ContextVar[bool] = ContextVar("importing", default=False)


def waiting() -> QuerySet[ArchiveItem]:
    """Return the items that wait for review, the newest run first."""
    return ArchiveItem.objects.filter(status=Status.NEEDS_REVIEW).order_by("-run", "pk")


def record_of(item: ArchiveItem) -> Record | None:
    """Return the record of a text that waits, as far as it can be read."""
    today = timezone.localdate()
    return parse_bytes(item.raw_text.encode(), today=today).record if item.raw_text else None


def page_of(item: ArchiveItem, record: Record | None) -> NewsPage | None:
    """Return the page that a waiting text is another version of, or None."""
    if item.reason and item.reason["code"] not in CONFLICTS:
        return None
    if item.page:
        return item.page
    if record is None:
        return None
    family, headline, date = identity(record)
    same = ArchiveItem.objects.filter(family=family, headline=headline, date=date)
    known = same.exclude(page=None).select_related("page").order_by("-revision").first()
    return known.page if known else None


@transaction.atomic
def make_draft(item: ArchiveItem, user: Any, partner: NewsPage | None = None) -> NewsPage:
    """Return the draft of a waiting text: the one that there is, else a new one, prefilled.

    Another version of a known item becomes a draft of its page; with ``partner`` the text
    becomes the English of that page; everything else a new page. Nothing is published.
    """
    item = ArchiveItem.objects.select_for_update(of=("self",)).get(pk=item.pk)
    if item.draft and partner is None:
        return item.draft
    record = record_of(item)
    page = partner or page_of(item, record)
    if page:
        page = page.get_latest_revision_as_object()
        if partner and record:
            fill_english(page, record)
        elif record:
            _fill(page, record)
    else:
        page = _new_page(item, record)
    page.save_revision(user=user, log_action=True, clean=False)
    item.draft_id = page.pk
    item.save(update_fields=["draft"])
    return page


@transaction.atomic
def dismiss(item: ArchiveItem) -> None:
    """Close an item without a page: its text is not wanted. It is not read again."""
    _close(item, Status.SKIPPED, notice("dismissed"))


def complete(page: NewsPage) -> None:
    """Close the items whose draft has now been published."""
    if _importing.get():
        return  # the import sees to its items itself
    for item in ArchiveItem.objects.filter(draft=page.pk, status=Status.NEEDS_REVIEW):
        with transaction.atomic():
            record = record_of(item)
            is_new = page_of(item, record) is None and (not record or record.language == "de")
            if record and not item.family:
                item.family, item.headline, item.date = identity(record)
                item.headline = item.headline[:MAX_HEADLINE]
                item.language = record.language
            item.text, item.page = item.raw_text, page
            item.revision_id = page.latest_revision_id
            _close(item, "created" if is_new else "updated", notice("completed"))


@contextmanager
def importing() -> Iterator[None]:
    """During the block publications are the import's: no item has to be looked for."""
    token = _importing.set(True)
    try:
        yield
    finally:
        _importing.reset(token)


def _close(item: ArchiveItem, status: str, reason: Notice) -> None:
    """Close an item, and those of other files with the same content."""
    closed = {"status": status, "reason": as_json(reason)}
    digests = ArchiveDigest.objects.filter(item=item, status=Status.NEEDS_REVIEW)
    contents = list(digests.values_list("digest", flat=True))
    same = ArchiveDigest.objects.filter(digest__in=contents, status=Status.NEEDS_REVIEW)
    twins = Q(digests__in=same) & ~Q(pk=item.pk)
    others = ArchiveItem.objects.filter(twins, status=Status.NEEDS_REVIEW)
    keys = list(others.values_list("pk", flat=True))
    ArchiveItem.objects.filter(pk__in=keys).update(
        **closed, raw_text="", draft=None, page=item.page
    )
    same.update(**closed)
    item.status, item.reason, item.raw_text, item.draft = status, closed["reason"], "", None
    item.save()


def _new_page(item: ArchiveItem, record: Record | None) -> NewsPage:
    news = find_parents()[0]
    page = NewsPage(live=False)
    if record and len(item.raw_text) <= MAX_TEXT:
        _fill(page, record)
    else:
        lines = [line.strip() for line in item.raw_text[:MAX_TEXT].split("\n")]
        page.title = next((line for line in lines if line), item.file)
        page.body_de = [("paragraph", f"<p>{escape(line)}</p>") for line in lines if line]
    page.title = page.title[:MAX_HEADLINE]
    page.slug = free_slugs(news, [page.title])[0]
    news.add_child(instance=page)
    return page


def _fill(page: NewsPage, record: Record) -> None:
    clusters = ClusterLinks()
    fill(page, record)
    page.title = page.title[:MAX_HEADLINE]
    page.kicker_de = page.kicker_de[: length_of(NewsPage, "kicker")]
    page.source = source_of(record.family)
    if record.section:
        page.section = NewsSection.objects.filter(name_de=record.section).order_by("pk").first()
    page.clusters.set([clusters.pages[key] for key in clusters.keys_of(record)])
    links = clusters.links_of(record)
    for link in links:
        link.label_de = link.label_de[: length_of(NewsLink, "label")]
    page.links.set(links)
