"""Withdrawal: everything that holds the person goes, only the proof of consent stays."""

from django.db import transaction
from wagtail.models import PageLogEntry

from members.models import Invitation, Letter, State, Submission, TestimonialPage
from members.signals import testimonial_erased
from members.submissions import consents
from members.submissions.outbox import queue
from members.submissions.publishing import drop_portrait, page_of_archive, title_of
from members.submissions.states import Actor, advance, locked
from members.submissions.traces import (
    forget_addresses,
    forget_in_log,
    forget_titles,
    is_used_beside,
    nameless_title,
)
from metropol.models import PortalImage, User
from metropol.search import forget_deleted_words


@transaction.atomic
def withdraw(submission: Submission, *, by: Actor = Actor.PERSON, user: User | None = None) -> bool:
    """Withdraw a submission in any state and erase what it holds of the person.

    Returns whether anything was done: a second time nothing is. The mail that says so goes to
    the address that is forgotten here.
    """
    current = locked(submission.pk)
    if current.state == State.WITHDRAWN:
        submission.refresh_from_db()
        return False
    email = current.email
    if current.page is None and current.confirmed_at:
        current.page = page_of_archive(current)
    advance(current, State.WITHDRAWN, by=by, user=user)
    consents.withdraw(current)
    _forget(current)
    queue(Letter.Kind.WITHDRAWN, current, recipient=email)
    submission.refresh_from_db()
    return True


@transaction.atomic
def erase_page(page: TestimonialPage) -> None:
    """Delete a testimonial with its aliases, and what the admin remembers of it.

    Its addresses, and those that were redirected to it, answer 410 for good if it was public.
    """
    transaction.on_commit(forget_deleted_words)
    for each in [*TestimonialPage.objects.filter(alias_of=page), page]:
        testimonial_erased.send(TestimonialPage, page=each)
        forget_addresses(each)
        entries = PageLogEntry.objects.filter(page=each.pk)
        titles = {each.title, each.draft_title, *entries.values_list("label", flat=True)}
        # What Wagtail logs while it deletes names nobody.
        each.title = each.draft_title = nameless_title(each.pk)
        TestimonialPage.objects.filter(pk=each.pk).update(
            title=each.title, draft_title=each.draft_title
        )
        image = PortalImage.objects.filter(pk=each.portrait_id or 0).first()
        if image and is_used_beside(image, each):
            image = None
        each.delete()
        forget_titles(titles)
        if image:
            forget_in_log(PortalImage, [image.pk])
            image.delete()


def is_answerable(invitation: Invitation | None) -> bool:
    """Tell whether an invitation asks about a testimonial of the archive that nobody else has."""
    page = invitation.page if invitation else None
    taken = page.submitted if page else None
    return page is not None and (taken is None or taken.invitation == invitation)


@transaction.atomic
def erase_archived(invitation: Invitation) -> None:
    """Delete the testimonial of the archive that somebody was asked about, and their answers."""
    page = invitation.page
    if not is_answerable(invitation):
        return
    for submission in list(invitation.submissions.all()):
        if submission.confirmed_at:
            withdraw(submission)
        else:
            delete_submission(submission)
    if page and (left := TestimonialPage.objects.filter(pk=page.pk).first()):
        erase_page(left)


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
    # Who was invited and has not confirmed has not answered yet.
    if invitation and current.confirmed_at and not invitation.submissions.exists():
        invitation.delete()
    forget_titles({title_of(text) for text in current.texts.all()})
    drop_portrait(current)
    current.texts.all().delete()
    current.clusters.clear()
    current.letters.all().delete()
    current.changes.update(why="")
    transaction.on_commit(forget_deleted_words)
