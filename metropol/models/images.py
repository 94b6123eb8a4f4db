"""Images with what law and accessibility ask for: credit, licence, alternative texts."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.images.models import AbstractImage, AbstractRendition, ImageQuerySet
from wagtail.search import index

from metropol.languages import localized
from metropol.models.tracked import TrackedTranslations
from metropol.models.translated import TranslatedModel
from metropol.search import SearchField


class PortalImage(TrackedTranslations, TranslatedModel, AbstractImage):
    """An image of the portal."""

    alt = models.CharField(
        _("alternative text"),
        max_length=255,
        blank=True,
        help_text=_("What the image says, for those who do not see it."),
    )
    caption = models.CharField(_("caption"), max_length=500, blank=True)
    credit = models.CharField(
        _("credit"), max_length=255, help_text=_("Who made the image, as the licence asks for it.")
    )
    licence = models.CharField(
        _("licence"), max_length=255, blank=True, help_text=_("For example CC BY 4.0.")
    )
    use_until = models.DateField(_("use until"), null=True, blank=True)

    objects = ImageQuerySet.as_manager()

    admin_form_fields = (
        "title",
        "file",
        "alt_de",
        "alt_en",
        "caption_de",
        "caption_en",
        "credit",
        "licence",
        "use_until",
        "collection",
        "tags",
        "focal_point_x",
        "focal_point_y",
        "focal_point_width",
        "focal_point_height",
    )
    search_fields: ClassVar[list[index.BaseField]] = [
        *AbstractImage.search_fields,
        SearchField("alt_de"),
        SearchField("alt_en"),
        index.SearchField("credit"),
    ]

    class Meta(AbstractImage.Meta):
        verbose_name = _("image")
        verbose_name_plural = _("images")
        permissions = (("choose_image", "Can choose image"),)

    @property
    def default_alt_text(self) -> str:
        """Return the alternative text in the active language; never the file's title."""
        return localized(self, "alt").value or ""


class PortalRendition(AbstractRendition):
    """A scaled version of an image."""

    image = models.ForeignKey(PortalImage, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        unique_together = (("image", "filter_spec", "focal_point_key"),)
