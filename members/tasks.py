"""What the app does in the background (``manage.py db_worker``)."""

from datetime import timedelta

from django.tasks import task
from django.utils import timezone

from members.models import Letter
from members.submissions import outbox


@task(backend="background")
def deliver_letter(key: int) -> None:
    """Send a letter; if that fails, try again later."""
    if outbox.deliver(key):
        return
    waiting = Letter.objects.filter(pk=key, sent_at=None, attempts__lte=len(outbox.PAUSES)).first()
    if waiting and deliver_letter.get_backend().supports_defer:
        when = max(waiting.due_at, timezone.now()) + timedelta(seconds=1)
        deliver_letter.using(run_after=when).enqueue(key)
