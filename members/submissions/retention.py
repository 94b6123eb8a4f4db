"""What is kept how long (``SUBMISSION_RETENTION_DAYS``), and who is asked after a year."""

from collections import Counter
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from members.models import Invitation, Letter, Portrait, State, Submission
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
    for state, days in settings.SUBMISSION_RETENTION_DAYS.items():
        for submission in _left_in(State(state), _ago(days=days)):
            if dry_run or _over(submission, State(state)):
                counts[state] += 1
    for name, rows in _leftovers().items():
        counts[name] += rows.count()
        if not dry_run:
            rows.delete()
    return +counts


def ask_again() -> int:
    """Ask everybody whose testimonial is online for a year whether it is right; return how many.

    Who does not answer is asked again a year later; the testimonial stays.
    """
    before = _ago(days=settings.SUBMISSION_RENEWAL_DAYS)
    waiting = Submission.objects.filter(state=State.PUBLISHED, renewed_at__lt=before)
    number = 0
    for submission in waiting.exclude(asked_at__gte=before):
        with transaction.atomic():
            current = locked(submission.pk)
            if current.state != State.PUBLISHED or (
                current.asked_at and current.asked_at >= before
            ):
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
    """Return the submissions in ``state`` since ``before``."""
    return Submission.objects.filter(state=state, changed_at__lt=before)


@transaction.atomic
def _over(submission: Submission, state: State) -> bool:
    current = locked(submission.pk)
    if current.state != state:
        return False
    if state != State.CHANGES_SENT:
        delete_submission(current)
    elif current.page and current.page.live:
        return False  # what is online stays, and so does the question
    else:
        advance(current, State.EXPIRED, by=Actor.SYSTEM, why=_("Nobody answered."))
    return True


def _leftovers() -> "dict[str, QuerySet[Invitation] | QuerySet[Letter] | QuerySet[Portrait]]":
    """Return what is over its time beside the submissions."""
    post = _ago(days=settings.SUBMISSION_POST_DAYS)
    forgotten = Letter.objects.filter(sent_at=None, created_at__lt=_ago(days=RECIPIENT_DAYS))
    return {
        "invitations": Invitation.objects.filter(created_at__lt=post, submissions=None),
        "mails": Letter.objects.filter(sent_at__lt=post),
        "unsent mails": forgotten.exclude(recipient=""),
        "portraits": Portrait.objects.filter(texts=None, created_at__lt=_ago(hours=ORPHAN_HOURS)),
    }


def _ago(**time: int) -> datetime:
    return timezone.now() - timedelta(**time)
