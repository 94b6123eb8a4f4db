"""What the app does in the background (``manage.py db_worker``)."""

from datetime import timedelta

from django.tasks import task
from django.utils import timezone
from django.utils.translation import gettext as _

from members.models import Letter
from members.submissions import outbox
from metropol.models.queued import PAUSES
from metropol.notify import admin_address, mail_chief_editors


@task(backend="background")
def deliver_letter(key: int) -> None:
    """Send a letter; if that fails, try again later."""
    if outbox.deliver(key):
        return
    waiting = Letter.objects.filter(pk=key, sent_at=None, attempts__lte=len(PAUSES)).first()
    if waiting and deliver_letter.get_backend().supports_defer:
        when = max(waiting.due_at, timezone.now()) + timedelta(seconds=1)
        deliver_letter.using(run_after=when).enqueue(key)


@task(backend="background")
def tell_staff(key: int) -> None:
    """Tell Chefredaktion that a submission waits; the mail names nobody."""
    address = admin_address("submissions:detail", key)
    mail_chief_editors(
        lambda: (
            _("A testimonial waits for review"),
            f"{_('A testimonial was submitted or changed. Please look at it:')}\n\n{address}\n",
        )
    )
