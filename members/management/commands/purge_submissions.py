"""``manage.py purge_submissions``: what is over its time is deleted."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from members.submissions.retention import purge


class Command(BaseCommand):
    """Delete submissions, invitations, mails and portraits that are over their time.

    How long each state is kept stands in ``SUBMISSION_RETENTION_DAYS``. For each night.
    """

    help = "Delete submissions and what belongs to them when their time is over."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take ``--dry-run``."""
        parser.add_argument("--dry-run", action="store_true", help=_("only count, delete nothing"))

    def handle(self, *args: Any, **options: Any) -> None:
        """Purge and say how many of what."""
        counts = purge(dry_run=options["dry_run"])
        for name, number in sorted(counts.items()):
            self.stdout.write(f"{name}: {number}")
        if not counts:
            self.stdout.write(_("Nothing is over its time."))
