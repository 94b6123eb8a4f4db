"""The testimonials that stood in the archive's footers.

They belonged to the visit, not to the news item: here they become a pool of pages, each once,
however often the archive repeats it. They name people whose consent is not recorded, so they
stay drafts unless somebody decides otherwise.
"""

import hashlib
from collections.abc import Iterable

from django.db import transaction

from members.models import Member, TestimonialIndexPage, TestimonialPage
from metropol.bulk import create_pages, index_objects
from news.archive.changes import Changes, fingerprint, page_state, snapshot
from news.archive.content import free_slugs
from news.archive.record import Testimonial
from news.models import ArchiveRun, ArchiveTestimonial


def digest(testimonial: Testimonial) -> str:
    """Return the digest by which a statement is known again."""
    parts = testimonial.name, testimonial.organisation, testimonial.quote
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()


def add_testimonials(
    parent: TestimonialIndexPage,
    testimonials: Iterable[Testimonial],
    run: ArchiveRun,
    changes: Changes,
) -> None:
    """Make the pages of statements, with their members; those that were made before are left."""
    new = {digest(testimonial): testimonial for testimonial in testimonials}
    known = ArchiveTestimonial.objects.filter(digest__in=new)
    for key in known.values_list("digest", flat=True):
        del new[key]
    pages = [_page(testimonial, changes) for testimonial in new.values()]
    slugs = free_slugs(parent, [page.title for page in pages])
    for page, slug in zip(pages, slugs, strict=True):
        page.slug = slug
    create_pages(parent, pages, live=False)
    for key, page in zip(new, pages, strict=True):
        row = ArchiveTestimonial.objects.create(digest=key, page=page, run=run)
        changes.made(page, **page_state(page, parent.pk))
        changes.made(row, page=page.pk)


def _page(testimonial: Testimonial, changes: Changes) -> TestimonialPage:
    member = None
    if testimonial.organisation:
        member, is_new = Member.objects.get_or_create(name=testimonial.organisation)
        if is_new:
            index_objects([member])
            changes.made(member, fingerprint=fingerprint(Member, member.pk))
    title = ", ".join(filter(None, (testimonial.name, testimonial.organisation)))
    return TestimonialPage(
        title=title[:255],
        person=testimonial.name,
        member=member,
        quote_de=testimonial.quote,
        consent_origin=TestimonialPage.ConsentOrigin.ARCHIVE,
    )


def waiting_pool() -> list[TestimonialPage]:
    """Return the archive's testimonials that were never published and may be.

    One that staff have taken offline is not among them, nor one that no longer says, in its
    newest draft, that its consent is only that of the archive.
    """
    keys = ArchiveTestimonial.objects.exclude(page=None).values("page")
    pages = TestimonialPage.objects.not_live().filter(pk__in=keys, first_published_at=None)
    origin = TestimonialPage.ConsentOrigin.ARCHIVE
    return [
        page
        for page in pages.filter(consent_origin=origin)
        if page.get_latest_revision().as_object().consent_origin == origin
    ]


def publish(page: TestimonialPage, run: ArchiveRun) -> None:
    """Publish a testimonial as its newest draft has it."""
    with transaction.atomic():
        before = snapshot(TestimonialPage, page.pk)
        revision = page.get_latest_revision()
        revision.publish()
        page.refresh_from_db()
        index_objects([page])
        changes = Changes()
        changes.changed(page, before, **page_state(page, page.get_parent().pk))
        changes.save(run)
