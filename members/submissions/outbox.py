"""Mails wait in the database until the mail server took them; a failure is seen and retried."""

import logging
from itertools import chain
from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.utils import timezone, translation

from members.models import Invitation, Letter, State, Submission
from members.submissions.addresses import full_address
from members.submissions.letters import LINKS, Facts, Words, write
from members.submissions.tokens import forget, issue
from metropol.languages import LocalizedValue, localized
from metropol.models import HomePage, SiteSettings

logger = logging.getLogger(__name__)

#: The states in which a mail is still true; others always are.
_ONLINE = {State.PUBLISHED, State.IN_REVIEW, State.CHANGES_SENT, State.APPROVED}
_STATES = {
    Letter.Kind.CONFIRM: {State.UNVERIFIED},
    Letter.Kind.CHANGES: {State.CHANGES_SENT},
    Letter.Kind.PUBLISHED: _ONLINE,
    Letter.Kind.DECLINED: {State.DECLINED},
    Letter.Kind.RENEW: _ONLINE,
}


def queue(
    kind: Letter.Kind, owner: Submission | Invitation, *, reason: str = "", recipient: str = ""
) -> Letter:
    """Put a mail in line and have it sent in the background.

    Call it last in a transaction: line and order are stored with it or not at all. ``recipient``
    only where ``owner`` is about to forget its address.
    """
    from members.tasks import deliver_letter

    letter = Letter.objects.create(
        kind=kind,
        language=owner.language,
        submission=owner if isinstance(owner, Submission) else None,
        invitation=owner if isinstance(owner, Invitation) else None,
        reason=reason,
        recipient=recipient,
    )
    deliver_letter.enqueue(letter.pk)
    return letter


def deliver(key: int) -> bool:
    """Send a letter if it is due and nobody else sends it; return whether it is out now.

    What goes wrong is stored as the name of the error only: its text may hold the address.
    """
    if not Letter.claim(key):
        return Letter.objects.filter(pk=key, sent_at__isnull=False).exists()
    letter = Letter.objects.select_related("submission__page", "invitation__page").get(pk=key)
    if not _fits(letter):
        letter.delete()
        return True
    link = ""
    try:
        message, link = _message(letter)
        message.send()
    except Exception as error:  # noqa: BLE001 - whatever it is, it is tried again
        letter.note_failure(error)
        forget(link)
        logger.error("Mail %d could not be sent: %s", key, type(error).__name__)  # noqa: TRY400
        return False
    Letter.objects.filter(pk=key).update(sent_at=timezone.now(), error="", recipient="", reason="")
    return True


def send_again(letter: Letter) -> bool:
    """Try a letter at once that is not out and nobody is sending; return whether it is out."""
    letter.make_due()
    return deliver(letter.pk)


def render(words: Words, facts: Facts) -> tuple[str, str]:
    """Return a mail as plain text and as HTML, in the active language."""
    context = {
        "words": words,
        "facts": facts,
        "language": translation.get_language(),
        "sender": _sender(facts.site),
    }
    text = render_to_string("emails/letter.txt", context)
    return text.strip() + "\n", render_to_string("emails/letter.html", context)


def _fits(letter: Letter) -> bool:
    """Tell whether a mail still says what is so; it may have waited for a long time."""
    submission = letter.submission
    if submission is None or letter.kind not in _STATES:
        return True
    is_online = submission.page is not None and submission.page.live
    needs_page = letter.kind in (Letter.Kind.PUBLISHED, Letter.Kind.RENEW)
    return submission.state in _STATES[Letter.Kind(letter.kind)] and (is_online or not needs_page)


def _message(letter: Letter) -> tuple[EmailMultiAlternatives, str]:
    """Return the mail with a fresh link, and that link."""
    owner = letter.submission or letter.invitation
    assert owner is not None  # noqa: S101 - a constraint of the table
    with translation.override(letter.language):
        facts = _facts(letter, owner)
        words = write(Letter.Kind(letter.kind), facts)
        text, html = render(words, facts)
    reply_to = [address] if (address := _sender(facts.site)["email"]) else None
    message = EmailMultiAlternatives(
        words.subject,
        text,
        settings.DEFAULT_FROM_EMAIL,
        [letter.recipient or owner.email],
        reply_to=reply_to,
        headers={"Auto-Submitted": "auto-generated"},
    )
    message.attach_alternative(html, "text/html")
    return message, facts.link


def _facts(letter: Letter, owner: Submission | Invitation) -> Facts:
    link, days = "", 0
    if letter.kind in LINKS:
        name, purpose = LINKS[Letter.Kind(letter.kind)]
        link = full_address(name, letter.language, issue(purpose, owner))
        days = settings.SUBMISSION_LINK_DAYS[purpose]
    facts: dict[str, Any] = {"site": site_name(), "link": link, "days": days}
    if isinstance(owner, Invitation):
        quotes = [owner.page.quote_de, owner.page.quote_en] if owner.page else []
        return Facts(**facts, person=owner.person, quotes=tuple(filter(None, quotes)))
    text = owner.text
    # Nobody has confirmed the address yet: what a stranger typed is not sent to it.
    if text and letter.kind != Letter.Kind.CONFIRM:
        facts |= {
            "person": text.person,
            "organisation": text.organisation,
            "quotes": tuple(filter(None, (text.quote_de, text.quote_en))),
        }
    page = owner.page.get_full_url() if owner.page and owner.page.live else ""
    return Facts(**facts, reason=letter.reason, page=page)


def site_name() -> str:
    """Return the name of the site in the active language."""
    home = HomePage.objects.first()
    value = localized(home, "title") if home else LocalizedValue("", "de", is_fallback=False)
    return str(value.value or settings.WAGTAIL_SITE_NAME)


def _sender(site: str) -> dict[str, str]:
    """Return who writes: organisation, else ``site``, address and mail address of the settings."""
    found = SiteSettings.objects.first()
    if found is None:
        return {"name": site, "address": "", "email": ""}
    place = " ".join(filter(None, (found.postal_code, found.city)))
    name = localized(found, "organisation").value or site
    lines = filter(None, chain([found.street], [place]))
    return {"name": name, "address": ", ".join(lines), "email": found.email}
