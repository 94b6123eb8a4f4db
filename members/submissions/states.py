"""The states of a submission and the way from one to another: here and nowhere else."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import TaskState

from members.models import State, Submission, SubmissionChange
from metropol.models import User

Actor = SubmissionChange.Actor

#: Where each state may lead. Whoever submitted may withdraw at any time.
ALLOWED: dict[State, frozenset[State]] = {
    State.UNVERIFIED: frozenset({State.SUBMITTED, State.EXPIRED, State.WITHDRAWN}),
    State.SUBMITTED: frozenset({State.IN_REVIEW, State.DECLINED, State.WITHDRAWN}),
    # Back to published: what was to be changed stays as it is online.
    State.IN_REVIEW: frozenset(
        {State.CHANGES_SENT, State.APPROVED, State.PUBLISHED, State.DECLINED, State.WITHDRAWN}
    ),
    State.CHANGES_SENT: frozenset(
        {
            State.APPROVED,
            State.IN_REVIEW,
            State.PUBLISHED,
            State.DECLINED,
            State.EXPIRED,
            State.WITHDRAWN,
        }
    ),
    State.APPROVED: frozenset({State.PUBLISHED, State.IN_REVIEW, State.DECLINED, State.WITHDRAWN}),
    State.PUBLISHED: frozenset({State.APPROVED, State.IN_REVIEW, State.WITHDRAWN}),
    State.DECLINED: frozenset({State.IN_REVIEW, State.WITHDRAWN}),
    State.EXPIRED: frozenset({State.IN_REVIEW, State.WITHDRAWN}),
    State.WITHDRAWN: frozenset(),
}


class TransitionRefused(Exception):  # noqa: N818 - names the state, not a fault
    """A submission cannot go from its state to another; the message is for people."""


def locked(key: int) -> Submission:
    """Return a submission that nobody else changes until the transaction ends.

    Must be called inside a transaction. Raises Submission.DoesNotExist.
    """
    page = Submission.objects.select_related("page").get(pk=key).page
    if page:
        # Whoever approves in the workflow has its task when they come here: wait for both in
        # that order, or two would wait for each other.
        tasks = TaskState.objects.for_instance(page).select_for_update(of=("self",))
        list(tasks.order_by("pk").values_list("pk"))
    found: Submission = Submission.objects.select_for_update().get(pk=key)
    return found


@transaction.atomic
def advance(
    submission: Submission,
    to: State,
    *,
    by: SubmissionChange.Actor,
    user: User | None = None,
    why: str = "",
) -> None:
    """Change the state and store who did it, when and why.

    ``submission`` is brought up to date. Raises TransitionRefused where ALLOWED does not have it,
    also because somebody else was faster.
    """
    before = State(locked(submission.pk).state)
    if to not in ALLOWED[before]:
        raise TransitionRefused(
            _("This submission is “%(state)s” and cannot become “%(to)s”.")
            % {"state": before.label, "to": to.label}
        )
    submission.state, submission.changed_at = to, timezone.now()
    submission.save(update_fields=["state", "changed_at"])
    note(submission, before, to, by=by, user=user, why=why)


def happened(submission: Submission, what: str) -> None:
    """Store something that the person did without a change of state."""
    state = State(submission.state)
    note(submission, state, state, by=Actor.PERSON, why=what)


def note(
    submission: Submission,
    before: State | str,
    after: State,
    *,
    by: SubmissionChange.Actor,
    user: User | None = None,
    why: str = "",
) -> None:
    """Store an entry of the history."""
    SubmissionChange.objects.create(
        submission=submission, before=before, after=after, by=by, user=user, why=why
    )
