"""Pages that the law asks for and that have a form of their own."""

from datetime import date
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldRowPanel, MultiFieldPanel
from wagtail.models import Orderable
from wagtail.search import index

from metropol.blocks import BodyBlock
from metropol.fields import TranslatedStreamField
from metropol.languages import CODES
from metropol.models.pages import LeadPage
from metropol.models.translated import TranslatedModel
from metropol.panels import SharedFieldPanel, SharedInlinePanel, translated
from metropol.search import SearchField

#: Kinds of files that browsers play without a plug-in.
VIDEO_EXTENSIONS = ("mp4", "webm")


class AccessibilityStatementPage(LeadPage):
    """How accessible the site is, what is not, and who helps.

    The parts are those of the model statement of Implementing Decision (EU) 2018/1523, which
    § 12b BGG and § 7 BITV 2.0 follow: status, content that is not accessible and why, how this
    was found, feedback, enforcement. The review each year is Article 1 of that decision.
    """

    class Status(models.TextChoices):
        """How far the standard is met."""

        FULL = "full", _("fully compliant")
        PARTIAL = "partial", _("partially compliant")
        NOT = "not", _("not compliant")

    class Method(models.TextChoices):
        """Who found out."""

        SELF = "self", _("self-assessment")
        THIRD_PARTY = "third", _("assessment by a third party")

    status = models.CharField(
        _("status"),
        max_length=8,
        choices=Status,
        blank=True,
        help_text=_("Empty: the page says that the site has not been assessed yet."),
    )
    standard = models.CharField(_("standard"), max_length=255, blank=True)
    legal_basis = models.CharField(
        _("legal basis"),
        max_length=255,
        blank=True,
        help_text=_("The act that obliges the organisation, where one does."),
    )
    assessed_on = models.DateField(_("assessed on"), null=True, blank=True)
    method = models.CharField(_("method"), max_length=8, choices=Method, blank=True)
    assessment = models.TextField(
        _("what was assessed"), blank=True, help_text=_("By whom, which pages, by which means.")
    )
    enforcement = models.TextField(
        _("enforcement procedure"),
        blank=True,
        help_text=_("What people can do who get no satisfactory answer."),
    )
    body_name = models.CharField(_("name"), max_length=255, blank=True)
    body_address = models.TextField(_("address"), blank=True)
    body_phone = models.CharField(_("phone"), max_length=64, blank=True)
    body_email = models.EmailField(_("e-mail"), blank=True)
    body_website = models.URLField(_("website"), blank=True)
    prepared_on = models.DateField(_("prepared on"), null=True, blank=True)
    reviewed_on = models.DateField(
        _("last reviewed on"),
        null=True,
        blank=True,
        help_text=_("Chefredaktion gets a mail when this was a year ago."),
    )

    parent_page_types: ClassVar[list[str]] = ["metropol.HomePage"]
    subpage_types: ClassVar[list[str]] = []
    max_count_per_parent = 1
    required_english_fields: ClassVar[tuple[str, ...]] = (
        "title",
        "lead",
        "standard",
        "legal_basis",
        "assessment",
        "enforcement",
    )

    content_panels: ClassVar[list[Any]] = [
        *LeadPage.content_panels,
        MultiFieldPanel(
            [SharedFieldPanel("status"), translated("standard"), translated("legal_basis")],
            heading=_("Status"),
        ),
        SharedInlinePanel("barriers", heading=_("Known barriers"), label=_("barrier")),
        MultiFieldPanel(
            [
                FieldRowPanel([SharedFieldPanel("assessed_on"), SharedFieldPanel("method")]),
                translated("assessment"),
                FieldRowPanel([SharedFieldPanel("prepared_on"), SharedFieldPanel("reviewed_on")]),
            ],
            heading=_("Assessment and review"),
        ),
        MultiFieldPanel(
            [
                translated("enforcement"),
                SharedFieldPanel("body_name"),
                SharedFieldPanel("body_address"),
                FieldRowPanel([SharedFieldPanel("body_phone"), SharedFieldPanel("body_email")]),
                SharedFieldPanel("body_website"),
            ],
            heading=_("Arbitration body"),
        ),
    ]
    search_fields: ClassVar[list[index.BaseField]] = [
        *LeadPage.search_fields,
        *(
            SearchField(f"{field}_{code}")
            for field in ("standard", "assessment", "enforcement")
            for code in CODES
        ),
    ]

    class Meta:
        verbose_name = _("accessibility statement")
        verbose_name_plural = _("accessibility statements")

    def clean(self) -> None:
        """Refuse days that have not come yet."""
        super().clean()
        today = timezone.localdate()
        late = {
            name: _("This day has not come yet.")
            for name in ("assessed_on", "prepared_on", "reviewed_on")
            if (day := getattr(self, name)) and day > today
        }
        if late:
            raise ValidationError(late)

    @property
    def review_due_on(self) -> date | None:
        """Return when the next review is due: a year after the last one, or at once."""
        if self.reviewed_on:
            return years_later(self.reviewed_on, 1)
        published = self.first_published_at
        return timezone.localdate(published) if published else None


class AccessibilityBarrier(TranslatedModel, Orderable):
    """Something that is not accessible: what, why, and what helps instead."""

    class Reason(models.TextChoices):
        """Why it is not accessible, in the terms of the model statement."""

        NOT_YET = "not-yet", _("Not yet done")
        BURDEN = "burden", _("Disproportionate burden")
        OUTSIDE = "outside", _("Outside the scope of the law")

    page = ParentalKey(
        AccessibilityStatementPage, related_name="barriers", on_delete=models.CASCADE
    )
    barrier = models.TextField(_("barrier"))
    reason = models.CharField(_("reason"), max_length=8, choices=Reason)
    explanation = models.TextField(_("explanation"), blank=True)
    alternative = models.TextField(_("alternative"), blank=True)

    panels: ClassVar[list[Any]] = [
        translated("barrier"),
        SharedFieldPanel("reason"),
        translated("explanation"),
        translated("alternative"),
    ]

    class Meta(Orderable.Meta):
        verbose_name = _("barrier")
        verbose_name_plural = _("barriers")

    def __str__(self) -> str:
        return self.barrier or ""


class StatementReminder(models.Model):
    """That Chefredaktion was told of a review that is due, so that nobody tells it again."""

    page = models.ForeignKey(
        AccessibilityStatementPage, on_delete=models.CASCADE, related_name="reminders"
    )
    due_on = models.DateField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["page", "due_on"], name="statement_reminder_once")
        ]

    def __str__(self) -> str:
        return f"{self.page_id}, {self.due_on}"


class SignLanguagePage(LeadPage):
    """A video in sign language from the own media, with its words as text."""

    video = models.ForeignKey(
        "wagtaildocs.Document",
        verbose_name=_("video"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("An MP4 or WebM file among the documents. Nothing is loaded from elsewhere."),
    )
    body = TranslatedStreamField(
        BodyBlock(),
        verbose_name=_("what the video says"),
        help_text=_("For all who do not understand sign language or do not see the video."),
    )

    parent_page_types: ClassVar[list[str]] = ["metropol.HomePage"]
    subpage_types: ClassVar[list[str]] = []
    related_for_serving: ClassVar[tuple[str, ...]] = ("video",)
    required_english_fields: ClassVar[tuple[str, ...]] = ("title", "lead", "body")

    content_panels: ClassVar[list[Any]] = [
        *LeadPage.content_panels,
        SharedFieldPanel("video"),
        translated("body"),
    ]
    search_fields: ClassVar[list[index.BaseField]] = [
        *LeadPage.search_fields,
        *(SearchField(f"body_{code}") for code in CODES),
    ]

    class Meta:
        verbose_name = _("sign language page")
        verbose_name_plural = _("sign language pages")

    def clean(self) -> None:
        """Refuse a document that browsers do not play."""
        super().clean()
        if self.video and self.video.file_extension.lower() not in VIDEO_EXTENSIONS:
            raise ValidationError({"video": _("Please choose a video: an MP4 or WebM file.")})


def years_later(day: date, years: int) -> date:
    """Return the same day some years later; for the 29th of February the 28th."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)
