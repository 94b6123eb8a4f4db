"""What the portal remembers of a page beside the page: addresses, drafts of forms, audit log."""

from collections.abc import Iterable

from django.contrib.contenttypes.models import ContentType
from django.utils.translation import gettext as _
from wagtail.admin.models import FormState
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import ModelLogEntry, PageLogEntry, ReferenceIndex

from members.models import TestimonialPage
from metropol.gone import addresses_of, mark_gone, redirects_to
from metropol.models import PortalImage


def forget_addresses(page: TestimonialPage) -> None:
    """Delete the redirects to a page and the states of its form.

    Its addresses, and those that were redirected to it, answer 410 for good if it was public.
    """
    redirects = redirects_to(page)
    if page.first_published_at:
        mark_gone([*addresses_of(page), *(redirect.old_path for redirect in redirects)])
    keys = [redirect.pk for redirect in redirects]
    forget_in_log(Redirect, keys)
    Redirect.objects.filter(pk__in=keys).delete()
    FormState.objects.for_instance(page).delete()


def forget_titles(titles: Iterable[str]) -> None:
    """Take the titles of deleted testimonials out of the audit log; who did what and when stays.

    Also of copies and aliases, which had the same title.
    """
    kind = ContentType.objects.get_for_model(TestimonialPage)
    entries = PageLogEntry.objects.filter(content_type=kind, label__in=set(titles))
    entries = entries.exclude(page__in=TestimonialPage.objects.values("pk"))
    for key in set(entries.values_list("page_id", flat=True)):
        entries.filter(page_id=key).update(label=nameless_title(key), data={})


def nameless_title(key: int) -> str:
    """Return a title for a testimonial that tells nothing of its person."""
    return f"{_('Testimonial')} {key}"


def forget_in_log(model: type, keys: Iterable[int]) -> None:
    """Take names and data out of the audit log of objects; who did what and when stays."""
    entries = ModelLogEntry.objects.get_for_model(model).filter(object_id__in=map(str, keys))
    entries.update(label="…", data={})


def is_used_beside(image: PortalImage, page: TestimonialPage) -> bool:
    """Tell whether an image of the library stands somewhere else than on a page."""
    uses = ReferenceIndex.get_references_to(image)
    return bool(uses.exclude(object_id=str(page.pk)).exists())
