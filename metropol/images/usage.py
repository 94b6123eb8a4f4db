"""Where images are used, for many of them at once."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any, NamedTuple

from django.contrib.contenttypes.models import ContentType
from django.db.models import CharField, Exists, Model, OuterRef
from django.db.models.functions import Cast
from django.urls import reverse
from django.utils.text import capfirst
from wagtail.models import ReferenceIndex

from metropol.models import DraftPictures, PortalImage


class Place(NamedTuple):
    """An object that uses an image, and what sort of thing it is."""

    instance: Any
    kind: str

    def __str__(self) -> str:
        return f"{self.instance} ({self.kind})"


class DraftURLFinder:
    """Where a draft is edited: in the form of its page, by those who may edit that."""

    def __init__(self, user: Any = None) -> None:
        self.user = user

    def get_edit_url(self, draft: DraftPictures) -> str | None:
        """Return the address of the form, None for those who may not open it."""
        page = draft.page
        if self.user and not page.permissions_for_user(self.user).can_edit():
            return None
        return reverse("wagtailadmin_pages:edit", args=[page.pk])


def places(images: Iterable[PortalImage]) -> dict[int, list[Place]]:
    """Return the places of each image by its key, in as many queries as there are kinds of them."""
    references = ReferenceIndex.get_references_to_in_bulk(list(images))
    rows = set(
        references.values_list(
            "to_object_id", "base_content_type_id", "object_id", "content_type_id"
        )
    )
    keys = defaultdict(set)
    for _image, base, key, _kind in rows:
        keys[base].add(key)
    found = {base: _objects(base, keys_of) for base, keys_of in keys.items()}
    uses: dict[int, list[Place]] = defaultdict(list)
    for image, base, key, kind in rows:
        if instance := found[base].get(key):
            name = _model(kind)._meta.verbose_name
            uses[int(image)].append(Place(instance, capfirst(str(name))))
    return {image: sorted(used, key=str) for image, used in uses.items()}


def is_used() -> Exists:
    """Return the condition that something uses an image."""
    references = ReferenceIndex.objects.filter(
        to_content_type=ContentType.objects.get_for_model(PortalImage),
        to_object_id=Cast(OuterRef("pk"), CharField()),
    )
    return Exists(references)


def _objects(base: int, keys: Iterable[str]) -> dict[str, Any]:
    model = _model(base)
    objects = model._base_manager.filter(pk__in=list(keys))
    if model is DraftPictures:
        objects = objects.select_related("page")
    return {str(each.pk): each for each in objects}


def _model(content_type: int) -> type[Model]:
    model = ContentType.objects.get_for_id(content_type).model_class()
    assert model is not None  # noqa: S101 - what is indexed is installed
    return model
