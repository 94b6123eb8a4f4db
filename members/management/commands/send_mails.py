"""``manage.py send_mails``: what waits goes out, and who is due is asked again."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from members.submissions import outbox
from members.submissions.retention import ask_again


class Command(BaseCommand):
    """Send the mails about testimonials that are due, also those that a worker lost.

    Asks everybody whose testimonial is online for a year whether it is still right. For every
    few minutes. Exit status 1 if a mail could not be sent; it is tried again later.
    """

    help = "Send the mails about testimonials that are due."

    def handle(self, *args: Any, **options: Any) -> None:
        """Ask, send, and say how many."""
        ask_again()
        keys = list(outbox.due().values_list("pk", flat=True))
        sent = sum(map(outbox.deliver, keys))
        self.stdout.write(_("%(number)d sent.") % {"number": sent})
        if failed := len(keys) - sent:
            text = ngettext("%(number)d failed.", "%(number)d failed.", failed)
            raise CommandError(text % {"number": failed}, returncode=1)
