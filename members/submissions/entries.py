"""A submission begins: stored, confirmed by its link, and then in the queue."""

import hashlib
from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.utils import timezone

from members.models import (
    ConsentVersion,
    Invitation,
    Letter,
    Member,
    State,
    Submission,
    SubmissionText,
)
from members.submissions import consents
from members.submissions.erasure import delete_submission
from members.submissions.outbox import queue
from members.submissions.states import Actor, advance, locked, note


@dataclass(frozen=True)
class Entry:
    """What the form gave: ``content`` by the names of SubmissionText.CONTENT."""

    email: str
    language: str
    content: dict[str, Any]
    versions: Collection[ConsentVersion]
    member: Member | None = None
    clusters: Any = field(default=())
    invitation: Invitation | None = None


@transaction.atomic
def submit(entry: Entry) -> Submission:
    """Store an unconfirmed submission and ask for its confirmation by mail.

    The same once more, still unconfirmed, only sends the mail again.
    """
    for known in Submission.objects.filter(email=entry.email, state=State.UNVERIFIED):
        if _is_same(known, entry):
            known.changed_at = timezone.now()
            known.save(update_fields=["changed_at"])
            queue(Letter.Kind.CONFIRM, known)
            return known
    submission = Submission(
        email=entry.email,
        language=entry.language,
        member=entry.member,
        invitation=entry.invitation,
    )
    submission.email_digest = email_digest(entry.email, submission.email_salt)
    submission.save()
    submission.clusters.set(entry.clusters)
    submission.texts.create(number=1, author=SubmissionText.Author.PERSON, **entry.content)
    consents.give(submission, entry.versions, entry.language)
    note(submission, "", State.UNVERIFIED, by=Actor.PERSON)
    queue(Letter.Kind.CONFIRM, submission)
    return submission


@transaction.atomic
def discard(submission: Submission) -> bool:
    """Delete a submission that nobody has confirmed; return False if somebody has."""
    current = locked(submission.pk)
    if current.state != State.UNVERIFIED:
        return False
    delete_submission(current)
    return True


@transaction.atomic
def confirm(submission: Submission) -> bool:
    """Confirm the mail address and tell staff; return False if it was confirmed before.

    Raises TransitionRefused where the submission is over.
    """
    from members.tasks import tell_staff

    current = locked(submission.pk)
    if current.confirmed_at:
        return False
    advance(current, State.SUBMITTED, by=Actor.PERSON)
    now = timezone.now()
    current.confirmed_at = now
    current.save(update_fields=["confirmed_at"])
    current.texts.update(approved_at=now)
    current.consents.update(confirmed_at=now)
    if current.invitation:
        Invitation.objects.filter(submissions=current, answered_at=None).update(answered_at=now)
    tell_staff.enqueue(current.pk)
    queue(Letter.Kind.RECEIVED, current)
    submission.refresh_from_db()
    return True


def email_digest(email: str, salt: str) -> str:
    """Return the SHA-256 of ``salt`` and a mail address in small letters."""
    return hashlib.sha256(f"{salt}{email.lower()}".encode()).hexdigest()


def of_person(email: str) -> list[Submission]:
    """Return all submissions of a mail address, the withdrawn ones by their digest."""
    withdrawn = Submission.objects.filter(email="")
    return [
        *Submission.objects.filter(email__iexact=email),
        *(each for each in withdrawn if each.email_digest == email_digest(email, each.email_salt)),
    ]


def _is_same(known: Submission, entry: Entry) -> bool:
    text = known.text
    if text is None or (known.language, known.member) != (entry.language, entry.member):
        return False
    chosen = (
        (known.consents.values_list("version", flat=True), entry.versions),
        (known.clusters.values_list("pk", flat=True), entry.clusters),
    )
    if any(set(keys) != {each.pk for each in rows} for keys, rows in chosen):
        return False
    # A form that is sent twice has no portrait the second time if it was kept from an error.
    names = SubmissionText.CONTENT
    if new := entry.content["portrait"]:
        if text.portrait is None or bytes(new.data) != bytes(text.portrait.data):
            return False
    else:
        names = SubmissionText.SPOKEN
    return all(getattr(text, name) == entry.content[name] for name in names if name != "portrait")
