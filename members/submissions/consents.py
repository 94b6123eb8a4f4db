"""Consents: what is asked for, what was given, and the proof of it."""

from collections.abc import Iterable
from typing import Any

from django.utils import timezone

from members.models import ConsentText, ConsentVersion, Purpose, Submission, SubmissionConsent


def current_versions() -> dict[Purpose, ConsentVersion]:
    """Return the newest wording of each consent, in the order of Purpose."""
    newest = ConsentVersion.objects.order_by("consent_id", "-number").select_related("consent")
    found: dict[str, ConsentVersion] = {}
    for version in newest:
        found.setdefault(version.consent.purpose, version)
    return {purpose: found[purpose] for purpose in Purpose if purpose in found}


def give(submission: Submission, versions: Iterable[ConsentVersion], language: str) -> None:
    """Store that the person agreed to these wordings, as read in ``language``."""
    now = timezone.now()
    SubmissionConsent.objects.bulk_create(
        SubmissionConsent(
            submission=submission,
            version=version,
            language=language,
            digest=version.digest(language),
            given_at=now,
            confirmed_at=submission.confirmed_at and now,
        )
        for version in versions
    )


def withdraw(submission: Submission, purpose: Purpose | None = None) -> int:
    """Store that the person no longer agrees to ``purpose``, or to any; return how many ended."""
    consents = submission.consents.filter(withdrawn_at=None)
    if purpose:
        consents = consents.filter(version__consent__purpose=purpose)
    return int(consents.update(withdrawn_at=timezone.now()))


def proof(submission: Submission) -> dict[str, Any]:
    """Return what proves the consents of a submission, ready for JSON.

    Times are ISO 8601 in UTC. Also for withdrawn ones: who knows the mail address can check it
    against the digest.
    """
    return {
        "submission": submission.pk,
        "state": submission.state,
        "email_digest": submission.email_digest,
        "email_salt": submission.email_salt,
        "email_digest_rule": "SHA-256 of email_salt followed by the address in small letters",
        "submitted_at": iso(submission.created_at),
        "confirmed_at": iso(submission.confirmed_at),
        "consents": [
            {
                "purpose": consent.version.consent.purpose,
                "version": consent.version.number,
                "language": consent.language,
                "text": consent.version.text(consent.language),
                "sha256": consent.digest,
                "given_at": iso(consent.given_at),
                "confirmed_at": iso(consent.confirmed_at),
                "withdrawn_at": iso(consent.withdrawn_at),
            }
            for consent in submission.consents.select_related("version__consent")
        ],
    }


def make_texts(texts: dict[Purpose, tuple[str, str]]) -> None:
    """Make the consent texts that are missing, German and English; others stay as they are."""
    known = set(ConsentText.objects.values_list("purpose", flat=True))
    for purpose, (german, english) in texts.items():
        if purpose not in known:
            text = ConsentText(purpose=purpose, text_de=german, text_en=english)
            text.save()
            text.save_revision()


def iso(moment: Any) -> str | None:
    """Return a time as ISO 8601."""
    return moment.isoformat() if moment else None
