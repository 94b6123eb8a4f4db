"""Withdrawal: everything that holds the person goes, only the proof of consent stays."""

from collections.abc import Iterable, Iterator

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _
from wagtail.admin.models import FormState
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import ModelLogEntry, PageLogEntry

from members.models import Letter, Portrait, State, Submission, TestimonialPage
from members.signals import testimonial_erased
from members.submissions import consents
from members.submissions.outbox import queue
from members.submissions.publishing import drop_portrait
from members.submissions.states import Actor, advance, locked
from metropol.gone import mark_gone, redirects_to
from metropol.languages import CODES
from metropol.models import PortalImage, User


@transaction.atomic
def withdraw(
    submission: Submission, *, by: Actor = Actor.PERSON, user: User | None = None, why: str = ""
) -> bool:
    """Withdraw a submission in any state and erase what it holds of the person.

    Returns whether anything was done: a second time nothing is. The mail that says so goes to
    the address that is forgotten here.
    """
    current = locked(submission.pk)
    if current.state == State.WITHDRAWN:
        submission.refresh_from_db()
        return False
    email = current.email
    advance(current, State.WITHDRAWN, by=by, user=user)
    consents.withdraw(current)
    _forget(current)
    if why:
        current.changes.filter(after=State.WITHDRAWN).update(why=why)
    queue(Letter.Kind.WITHDRAWN, current, recipient=email)
    submission.refresh_from_db()
    return True


@transaction.atomic
def erase_page(page: TestimonialPage) -> None:
    """Delete a testimonial with its aliases, and what the admin remembers of it.

    Its addresses, and those that were redirected to it, answer 410 for good if it was public.
    """
    for each in [*TestimonialPage.objects.filter(alias_of=page), page]:
        testimonial_erased.send(TestimonialPage, page=each)
        redirects = redirects_to(each)
        if each.first_published_at:
            mark_gone([*_paths(each), *(redirect.old_path for redirect in redirects)])
        _forget_in_log(Redirect, [redirect.pk for redirect in redirects])
        FormState.objects.for_instance(each).delete()
        image, key, label = each.portrait, each.pk, _("Testimonial") + f" {each.pk}"
        each.delete()
        PageLogEntry.objects.filter(page=key).update(label=label, data={})
        if image:
            _forget_in_log(PortalImage, [image.pk])
            image.delete()


def delete_submission(submission: Submission) -> None:
    """Delete a submission with all that belongs to it, without a trace."""
    with transaction.atomic():
        _forget(submission)
        submission.delete()


def _forget(current: Submission) -> None:
    """Empty everything but state, times, consents and the digest of the mail address."""
    page = current.page
    current.email, current.member, current.page = "", None, None
    invitation, current.invitation = current.invitation, None
    current.save(update_fields=["email", "member", "page", "invitation"])
    if page:
        erase_page(page)
    if invitation:
        invitation.delete()
    images = Portrait.objects.filter(texts__submission=current, image__isnull=False)
    _forget_in_log(PortalImage, list(images.values_list("image", flat=True)))
    drop_portrait(current)
    current.texts.all().delete()
    current.clusters.clear()
    current.letters.all().delete()
    current.changes.update(why="")


def _paths(page: TestimonialPage) -> Iterator[str]:
    """Yield the paths of a page in both languages."""
    for code in CODES:
        with translation.override(code):
            parts = page.get_url_parts()
        if parts and parts[2]:
            yield parts[2]


def _forget_in_log(model: type, keys: Iterable[int]) -> None:
    """Take names and data out of the audit log of objects; who did what and when stays."""
    entries = ModelLogEntry.objects.get_for_model(model).filter(object_id__in=map(str, keys))
    entries.update(label="…", data={})
