"""All that is stored about one person, for themselves."""

import base64
from typing import Any

from django.forms.models import model_to_dict

from members.models import Invitation, State, Submission, SubmissionText, TestimonialPage
from members.submissions.consents import iso, proof
from members.submissions.entries import discard, of_person
from members.submissions.erasure import erase_archived, withdraw
from members.submissions.states import Actor
from metropol.models import User

_ON_PAGE = (
    "title",
    "title_en",
    "slug",
    "slug_en",
    "seo_title",
    "seo_title_en",
    "search_description",
    "search_description_en",
    "person",
    "function_de",
    "function_en",
    "quote_de",
    "quote_en",
)


def person_data(email: str) -> dict[str, Any]:
    """Return everything stored about a mail address, ready for JSON; times are ISO 8601."""
    invitations = Invitation.objects.filter(email__iexact=email).select_related("member", "page")
    return {
        "email": email,
        "submissions": [submission_data(each) for each in of_person(email)],
        "invitations": [_invitation(each) for each in invitations],
    }


def submission_data(submission: Submission) -> dict[str, Any]:
    """Return everything stored about a submission, ready for JSON."""
    page, invitation = submission.page, submission.invitation
    return proof(submission) | {
        "email": submission.email,
        "language": submission.language,
        "member": submission.member.name if submission.member else "",
        "clusters": [cluster.title for cluster in submission.clusters.all()],
        "state_since": iso(submission.changed_at),
        "said_to_be_right_at": iso(submission.renewed_at),
        "asked_whether_right_at": iso(submission.asked_at),
        "page": page.get_full_url() if page and page.live else "",
        "page_texts": _page(page) if page else {},
        "page_draft": _page(page.get_latest_revision_as_object()) if page else {},
        "invitation": _invitation(invitation) if invitation else {},
        "texts": [_text(text) for text in submission.texts.select_related("portrait")],
        "history": [
            {
                "before": each.before,
                "after": each.after,
                "at": iso(each.at),
                "by": each.by,
                "reason": each.why,
            }
            for each in submission.changes.all()
        ],
        **_post(submission),
    }


def erase_person(email: str, user: User) -> int:
    """Withdraw all submissions of a mail address and delete its invitations; return how many.

    The proof that consent was given and withdrawn stays.
    """
    number = 0
    for submission in of_person(email):
        # What was never confirmed leaves no proof, and nobody gets a mail about it.
        if submission.state == State.UNVERIFIED:
            number += discard(submission)
        else:
            number += withdraw(submission, by=Actor.STAFF, user=user)
    for invitation in Invitation.objects.filter(email__iexact=email, page__isnull=False):
        erase_archived(invitation)
    deleted, _kinds = Invitation.objects.filter(email__iexact=email).delete()
    return number + bool(deleted)


def _text(text: SubmissionText) -> dict[str, Any]:
    portrait = text.portrait
    names = [name for name in SubmissionText.CONTENT if name != "portrait"]
    return model_to_dict(text, fields=["number", "author", "is_correction", *names]) | {
        "created_at": iso(text.created_at),
        "approved_at": iso(text.approved_at),
        "portrait_uploaded_at": iso(portrait.created_at) if portrait else None,
        "portrait_jpeg_base64": base64.b64encode(bytes(portrait.data)).decode() if portrait else "",
    }


def _page(page: TestimonialPage) -> dict[str, Any]:
    """Return what is on a page of the person, and what search engines are told of it."""
    image = page.portrait
    found = {name: getattr(page, name) for name in _ON_PAGE} | {"consent": page.consent_origin}
    if image:
        names = ("title", "alt_de", "alt_en", "caption_de", "caption_en", "credit")
        found["portrait"] = {name: getattr(image, name) or "" for name in names}
    return found


def _invitation(invitation: Invitation) -> dict[str, Any]:
    page = invitation.page
    return {
        "email": invitation.email,
        "person": invitation.person,
        "organisation": invitation.member.name if invitation.member else "",
        "language": invitation.language,
        "invited_at": iso(invitation.created_at),
        "answered_at": iso(invitation.answered_at),
        "testimonial_of_the_archive": _page(page) if page else {},
        **_post(invitation),
    }


def _post(owner: Submission | Invitation) -> dict[str, Any]:
    """Return which mails and links there were; the links themselves are not stored."""
    return {
        "mails": [
            {
                "kind": letter.kind,
                "language": letter.language,
                "recipient": letter.recipient,
                "reason": letter.reason,
                "created_at": iso(letter.created_at),
                "sent_at": iso(letter.sent_at),
                "attempts": letter.attempts,
                "error": letter.error,
            }
            for letter in owner.letters.all()
        ],
        "links": [
            {
                "purpose": token.purpose,
                "created_at": iso(token.created_at),
                "expires_at": iso(token.expires_at),
                "used_at": iso(token.used_at),
            }
            for token in owner.tokens.order_by("pk")
        ],
    }
