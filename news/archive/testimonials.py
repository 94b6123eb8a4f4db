"""The testimonials that stood in the archive's footers.

They belonged to the visit, not to the news item: here they become a pool of pages, each once,
however often the archive repeats it. They name people whose consent is not recorded, so they
stay drafts unless somebody decides otherwise.
"""

import hashlib

from django.db import transaction

from members.models import Member, TestimonialIndexPage, TestimonialPage
from news.archive.content import free_slug
from news.archive.record import Testimonial
from news.models import ArchiveRun, ArchiveTestimonial


def digest(testimonial: Testimonial) -> str:
    """Return the digest by which a statement is known again."""
    parts = testimonial.name, testimonial.organisation, testimonial.quote
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()


def add_testimonial(
    parent: TestimonialIndexPage, testimonial: Testimonial, run: ArchiveRun
) -> TestimonialPage | None:
    """Make the page of a statement, with its member; return None if it was made before."""
    key = digest(testimonial)
    if ArchiveTestimonial.objects.filter(digest=key).exists():
        return None
    member = None
    if testimonial.organisation:
        member, _ = Member.objects.get_or_create(name=testimonial.organisation)
    title = ", ".join(filter(None, (testimonial.name, testimonial.organisation)))
    page = TestimonialPage(
        title=title[:255],
        slug=free_slug(parent, title),
        person=testimonial.name,
        member=member,
        quote_de=testimonial.quote,
        consent_origin=TestimonialPage.ConsentOrigin.ARCHIVE,
        live=False,
    )
    parent.add_child(instance=page)
    page.save_revision()
    ArchiveTestimonial.objects.create(digest=key, page=page, run=run)
    return page


def publish_pool() -> int:
    """Publish the archive's testimonials that never were; return how many.

    One that staff have taken offline stays so, and so does one that no longer says, in its
    newest draft, that its consent is only that of the archive.
    """
    keys = ArchiveTestimonial.objects.exclude(page=None).values("page")
    pages = TestimonialPage.objects.not_live().filter(pk__in=keys, first_published_at=None)
    number = 0
    for page in pages.filter(consent_origin=TestimonialPage.ConsentOrigin.ARCHIVE):
        revision = page.get_latest_revision()
        if revision.as_object().consent_origin != TestimonialPage.ConsentOrigin.ARCHIVE:
            continue
        with transaction.atomic():
            revision.publish()
        number += 1
    return number
