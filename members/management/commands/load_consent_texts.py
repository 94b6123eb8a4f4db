"""``manage.py load_consent_texts``: the consents that a submission asks for."""

from typing import Any

from django.core.management.base import BaseCommand

from members.submissions.consent_texts import TEXTS
from members.submissions.consents import make_texts


class Command(BaseCommand):
    """Make the consent texts that are missing; staff make them their own in the admin."""

    help = "Make the consent texts of testimonials that are missing."

    def handle(self, *args: Any, **options: Any) -> None:
        """Make them; those that exist stay as they are."""
        make_texts(TEXTS)
