"""Mails to staff: what they should know of and would not see, with links to the admin."""

import logging
from collections.abc import Callable, Sequence
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.mail import send_mail
from django.db.models import Model, QuerySet
from django.urls import reverse
from django.utils import translation
from wagtail.users.models import UserProfile

from metropol.models import User
from metropol.setup.staff import CHIEF_EDITORS

logger = logging.getLogger(__name__)


def chief_editors() -> QuerySet[User]:
    """Return who gets the mails: the group Chefredaktion, or administrators if it has nobody."""
    users = get_user_model().objects.filter(is_active=True).exclude(email="")
    staff = users.filter(groups__name=CHIEF_EDITORS).distinct()
    return staff if staff.exists() else users.filter(is_superuser=True)


def mail_chief_editors(write: Callable[[], tuple[str, str]]) -> int:
    """Send each of them a mail in their own language, and return how many got one.

    ``write`` returns subject and text in the active language. A mail server that is down is
    logged and stops nothing.
    """
    sent = 0
    for user in chief_editors():
        with translation.override(UserProfile.get_for_user(user).get_preferred_language()):
            subject, text = write()
        try:
            sent += send_mail(subject, text, settings.DEFAULT_FROM_EMAIL, [user.email])
        except OSError:
            logger.exception("A mail to a chief editor could not be sent")
    return sent


def tell_once(notes: Sequence[Model], write: Callable[[], tuple[str, str]]) -> int:
    """Mail them what ``notes`` say was told, and return how many notes stay.

    They were stored by the caller in the same transaction. If nobody got a mail they are deleted,
    so that it is told the next time.
    """
    if not notes or mail_chief_editors(write):
        return len(notes)
    for note in notes:
        note.delete()
    return 0


def admin_address(name: str, *args: Any) -> str:
    """Return the whole address of a page of the admin, by the name of its pattern."""
    return absolute(reverse(name, args=args))


def absolute(path: str) -> str:
    """Return a path of the admin as an address that a mail can hold."""
    return f"{settings.WAGTAILADMIN_BASE_URL.rstrip('/')}{path}"
