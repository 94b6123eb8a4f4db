"""Submissions follow what staff do with their pages: publish, take offline, delete."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import get_active_log_context

from members.models import Letter, State, TestimonialPage
from members.submissions.outbox import queue
from members.submissions.publishing import drop_images
from members.submissions.states import Actor, advance, locked
from members.submissions.traces import forget_addresses
from metropol.models import User


def published(page: TestimonialPage) -> None:
    """Follow a publication: the submission is published, and the person hears of it."""
    submission = page.submitted
    if submission is None or not page.live:  # Wagtail says so too when it only schedules
        return
    with transaction.atomic():
        drop_images(submission, keep=page.portrait_id)
        submission = locked(submission.pk)
        if submission.state != State.APPROVED:
            return
        advance(submission, State.PUBLISHED, by=Actor.STAFF, user=_active_user())
        submission.renewed_at = timezone.now()
        submission.save(update_fields=["renewed_at"])
        queue(Letter.Kind.PUBLISHED, submission)


def unpublished(page: TestimonialPage) -> None:
    """Follow staff who took a page offline: the text stays approved, the portrait is private."""
    submission = page.submitted
    if submission:
        drop_images(submission)
    if submission and submission.state == State.PUBLISHED:
        advance(
            submission,
            State.APPROVED,
            by=Actor.STAFF,
            user=_active_user(),
            why=_("The page was taken offline."),
        )


def deleted(page: TestimonialPage) -> None:
    """Follow staff who deleted a page: its submission is judged again, its portrait is private."""
    submission = page.submitted
    if submission is None:
        return
    drop_images(submission)
    forget_addresses(page)
    if submission.state in (State.APPROVED, State.PUBLISHED, State.CHANGES_SENT):
        advance(
            submission,
            State.IN_REVIEW,
            by=Actor.STAFF,
            user=_active_user(),
            why=_("The page was deleted."),
        )


def _active_user() -> User | None:
    user: User | None = get_active_log_context().user
    return user
