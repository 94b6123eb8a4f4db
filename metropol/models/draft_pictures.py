"""Pictures that only a draft uses.

Wagtail's reference index knows what is stored with a page, not what its draft holds: a picture
would count as unused, and be deleted, between two publications.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import ReferenceIndex

from metropol.models.images import PortalImage

if TYPE_CHECKING:
    from metropol.models.base import BasePage


class ImageKeysField(models.JSONField):
    """Keys of images, which Wagtail's reference index counts as uses."""

    def extract_references(self, value: list[int]) -> Iterator[tuple[type, str, str, str]]:
        """Yield each image as Wagtail's index wants it: model, key and two paths."""
        for key in value:
            yield PortalImage, str(key), "image", str(key)


class DraftPictures(models.Model):
    """The pictures in the draft of a page that the page itself does not use.

    Its key is the page's, so that whoever looks for uses beside a page leaves its draft out too.
    """

    page = models.OneToOneField(
        "metropol.BasePage",
        verbose_name=_("page"),
        primary_key=True,
        on_delete=models.CASCADE,
        related_name="+",
    )
    images = ImageKeysField(_("images"), default=list)

    class Meta:
        verbose_name = _("draft")
        verbose_name_plural = _("drafts")

    def __str__(self) -> str:
        return self.page.draft_title

    @classmethod
    def note(cls, page: "BasePage") -> None:
        """Remember the pictures of the draft ``page``, which was just stored as a revision."""
        target = ContentType.objects.get_for_model(PortalImage)
        keys: set[Any] = {
            key
            for kind, key, *_ in ReferenceIndex._extract_references_from_object(page)
            if kind == target.pk
        }
        if keys:
            stored = ReferenceIndex.get_references_for_object(page).filter(to_content_type=target)
            keys -= set(stored.values_list("to_object_id", flat=True))
        if keys:
            images = sorted(map(int, keys))
            cls.objects.update_or_create(page_id=page.pk, defaults={"images": images})
        else:
            cls.objects.filter(pk=page.pk).delete()

    @classmethod
    def forget(cls, page: "BasePage") -> None:
        """Forget the pictures of a draft that is being published."""
        if page.live_revision_id == page.latest_revision_id:
            cls.objects.filter(pk=page.pk).delete()
