"""All that is stored about one person, for themselves."""

import base64
from typing import Any

from django.forms.models import model_to_dict

from members.models import Invitation, Submission, SubmissionText
from members.submissions.consents import proof
from members.submissions.entries import of_person
from members.submissions.erasure import withdraw
from members.submissions.states import Actor
from metropol.models import User


def person_data(email: str) -> dict[str, Any]:
    """Return everything stored about a mail address, ready for JSON; times are ISO 8601."""
    return {
        "email": email,
        "submissions": [submission_data(each) for each in of_person(email)],
        "invitations": [
            {
                "person": each.person,
                "organisation": each.member.name if each.member else "",
                "language": each.language,
                "invited_at": each.created_at.isoformat(),
            }
            for each in Invitation.objects.filter(email__iexact=email).select_related("member")
        ],
    }


def submission_data(submission: Submission) -> dict[str, Any]:
    """Return everything stored about a submission, ready for JSON."""
    page = submission.page
    return proof(submission) | {
        "email": submission.email,
        "language": submission.language,
        "member": submission.member.name if submission.member else "",
        "clusters": [cluster.title for cluster in submission.clusters.all()],
        "page": page.get_full_url() if page and page.live else "",
        "texts": [_text(text) for text in submission.texts.select_related("portrait")],
        "history": [
            {
                "before": each.before,
                "after": each.after,
                "at": each.at.isoformat(),
                "by": each.by,
                "reason": each.why,
            }
            for each in submission.changes.all()
        ],
        "mails": [
            {
                "kind": letter.kind,
                "created_at": letter.created_at.isoformat(),
                "sent_at": letter.sent_at.isoformat() if letter.sent_at else None,
            }
            for letter in submission.letters.all()
        ],
    }


def erase_person(email: str, user: User) -> int:
    """Withdraw all submissions of a mail address and delete its invitations; return how many.

    The proof that consent was given and withdrawn stays.
    """
    number = 0
    for submission in of_person(email):
        number += withdraw(submission, by=Actor.STAFF, user=user)
    deleted, _kinds = Invitation.objects.filter(email__iexact=email).delete()
    return number + bool(deleted)


def _text(text: SubmissionText) -> dict[str, Any]:
    portrait = text.portrait
    names = [name for name in SubmissionText.CONTENT if name != "portrait"]
    return model_to_dict(text, fields=["number", "author", *names]) | {
        "created_at": text.created_at.isoformat(),
        "approved_at": text.approved_at.isoformat() if text.approved_at else None,
        "portrait_jpeg_base64": base64.b64encode(bytes(portrait.data)).decode() if portrait else "",
    }
