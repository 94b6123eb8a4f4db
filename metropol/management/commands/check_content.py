"""``manage.py check_content``: check the contents of all live pages and store what was found."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from metropol.content_checks.findings import LEVELS
from metropol.content_checks.store import live_pages, refresh


class Command(BaseCommand):
    """Bring the report “Content checks” up to date; exit status 1 for what ``--fail-on`` names."""

    help = "Check the contents of all live pages for the report in the admin."

    def add_arguments(self, parser: CommandParser) -> None:
        """Add ``--fail-on``."""
        parser.add_argument(
            "--fail-on",
            choices=[level.value for level in LEVELS],
            help="Exit status 1 if there are findings of this level or a worse one.",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Check all pages and print the number of findings by level."""
        pages = live_pages()
        total = refresh(pages)
        for level in LEVELS:
            self.stdout.write(f"{level.label}: {total[level]}")
        if not options["fail_on"]:
            return
        worst = LEVELS[: LEVELS.index(options["fail_on"]) + 1]
        if number := sum(total[level] for level in worst):
            text = ngettext(
                "%(number)d finding needs attention.",
                "%(number)d findings need attention.",
                number,
            )
            raise CommandError(text % {"number": number}, returncode=1)
        self.stdout.write(_("Nothing needs attention."))
