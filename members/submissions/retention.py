"""What is kept how long (``SUBMISSION_RETENTION_DAYS``), and who is asked after a year."""

from collections import Counter
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Revision

from members.models import Invitation, Letter, Portrait, State, Submission, TestimonialPage
from members.submissions.erasure import delete_submission
from members.submissions.outbox import queue
from members.submissions.states import Actor, advance, locked

#: A portrait without a text belongs to a form that had an error and was left.
ORPHAN_HOURS = 24
#: After these days nobody waits for a mail any more that forgets its recipient.
RECIPIENT_DAYS = 14


def purge(*, dry_run: bool = False) -> Counter[str]:
    """Delete what is over its time; return how many of what, by name.

    One that is changed meanwhile is left to the next run. With ``dry_run`` only count.
    """
    counts: Counter[str] = Counter()
    # First what is no part of a submission that goes too, so that all is counted once.
    for name, leftovers in _leftovers().items():
        counts[name] += leftovers.count()
        if not dry_run:
            leftovers.delete()
    for state, days in settings.SUBMISSION_RETENTION_DAYS.items():
        over = _left_in(State(state), _ago(days=days))
        for key in list(over.values_list("pk", flat=True)):
            counts[state] += 1 if dry_run else _end(key, over)
    return +counts


def ask_again() -> int:
    """Ask everybody whose testimonial is online for a year whether it is right; return how many.

    Who does not answer is asked again a year later; the testimonial stays.
    """
    before = _ago(days=settings.SUBMISSION_RENEWAL_DAYS)
    waiting = Submission.objects.filter(state=State.PUBLISHED, renewed_at__lt=before)
    waiting = waiting.exclude(asked_at__gte=before)
    number = 0
    for submission in waiting:
        with transaction.atomic():
            current = locked(submission.pk)
            if not waiting.filter(pk=current.pk).exists():
                continue
            current.asked_at = timezone.now()
            current.save(update_fields=["asked_at"])
            queue(Letter.Kind.RENEW, current)
            number += 1
    return number


def renew(submission: Submission) -> None:
    """Store that the person said the testimonial is still right."""
    submission.renewed_at = timezone.now()
    submission.save(update_fields=["renewed_at"])


def _left_in(state: State, before: datetime) -> QuerySet[Submission]:
    """Return the submissions that are in ``state`` since ``before``.

    A question about what is online stays with it.
    """
    found = Submission.objects.filter(state=state, changed_at__lt=before)
    return found.exclude(page__live=True) if state == State.CHANGES_SENT else found


@transaction.atomic
def _end(key: int, over: QuerySet[Submission]) -> bool:
    """Delete a submission, or let it expire, if it still is among those that are over."""
    current = Submission.objects.select_for_update().filter(pk=key).first()
    if current is None or not over.filter(pk=key).exists():
        return False
    if current.state == State.CHANGES_SENT:
        advance(current, State.EXPIRED, by=Actor.SYSTEM, why=_("Nobody answered."))
    else:
        delete_submission(current)
    return True


def _leftovers() -> dict[str, QuerySet[Any]]:
    """Return what is over its time beside the submissions."""
    post = _ago(days=settings.SUBMISSION_POST_DAYS)
    forgotten = Letter.objects.filter(sent_at=None, created_at__lt=_ago(days=RECIPIENT_DAYS))
    # One that was stored in the moment of a withdrawal belongs to no page.
    pages = [str(key) for key in TestimonialPage.objects.values_list("pk", flat=True)]
    kind = ContentType.objects.get_for_model(TestimonialPage)
    return {
        "revisions": Revision.objects.filter(content_type=kind).exclude(object_id__in=pages),
        "mails": Letter.objects.filter(sent_at__lt=post),
        "unsent mails": forgotten.exclude(recipient=""),
        "portraits": Portrait.objects.filter(texts=None, created_at__lt=_ago(hours=ORPHAN_HOURS)),
        "invitations": Invitation.objects.filter(created_at__lt=post, submissions=None),
    }


def _ago(**time: int) -> datetime:
    return timezone.now() - timedelta(**time)
