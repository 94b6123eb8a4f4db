"""What staff and the person do with a text: edit, ask, approve, accept, decline, change."""

from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from members.models import (
    Letter,
    Member,
    Purpose,
    State,
    Submission,
    SubmissionText,
    TestimonialPage,
)
from members.submissions.edits import is_trivial
from members.submissions.outbox import queue
from members.submissions.publishing import cancel_workflow, make_page, spoken
from members.submissions.states import Actor, TransitionRefused, advance, happened, locked
from metropol.models import User

#: In these staff may edit; the first edit of a published text takes it back into review.
EDITABLE = frozenset(State) - {State.UNVERIFIED, State.WITHDRAWN}
#: In these the person may send another text.
CHANGEABLE = EDITABLE - {State.DECLINED}


class EditConflict(TransitionRefused):
    """Somebody else has changed the text since it was read."""

    def __init__(self) -> None:
        super().__init__(
            _("Somebody has changed this text in the meantime. Please look at it once more.")
        )


@dataclass(frozen=True)
class Edit:
    """A new wording: ``content`` by the names of SubmissionText.CONTENT, ``base`` the version read.

    ``member`` and ``clusters`` belong to the submission, not to a version; None leaves clusters.
    """

    base: int
    content: dict[str, Any]
    member: Member | None = None
    clusters: Any = None


@transaction.atomic
def take(submission: Submission, user: User) -> None:
    """Begin the review, or begin it again. Raises TransitionRefused."""
    current = locked(submission.pk)
    _refuse_unless(current, EDITABLE - {State.PUBLISHED, State.IN_REVIEW})
    current.moderator = user
    current.save(update_fields=["moderator"])
    advance(current, State.IN_REVIEW, by=Actor.STAFF, user=user)
    cancel_workflow(current, user)
    submission.refresh_from_db()


@transaction.atomic
def edit(submission: Submission, user: User, change: Edit) -> None:
    """Store an edit by staff. Raises EditConflict and TransitionRefused."""
    current = locked(submission.pk)
    _refuse_unless(current, EDITABLE)
    is_new = _add_version(current, change, SubmissionText.Author.STAFF, user)
    current.member, current.moderator = change.member, user
    current.save(update_fields=["member", "moderator"])
    if change.clusters is not None:
        current.clusters.set(change.clusters)
    if current.state != State.IN_REVIEW and (is_new or current.state != State.PUBLISHED):
        advance(current, State.IN_REVIEW, by=Actor.STAFF, user=user)
        cancel_workflow(current, user)
    submission.refresh_from_db()


def gaps(submission: Submission) -> list[str]:
    """Return what is missing before a page can be made, as sentences."""
    text = submission.text
    found = []
    if text is None or not text.quote_de:
        found.append(_("German is the base of the site: the quote needs a German version."))
    if submission.member_id is None:
        found.append(_("Please choose the member, or add the organisation as a new one."))
    if not submission.agrees_to(Purpose.PUBLICATION):
        found.append(_("There is no consent of the person to publication."))
    return found


def needs_approval(submission: Submission) -> bool:
    """Tell whether the newest text says more or less than what the person agreed to."""
    new, agreed = submission.text, submission.agreed_text
    if new is None or agreed is None:
        return True
    return not all(
        is_trivial(getattr(agreed, name), getattr(new, name)) for name in SubmissionText.SPOKEN
    )


@transaction.atomic
def send_changes(submission: Submission, user: User, base: int, message: str = "") -> None:
    """Ask the person to approve the newest text. Raises TransitionRefused."""
    current = _current(submission, base)
    if missing := gaps(current):
        raise TransitionRefused(missing[0])
    current.moderator = user
    current.save(update_fields=["moderator"])
    advance(current, State.CHANGES_SENT, by=Actor.STAFF, user=user, why=message)
    queue(Letter.Kind.CHANGES, current, reason=message)
    submission.refresh_from_db()


@transaction.atomic
def accept(submission: Submission, user: User, base: int) -> TestimonialPage:
    """Accept the newest text and return its page. Raises TransitionRefused and ListMissing."""
    current = _current(submission, base)
    if missing := gaps(current):
        raise TransitionRefused(missing[0])
    if needs_approval(current):
        raise TransitionRefused(
            _("These changes are more than typing errors: the person must approve them first.")
        )
    text = current.text
    assert text is not None  # noqa: S101 - gaps() has seen it
    if text.approved_at is None:
        text.approved_at, text.is_correction = timezone.now(), True
        text.save(update_fields=["approved_at", "is_correction"])
    advance(current, State.APPROVED, by=Actor.STAFF, user=user)
    page = make_page(current, user)
    submission.refresh_from_db()
    return page


@transaction.atomic
def approve(submission: Submission, base: int) -> None:
    """Let the person approve the text they were sent. Raises TransitionRefused, EditConflict."""
    from members.tasks import tell_staff

    current = _current(submission, base)
    _refuse_unless(current, frozenset({State.CHANGES_SENT}))
    text = current.text
    assert text is not None  # noqa: S101 - only a withdrawal deletes it
    text.approved_at = timezone.now()
    text.save(update_fields=["approved_at"])
    if gaps(current):
        # Meanwhile something is missing, such as the member: staff go on.
        advance(current, State.IN_REVIEW, by=Actor.PERSON, why=_("The person approved the text."))
        tell_staff.enqueue(current.pk)
    else:
        advance(current, State.APPROVED, by=Actor.PERSON)
        make_page(current, current.moderator)
    submission.refresh_from_db()


@transaction.atomic
def change(submission: Submission, new: Edit) -> None:
    """Store another text of the person's own; it is judged again. Raises as ``edit`` does."""
    from members.tasks import tell_staff

    current = locked(submission.pk)
    _refuse_unless(current, CHANGEABLE)
    if not _add_version(current, new, SubmissionText.Author.PERSON, None):
        return
    if current.state not in (State.SUBMITTED, State.IN_REVIEW):
        advance(current, State.IN_REVIEW, by=Actor.PERSON)
        tell_staff.enqueue(current.pk)
    else:
        happened(current, _("The person changed the text."))
    cancel_workflow(current, current.moderator)
    submission.refresh_from_db()


@transaction.atomic
def decline(submission: Submission, user: User, reason: str) -> None:
    """Decline a submission and tell the person why. Raises TransitionRefused."""
    current = locked(submission.pk)
    if current.page and current.page.live:
        raise TransitionRefused(
            _("The testimonial is online. Please take the page offline first, or keep it as it is.")
        )
    cancel_workflow(current, user)
    advance(current, State.DECLINED, by=Actor.STAFF, user=user, why=reason)
    queue(Letter.Kind.DECLINED, current, reason=reason)
    submission.refresh_from_db()


@transaction.atomic
def keep_online(submission: Submission, user: User) -> None:
    """Drop an edit of a published text: what is online stays. Raises TransitionRefused."""
    current = locked(submission.pk)
    page = current.page
    if page is None or not page.live:
        raise TransitionRefused(_("This testimonial is not online."))
    online = [
        text
        for text in current.texts.filter(approved_at__isnull=False).select_related("portrait")
        if spoken(text) == spoken(page)
        and (text.portrait.image_id if text.portrait else None) == page.portrait_id
    ]
    last = current.text
    if last is None or not online:
        raise TransitionRefused(_("The person has not approved what is online."))
    advance(current, State.PUBLISHED, by=Actor.STAFF, user=user)
    current.texts.create(
        number=last.number + 1,
        author=online[-1].author,
        user=user,
        approved_at=online[-1].approved_at,
        is_correction=online[-1].is_correction,
        **{name: getattr(online[-1], name) for name in SubmissionText.CONTENT},
    )
    cancel_workflow(current, user)
    if spoken(page.get_latest_revision_as_object()) != spoken(page):
        # A draft with the dropped words could not be published any more.
        page.save_revision(user=user)
    submission.refresh_from_db()


def _current(submission: Submission, base: int) -> Submission:
    """Return the locked submission if its newest text is still version ``base``."""
    current = locked(submission.pk)
    last = current.text
    if last is None or last.number != base:
        raise EditConflict
    return current


def _add_version(current: Submission, new: Edit, author: str, user: User | None) -> bool:
    """Store a version if it differs from the last; return whether it did."""
    last = current.text
    if last is None or last.number != new.base:
        raise EditConflict
    content = {name: getattr(last, name) for name in SubmissionText.CONTENT} | new.content
    if all(getattr(last, name) == value for name, value in content.items()):
        return False
    own = author == SubmissionText.Author.PERSON
    current.texts.create(
        number=last.number + 1,
        author=author,
        user=user,
        approved_at=timezone.now() if own else None,
        **content,
    )
    return True


def _refuse_unless(current: Submission, states: frozenset[State]) -> None:
    if State(current.state) not in states:
        raise TransitionRefused(
            _("This is not possible: the submission is “%(state)s”.")
            % {"state": State(current.state).label}
        )
