"""``manage.py tend_duties``: what the law asks for each night."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from metropol.contact.outbox import purge
from metropol.duties.review import remind


class Command(BaseCommand):
    """Delete messages of the contact form that are over their time; remind of reviews.

    A message goes after ``CONTACT_RETENTION_DAYS`` days. Chefredaktion gets a mail when the review
    of the accessibility statement is due, once a year. For each night.
    """

    help = "Delete old messages of the contact form, and mail about statements to review."

    def handle(self, *args: Any, **options: Any) -> None:
        """Do both, and say how many."""
        self.stdout.write(_("Messages deleted: %(number)d") % {"number": purge()})
        self.stdout.write(_("Statements to review told of: %(number)d") % {"number": remind()})
