"""What people agree to when they submit a testimonial, in versions that never change."""

import hashlib
from typing import Any, ClassVar

from django.conf import settings
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _
from wagtail.models import RevisionMixin
from wagtail.search import index

from metropol.languages import CODES
from metropol.models.tracked import TrackedTranslations
from metropol.models.translated import TranslatedModel
from metropol.panels import translated


class Purpose(models.TextChoices):
    """What a consent is for; only the first is needed for a testimonial to appear."""

    PUBLICATION = "publication", _("Quote with name, function and organisation")
    PORTRAIT = "portrait", _("Portrait")
    EDITING = "editing", _("Shortening and translation")
    REUSE = "reuse", _("Print and social media")


class ConsentText(TrackedTranslations, TranslatedModel, RevisionMixin, index.Indexed):
    """The wording of one consent. Whoever changes it makes a new version."""

    purpose = models.CharField(
        _("purpose"), max_length=16, choices=Purpose, unique=True, editable=False
    )
    text = models.TextField(_("text"))

    panels: ClassVar[list[Any]] = [translated("text")]

    class Meta:
        verbose_name = _("consent text")
        verbose_name_plural = _("consent texts")
        ordering = ("pk",)

    def __str__(self) -> str:
        return str(self.get_purpose_display())

    @transaction.atomic
    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save the text; a new wording is a new version."""
        super().save(*args, **kwargs)
        # Two who save at once stand in line here, so that no number is given twice.
        type(self).objects.select_for_update().get(pk=self.pk)
        last = self.versions.first()
        if last is None or (last.text_de, last.text_en) != (self.text_de, self.text_en):
            number = last.number + 1 if last else 1
            self.versions.create(number=number, text_de=self.text_de, text_en=self.text_en)


class ConsentVersion(models.Model):
    """A wording that people have agreed to or could have; rows are never changed."""

    consent = models.ForeignKey(
        ConsentText,
        verbose_name=_("consent text"),
        on_delete=models.PROTECT,
        related_name="versions",
    )
    number = models.PositiveIntegerField(_("version"))
    text_de = models.TextField(_("text (German)"))
    text_en = models.TextField(_("text (English)"))
    created_at = models.DateTimeField(_("created at"), auto_now_add=True)

    class Meta:
        verbose_name = _("version of a consent text")
        verbose_name_plural = _("versions of consent texts")
        ordering = ("-number",)
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["consent", "number"], name="consent_version_once")
        ]

    def __str__(self) -> str:
        return f"{self.consent}: {self.number}"

    def text(self, language: str) -> str:
        """Return the wording in ``language`` (``"de"`` or ``"en"``)."""
        return self.text_en if language == CODES[1] else self.text_de

    def digest(self, language: str) -> str:
        """Return the SHA-256 of the wording in ``language``, 64 hexadecimal digits."""
        return hashlib.sha256(self.text(language).encode()).hexdigest()


class SubmissionConsent(models.Model):
    """One consent that a person gave: which wording, in which language, when.

    Stays as proof when the testimonial is withdrawn.
    """

    submission = models.ForeignKey(
        "members.Submission", on_delete=models.CASCADE, related_name="consents"
    )
    version = models.ForeignKey(ConsentVersion, on_delete=models.PROTECT, related_name="+")
    language = models.CharField(_("language"), max_length=2, choices=settings.LANGUAGES)
    digest = models.CharField(_("digest of the text"), max_length=64)
    given_at = models.DateTimeField(_("given at"))
    confirmed_at = models.DateTimeField(_("confirmed at"), null=True, blank=True)
    withdrawn_at = models.DateTimeField(_("withdrawn at"), null=True, blank=True)

    class Meta:
        verbose_name = _("consent")
        verbose_name_plural = _("consents")
        ordering = ("pk",)

    def __str__(self) -> str:
        return str(self.version)

    @property
    def wording(self) -> str:
        """Return what the person read."""
        return self.version.text(self.language)
