"""What members submit: the personal data, apart from the pages that are made of it."""

import secrets
from typing import TYPE_CHECKING, ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from members.models.consent import Purpose
from members.models.members import Member, MemberDomain, vouching
from metropol.languages import CODES

if TYPE_CHECKING:
    from django.db.models import QuerySet


class State(models.TextChoices):
    """Where a submission stands; members.submissions.states has the transitions."""

    UNVERIFIED = "unverified", _("Mail address not confirmed")
    SUBMITTED = "submitted", _("Submitted")
    IN_REVIEW = "in_review", _("In review")
    CHANGES_SENT = "changes_sent", _("Changes sent for approval")
    APPROVED = "approved", _("Approved")
    PUBLISHED = "published", _("Published")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    DECLINED = "declined", _("Declined")
    EXPIRED = "expired", _("Expired")


class Portrait(models.Model):
    """A portrait, kept where nobody else sees it; ``image`` is its public copy, once published.

    Without a text it was uploaded to a form that had an error, and is deleted after a day.
    """

    key = models.CharField(max_length=43, unique=True, default=secrets.token_urlsafe)
    data = models.BinaryField()
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    created_at = models.DateTimeField(auto_now_add=True)
    image = models.OneToOneField(
        "metropol.PortalImage", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        verbose_name = _("portrait")
        verbose_name_plural = _("portraits")

    def __str__(self) -> str:
        return f"{self.width} × {self.height}"


class Submission(models.Model):
    """A testimonial that somebody submitted, with what is never on a page.

    After a withdrawal only state, times, consents and the digest of the mail address are left:
    ``email_digest`` is the SHA-256 of ``email_salt`` and the address in small letters.
    """

    state = models.CharField(_("state"), max_length=16, choices=State, default=State.UNVERIFIED)
    language = models.CharField(_("language"), max_length=2, choices=settings.LANGUAGES)
    email = models.EmailField(_("e-mail"), blank=True)
    email_salt = models.CharField(max_length=43, default=secrets.token_urlsafe)
    email_digest = models.CharField(max_length=64, blank=True)
    member = models.ForeignKey(
        Member,
        verbose_name=_("member"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="submissions",
    )
    clusters = models.ManyToManyField(
        "clusters.ClusterPage", verbose_name=_("clusters"), blank=True, related_name="+"
    )
    invitation = models.ForeignKey(
        "members.Invitation",
        verbose_name=_("invitation"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="submissions",
    )
    page = models.OneToOneField(
        "members.TestimonialPage",
        verbose_name=_("page"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="submission",
    )
    moderator = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("moderator"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    created_at = models.DateTimeField(_("submitted at"), auto_now_add=True)
    confirmed_at = models.DateTimeField(_("confirmed at"), null=True, blank=True)
    changed_at = models.DateTimeField(_("in this state since"), auto_now_add=True)
    renewed_at = models.DateTimeField(_("last said to be right"), null=True, blank=True)
    asked_at = models.DateTimeField(_("last asked whether it is right"), null=True, blank=True)

    class Meta:
        verbose_name = _("submission")
        verbose_name_plural = _("submissions")
        ordering = ("-created_at", "-pk")
        permissions = (("moderate_testimonials", "Can moderate submitted testimonials"),)
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["state", "changed_at"], name="submission_state"),
            models.Index(fields=["email"], name="submission_email"),
        ]

    def __str__(self) -> str:
        return f"{self.pk}"

    @property
    def text(self) -> "SubmissionText | None":
        """Return the newest version of the text; None after a withdrawal."""
        return self.texts.select_related("portrait").last()

    @property
    def original(self) -> "SubmissionText | None":
        """Return the text as it was first submitted; None after a withdrawal."""
        return self.texts.select_related("portrait").first()

    @property
    def approved_text(self) -> "SubmissionText | None":
        """Return the newest version that the person approved."""
        return self.texts.filter(approved_at__isnull=False).select_related("portrait").last()

    @property
    def agreed_text(self) -> "SubmissionText | None":
        """Return the newest version that the person wrote or was asked about."""
        return self.texts.filter(approved_at__isnull=False, is_correction=False).last()

    @property
    def trusted_domain(self) -> MemberDomain | None:
        """Return the member's domain that the mail address belongs to."""
        return vouching(self.member_id, models.Value(self.email)).first()

    def agrees_to(self, purpose: Purpose) -> bool:
        """Tell whether the person's consent to ``purpose`` stands."""
        return self.standing_consents().filter(version__consent__purpose=purpose).exists()

    def standing_consents(self) -> "QuerySet[models.Model]":
        """Return the consents that were not withdrawn."""
        return self.consents.filter(withdrawn_at=None).select_related("version__consent")


class SubmissionText(models.Model):
    """One version of a submitted text. The first is the original; rows are never changed.

    Only ``approved_at`` and ``is_correction`` are set later. A withdrawal deletes them all.
    """

    class Author(models.TextChoices):
        """Who wrote a version."""

        PERSON = "person", _("the person")
        STAFF = "staff", _("staff")

    submission = models.ForeignKey(Submission, on_delete=models.CASCADE, related_name="texts")
    number = models.PositiveIntegerField(_("version"))
    author = models.CharField(_("author"), max_length=8, choices=Author)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    created_at = models.DateTimeField(_("created at"), auto_now_add=True)
    approved_at = models.DateTimeField(_("approved at"), null=True, blank=True)
    is_correction = models.BooleanField(
        _("only typing errors"), default=False, help_text=_("Approved without asking again.")
    )
    person = models.CharField(_("name"), max_length=120)
    organisation = models.CharField(_("organisation"), max_length=255)
    function_de = models.CharField(_("function (German)"), max_length=255, blank=True)
    function_en = models.CharField(_("function (English)"), max_length=255, blank=True)
    quote_de = models.TextField(_("quote (German)"), blank=True)
    quote_en = models.TextField(_("quote (English)"), blank=True)
    portrait = models.ForeignKey(
        Portrait, null=True, blank=True, on_delete=models.SET_NULL, related_name="texts"
    )
    alt_de = models.CharField(_("alternative text (German)"), max_length=255, blank=True)
    alt_en = models.CharField(_("alternative text (English)"), max_length=255, blank=True)
    credit = models.CharField(_("photographer"), max_length=255, blank=True)

    #: What somebody else must not put into the person's mouth.
    SPOKEN: ClassVar[tuple[str, ...]] = (
        "person",
        "organisation",
        "function_de",
        "function_en",
        "quote_de",
        "quote_en",
    )
    #: All that a version holds.
    CONTENT: ClassVar[tuple[str, ...]] = (*SPOKEN, "portrait", "alt_de", "alt_en", "credit")

    class Meta:
        verbose_name = _("version of a submitted text")
        verbose_name_plural = _("versions of submitted texts")
        ordering = ("number",)
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["submission", "number"], name="submission_text_once")
        ]

    def __str__(self) -> str:
        return f"{self.submission_id}: {self.number}"

    @property
    def quotes(self) -> list[dict[str, str]]:
        """Return the quotes that there are: ``language``, ``words`` and ``function``."""
        return [
            {"language": code, "words": words, "function": getattr(self, f"function_{code}")}
            for code in CODES
            if (words := getattr(self, f"quote_{code}"))
        ]


class SubmissionChange(models.Model):
    """A change of state: who, when and why."""

    class Actor(models.TextChoices):
        """Who changed a state."""

        PERSON = "person", _("the person")
        STAFF = "staff", _("staff")
        SYSTEM = "system", _("the portal")

    submission = models.ForeignKey(Submission, on_delete=models.CASCADE, related_name="changes")
    before = models.CharField(_("before"), max_length=16, choices=State, blank=True)
    after = models.CharField(_("after"), max_length=16, choices=State)
    at = models.DateTimeField(_("at"), auto_now_add=True)
    by = models.CharField(_("by"), max_length=8, choices=Actor)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    why = models.TextField(_("reason"), blank=True)

    class Meta:
        verbose_name = _("change of state")
        verbose_name_plural = _("changes of state")
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"{self.before} → {self.after}"
