"""Figures, each with the year and the source it is from."""

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldRowPanel
from wagtail.models import Orderable

from metropol.models.translated import TranslatedModel
from metropol.panels import SharedFieldPanel, translated


class Figure(TranslatedModel, Orderable):
    """A figure of a page; the number is the same in both languages, so neither grows stale."""

    label = models.CharField(_("label"), max_length=255)
    value = models.DecimalField(_("value"), max_digits=14, decimal_places=2)
    unit = models.CharField(_("unit"), max_length=32, blank=True)
    year = models.PositiveSmallIntegerField(_("year"))
    source = models.CharField(_("source"), max_length=255, blank=True)

    panels: ClassVar[list[Any]] = [
        translated("label"),
        FieldRowPanel(
            [SharedFieldPanel("value"), SharedFieldPanel("unit"), SharedFieldPanel("year")]
        ),
        SharedFieldPanel("source"),
    ]

    class Meta(Orderable.Meta):
        abstract = True
        verbose_name = _("figure")
        verbose_name_plural = _("figures")

    def __str__(self) -> str:
        return f"{self.label} ({self.year})"
