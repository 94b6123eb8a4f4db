"""Images with what law and accessibility ask for: credit, licence, alternative texts."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.images.models import AbstractImage, AbstractRendition, ImageQuerySet
from wagtail.search import index

from metropol.alternatives import shown_alternative
from metropol.languages import current_language
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
    # Not "decorative": Wagtail's images have an attribute of that name.
    is_decorative = models.BooleanField(
        _("decorative"),
        default=False,
        help_text=_(
            "A pattern or a mood: screen readers skip it, and no alternative text is needed."
            " A place that uses it can still have a text of its own."
        ),
    )
    caption = models.CharField(_("caption"), max_length=500, blank=True)
    credit = models.CharField(
        _("credit"), max_length=255, help_text=_("Who made the image, as the licence asks for it.")
    )
    licence = models.CharField(
        _("licence"),
        max_length=255,
        blank=True,
        help_text=_(
            "On which terms the portal may use the image: choose one or write your own, for"
            " example with the number of the contract. Visitors do not see it: what the licence"
            " wants to be named belongs into the credit."
        ),
    )
    use_until = models.DateField(
        _("use until"),
        null=True,
        blank=True,
        help_text=_(
            "The last day of the right to use it. Chefredaktion gets a mail 30 days before and"
            " on the day; the image stays on its pages until somebody takes it off."
        ),
    )

    objects = ImageQuerySet.as_manager()

    admin_form_fields = (
        "title",
        "file",
        "alt_de",
        "alt_en",
        "is_decorative",
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
        return str(shown_alternative(self, current_language(), {}).value)


class ImageReminder(models.Model):
    """That Chefredaktion was told of the end of an image's use, so that nobody tells it again."""

    class Stage(models.TextChoices):
        """When the mail is sent."""

        BEFORE = "before", _("Soon over")
        DAY = "day", _("Over")

    image = models.ForeignKey(PortalImage, on_delete=models.CASCADE, related_name="reminders")
    use_until = models.DateField()
    stage = models.CharField(max_length=8, choices=Stage)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["image", "use_until", "stage"], name="image_reminder_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.image_id}, {self.use_until} ({self.stage})"


class PortalRendition(AbstractRendition):
    """A scaled version of an image."""

    image = models.ForeignKey(PortalImage, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        unique_together = (("image", "filter_spec", "focal_point_key"),)
