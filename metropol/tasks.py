"""What the portal does in the background (``manage.py db_worker``)."""

import logging
from datetime import timedelta

from django.conf import settings
from django.core.mail import EmailMessage
from django.tasks import task
from django.utils import timezone

from metropol.contact.outbox import deliver
from metropol.models import ContactMessage, User
from metropol.models.queued import PAUSES as QUEUED_PAUSES

logger = logging.getLogger(__name__)

#: Minutes until each next attempt at a mail that the server did not take.
PAUSES = (5, 30, 120, 720)


@task(backend="background")
def mail_member_of_staff(key: int, subject: str, text: str, attempt: int = 0) -> None:
    """Send a mail to the user with the key ``key``; if the server does not take it, try later."""
    user = User.objects.filter(pk=key, is_active=True).exclude(email="").first()
    if user is None:
        return
    headers = {"Auto-Submitted": "auto-generated"}
    mail = EmailMessage(subject, text, settings.DEFAULT_FROM_EMAIL, [user.email], headers=headers)
    try:
        mail.send()
    except OSError:
        logger.exception("A mail to a member of staff could not be sent")
        if attempt < len(PAUSES) and mail_member_of_staff.get_backend().supports_defer:
            when = timezone.now() + timedelta(minutes=PAUSES[attempt])
            later = mail_member_of_staff.using(run_after=when)
            later.enqueue(key, subject, text, attempt + 1)


@task(backend="background")
def deliver_contact_message(key: int) -> None:
    """Send a message of the contact form; if that fails, try again later."""
    if deliver(key):
        return
    found = ContactMessage.objects.filter(pk=key, sent_at=None, attempts__lte=len(QUEUED_PAUSES))
    waiting = found.first()
    if waiting and deliver_contact_message.get_backend().supports_defer:
        when = max(waiting.due_at, timezone.now()) + timedelta(seconds=1)
        deliver_contact_message.using(run_after=when).enqueue(key)
