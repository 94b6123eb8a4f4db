"""A page with a picture of its own that says something."""

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import MultiFieldPanel

from metropol.languages import CODES, ENGLISH
from metropol.panels import SharedFieldPanel, translated


class PicturedPage(models.Model):
    """A picture with the alternative texts that fit this page.

    Types register ``image_alt`` for translation and put ``image_panel`` into their form.
    """

    image = models.ForeignKey(
        "metropol.PortalImage",
        verbose_name=_("image"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    image_alt = models.CharField(
        _("alternative text"),
        max_length=255,
        blank=True,
        help_text=_("What the image says here. Empty: the text stored with the image."),
    )
    image_decorative = models.BooleanField(
        _("decorative"),
        default=False,
        help_text=_("The image adds nothing to the text: screen readers skip it."),
    )

    image_panel: ClassVar[Any] = MultiFieldPanel(
        [
            SharedFieldPanel("image"),
            SharedFieldPanel("image_decorative"),
            translated("image_alt"),
        ],
        heading=_("Image"),
    )

    class Meta:
        abstract = True

    @property
    def image_texts(self) -> dict[str, str | None]:
        """Return the alternative texts of this page that visitors may get, by language."""
        is_english = getattr(self, "english_live", True)
        shown = (code for code in CODES if code != ENGLISH or is_english)
        return {code: getattr(self, f"image_alt_{code}") for code in shown}
