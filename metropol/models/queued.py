"""Mails that wait in the database until the mail server took them."""

from datetime import timedelta
from typing import Self

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

#: Minutes until each next attempt; after the last one staff must ask for another.
PAUSES = (1, 5, 30, 120, 360, 720, 1440)
#: Nobody else sends a mail that is being sent, unless its sender died this long ago.
CLAIM = timedelta(minutes=10)


class QueuedMail(models.Model):
    """A mail that waits or was sent. A failure is seen and retried.

    Only the name of an error is stored: its text may hold an address.
    """

    created_at = models.DateTimeField(_("created at"), auto_now_add=True)
    due_at = models.DateTimeField(_("next attempt"), default=timezone.now)
    attempts = models.PositiveIntegerField(_("attempts"), default=0)
    error = models.CharField(_("error"), max_length=64, blank=True)
    sent_at = models.DateTimeField(_("sent at"), null=True, blank=True)

    class Meta:
        abstract = True

    @classmethod
    def due(cls) -> models.QuerySet[Self]:
        """Return those that should be out by now: with attempts left, or their sender died."""
        waiting = cls._default_manager.filter(sent_at=None, due_at__lte=timezone.now())
        left = models.Q(attempts__lte=len(PAUSES)) | models.Q(error="")
        return waiting.filter(left).order_by("pk")

    @classmethod
    def failed(cls) -> models.QuerySet[Self]:
        """Return those that could not be sent so far."""
        return cls._default_manager.filter(sent_at=None).exclude(error="")

    @classmethod
    def claim(cls, key: int) -> bool:
        """Tell whether a mail is due and nobody else sends it; from now on the caller does."""
        claimed = cls.due().filter(pk=key)
        return bool(
            claimed.update(
                attempts=models.F("attempts") + 1, due_at=timezone.now() + CLAIM, error=""
            )
        )

    def note_failure(self, error: Exception) -> None:
        """Store that an attempt failed, and when the next one is due."""
        pause = PAUSES[min(self.attempts, len(PAUSES)) - 1]
        type(self)._default_manager.filter(pk=self.pk).update(
            error=type(error).__name__[:64], due_at=timezone.now() + timedelta(minutes=pause)
        )

    def make_due(self) -> None:
        """Let a mail that is not out be sent at once, unless somebody is sending it."""
        now = timezone.now()
        waiting = type(self)._default_manager.filter(pk=self.pk, sent_at=None)
        waiting.exclude(error="", attempts__gt=0, due_at__gt=now).update(attempts=0, due_at=now)
