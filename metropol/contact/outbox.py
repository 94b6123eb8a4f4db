"""Messages wait in the database until the mail server took them, and go after their time."""

import logging
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.db.models import QuerySet
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from metropol.models import ContactMessage, SiteSettings
from metropol.notify import admin_address, chief_editors

logger = logging.getLogger(__name__)


class NobodyToWriteTo(LookupError):  # noqa: N818 - names the state, not a fault
    """Neither the settings nor Chefredaktion have a mail address."""


@transaction.atomic
def take(digest: str, language: str, content: dict[str, Any]) -> bool:
    """Store a message and have it sent in the background; return False if it is stored already.

    ``content`` has topic, name, email and message; ``language`` is the page's.
    """
    from metropol.tasks import deliver_contact_message

    message, is_new = ContactMessage.objects.get_or_create(
        digest=digest, defaults=content | {"language": language}
    )
    if is_new:
        deliver_contact_message.enqueue(message.pk)
    return is_new


def deliver(key: int) -> bool:
    """Send a message if it is due and nobody else sends it; return whether it is out now."""
    if not ContactMessage.claim(key):
        return ContactMessage.objects.filter(pk=key, sent_at__isnull=False).exists()
    message = ContactMessage.objects.get(pk=key)
    try:
        mail_of(message).send()
    except Exception as error:  # noqa: BLE001 - whatever it is, it is tried again
        message.note_failure(error)
        logger.error("Message %d could not be sent: %s", key, type(error).__name__)  # noqa: TRY400
        return False
    ContactMessage.objects.filter(pk=key).update(sent_at=timezone.now(), error="")
    return True


def mail_of(message: ContactMessage) -> EmailMessage:
    """Return the mail to the office, in German whatever the message's language is.

    Nothing that somebody typed is in its subject, and an answer goes to who wrote. Raises
    NobodyToWriteTo.
    """
    with translation.override(settings.LANGUAGE_CODE):
        topic = ContactMessage.Topic(message.topic).label
        subject = _("Contact form: %(topic)s") % {"topic": topic}
        context = {
            "message": message,
            "address": admin_address("contact:message", message.pk),
            "days": settings.CONTACT_RETENTION_DAYS,
        }
        text = render_to_string("emails/contact.txt", context)
    return EmailMessage(
        subject,
        text.strip() + "\n",
        settings.DEFAULT_FROM_EMAIL,
        recipients(),
        reply_to=[message.email],
        headers={"Auto-Submitted": "auto-generated"},
    )


def recipients() -> list[str]:
    """Return where messages go: the settings' address, else Chefredaktion's. Never empty."""
    found = SiteSettings.objects.first()
    address = found and (found.contact_email or found.email)
    addresses = [address] if address else list(chief_editors().values_list("email", flat=True))
    if not addresses:
        raise NobodyToWriteTo
    return addresses


def purge() -> int:
    """Delete the messages that are over their time, sent or not; return how many."""
    deleted, _kinds = _old().delete()
    return deleted


def _old() -> QuerySet[ContactMessage]:
    before = timezone.now() - timedelta(days=settings.CONTACT_RETENTION_DAYS)
    return ContactMessage.objects.filter(created_at__lt=before)
