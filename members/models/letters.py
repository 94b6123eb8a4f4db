"""What is sent to people, and the links in it."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from members.models.members import Member
from members.models.submissions import Submission
from metropol.models import QueuedMail


class Invitation(models.Model):
    """An invitation to submit a testimonial; with ``page`` to consent to one of the archive."""

    email = models.EmailField(_("e-mail"))
    language = models.CharField(_("language"), max_length=2, choices=settings.LANGUAGES)
    member = models.ForeignKey(
        Member,
        verbose_name=_("member"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    person = models.CharField(_("name"), max_length=120, blank=True)
    page = models.ForeignKey(
        "members.TestimonialPage",
        verbose_name=_("testimonial of the archive"),
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="invitations",
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("invited by"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    created_at = models.DateTimeField(_("invited at"), auto_now_add=True)
    answered_at = models.DateTimeField(_("answered at"), null=True, blank=True)

    class Meta:
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")
        ordering = ("-pk",)

    def __str__(self) -> str:
        return f"{self.pk}"


def _one_owner(name: str) -> models.CheckConstraint:
    """Return the constraint that a row belongs to a submission or to an invitation."""
    owner = models.Q(submission__isnull=False) ^ models.Q(invitation__isnull=False)
    return models.CheckConstraint(condition=owner, name=name)


class LinkToken(models.Model):
    """A link that was sent. Only the SHA-256 of its token is stored."""

    class Purpose(models.TextChoices):
        """What a link is for, and nothing else."""

        CONFIRM = "confirm", _("confirm a mail address")
        MANAGE = "manage", _("see and withdraw a submission")
        INVITE = "invite", _("answer an invitation")

    purpose = models.CharField(max_length=8, choices=Purpose)
    digest = models.CharField(max_length=64, unique=True)
    submission = models.ForeignKey(
        Submission, null=True, blank=True, on_delete=models.CASCADE, related_name="tokens"
    )
    invitation = models.ForeignKey(
        Invitation, null=True, blank=True, on_delete=models.CASCADE, related_name="tokens"
    )
    created_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("link")
        verbose_name_plural = _("links")
        constraints: ClassVar[list[models.BaseConstraint]] = [_one_owner("link_token_owner")]

    def __str__(self) -> str:
        return f"{self.pk}: {self.purpose}"

    @property
    def is_expired(self) -> bool:
        """Tell whether the link is too old."""
        return self.expires_at <= timezone.now()


class Letter(QueuedMail):
    """A mail that waits or was sent. Its text, with fresh links, is made when it is sent.

    ``recipient`` is filled only where the submission no longer knows the address, and is
    emptied when the mail is out.
    """

    class Kind(models.TextChoices):
        """The mails there are."""

        CONFIRM = "confirm", _("Please confirm")
        RECEIVED = "received", _("Received")
        CHANGES = "changes", _("Approve changes")
        PUBLISHED = "published", _("Published")
        DECLINED = "declined", _("Declined")
        WITHDRAWN = "withdrawn", _("Withdrawn")
        RENEW = "renew", _("Still right?")
        LINK = "link", _("New link")
        INVITATION = "invitation", _("Invitation")
        ARCHIVE = "archive", _("Consent to a testimonial of the archive")

    kind = models.CharField(_("mail"), max_length=16, choices=Kind)
    language = models.CharField(_("language"), max_length=2, choices=settings.LANGUAGES)
    submission = models.ForeignKey(
        Submission, null=True, blank=True, on_delete=models.CASCADE, related_name="letters"
    )
    invitation = models.ForeignKey(
        Invitation, null=True, blank=True, on_delete=models.CASCADE, related_name="letters"
    )
    recipient = models.EmailField(blank=True)
    reason = models.TextField(_("reason"), blank=True)

    class Meta:
        verbose_name = _("mail")
        verbose_name_plural = _("mails")
        ordering = ("-pk",)
        constraints: ClassVar[list[models.BaseConstraint]] = [_one_owner("letter_owner")]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["sent_at", "due_at"], name="letter_due")
        ]

    def __str__(self) -> str:
        return f"{self.pk}: {self.kind}"
