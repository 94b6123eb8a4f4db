"""``manage.py check_redirects``: every redirect leads to a page, in one hop."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from metropol.redirects import problems


class Command(BaseCommand):
    """List redirects that are chains, loops or dead ends; exit status 1 if there are any."""

    help = "Check all redirects of the site for chains, loops and dead ends."

    def handle(self, *args: Any, **options: Any) -> None:
        """Print a line for each problem."""
        wordings = {
            "chain": _("chain: it leads to another redirect"),
            "loop": _("loop: it leads back to itself"),
            "dead-end": _("dead end: nothing answers there"),
        }
        number = 0
        for problem in problems():
            number += 1
            arrow = f"{problem.redirect.old_path} → {problem.target or '–'}"
            self.stdout.write(f"{arrow}: {wordings[problem.kind]}")
        if number:
            text = ngettext(
                "%(number)d redirect is not good.", "%(number)d redirects are not good.", number
            )
            raise CommandError(text % {"number": number}, returncode=1)
        self.stdout.write(_("All redirects lead to a page in one hop."))
