"""Where imported news came from. Pages themselves do not know that they were imported."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class ArchiveRun(models.Model):
    """One run of the import."""

    path = models.TextField(_("path"))
    started_at = models.DateTimeField(_("started at"), auto_now_add=True)
    finished_at = models.DateTimeField(_("finished at"), null=True, blank=True)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("user"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    options = models.JSONField(_("options"), default=dict)
    counts = models.JSONField(_("counts"), default=dict)

    class Meta:
        verbose_name = _("archive run")
        verbose_name_plural = _("archive runs")
        ordering = ("-pk",)

    def __str__(self) -> str:
        return f"{self.started_at:%Y-%m-%d %H:%M} {self.path}"


class ArchiveItem(models.Model):
    """One source file of the archive: how it ended last, and the page it became, if any.

    ``reason`` and ``warnings`` are codes with parameters (``{"code": …, "params": {…}}``),
    worded in the reader's language when they are shown. Family, headline and date name the
    item once it is a page; ``text`` is the whole text that was read last.
    """

    file = models.TextField(_("file"))
    run = models.ForeignKey(
        ArchiveRun, verbose_name=_("run"), on_delete=models.PROTECT, related_name="items"
    )
    status = models.CharField(_("status"), max_length=16)
    reason = models.JSONField(_("reason"), null=True, blank=True)
    warnings = models.JSONField(_("warnings"), default=list)
    family = models.CharField(_("family"), max_length=32, blank=True)
    headline = models.CharField(_("headline"), max_length=255, blank=True)
    date = models.DateField(_("date"), null=True, blank=True)
    page = models.ForeignKey(
        "news.NewsPage",
        verbose_name=_("page"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="archive_items",
    )
    #: The revision that the import wrote last: a later one is an editor's.
    revision = models.ForeignKey(
        "wagtailcore.Revision",
        verbose_name=_("revision"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    text = models.TextField(_("text"), blank=True)
    raw_text = models.TextField(_("raw text for review"), blank=True)

    class Meta:
        verbose_name = _("archive item")
        verbose_name_plural = _("archive items")
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["family", "headline", "date"], name="archive_item_identity")
        ]

    def __str__(self) -> str:
        return self.file


class ArchiveDigest(models.Model):
    """The digest of a content that was read once, and how that ended; it is never read again."""

    item = models.ForeignKey(ArchiveItem, on_delete=models.CASCADE, related_name="digests")
    digest = models.CharField(_("digest"), max_length=64, unique=True)
    status = models.CharField(_("status"), max_length=16)
    reason = models.JSONField(_("reason"), null=True, blank=True)
    seen_at = models.DateTimeField(_("seen at"), auto_now_add=True)

    class Meta:
        verbose_name = _("archive digest")
        verbose_name_plural = _("archive digests")

    def __str__(self) -> str:
        return self.digest


class ArchiveTestimonial(models.Model):
    """A statement of the archive that was read once; it is never made a page again.

    The digest is that of name, organisation and quote, so that an edited or deleted page does
    not come back with the next document that repeats the statement.
    """

    digest = models.CharField(_("digest"), max_length=64, unique=True)
    page = models.ForeignKey(
        "members.TestimonialPage",
        verbose_name=_("testimonial"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    run = models.ForeignKey(
        ArchiveRun, verbose_name=_("run"), on_delete=models.PROTECT, related_name="testimonials"
    )

    class Meta:
        verbose_name = _("archive testimonial")
        verbose_name_plural = _("archive testimonials")

    def __str__(self) -> str:
        return self.digest
