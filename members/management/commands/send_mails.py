"""``manage.py send_mails``: what waits goes out, and who is due is asked again."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from members.models import Letter
from members.submissions import outbox
from members.submissions.retention import ask_again
from metropol.contact.outbox import deliver as deliver_message
from metropol.models import ContactMessage


class Command(BaseCommand):
    """Send the mails that are due, about testimonials and of the contact form.

    Also those that a worker lost.

    Asks everybody whose testimonial is online for a year whether it is still right. For every
    few minutes. Exit status 1 if a mail could not be sent; it is tried again later.
    """

    help = "Send the mails about testimonials and of the contact form that are due."

    def handle(self, *args: Any, **options: Any) -> None:
        """Ask, send, and say how many."""
        ask_again()
        sent = failed = 0
        for model, deliver in ((Letter, outbox.deliver), (ContactMessage, deliver_message)):
            outcomes = [deliver(key) for key in list(model.due().values_list("pk", flat=True))]
            sent += sum(outcomes)
            failed += outcomes.count(False)
        self.stdout.write(_("%(number)d sent.") % {"number": sent})
        if failed:
            text = ngettext("%(number)d failed.", "%(number)d failed.", failed)
            raise CommandError(text % {"number": failed}, returncode=1)
