"""Checks in the background: what was changed is noted, and looked at after the transaction.

A page that goes on- or offline changes its own findings and those of the pages that link to it;
an image or a document those of the pages that use it. Publishing waits for none of it, and a
batch of the import asks once for all of its pages.
"""

from functools import reduce
from operator import or_
from threading import local
from typing import Any

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db import models, transaction
from django.db.models import Q
from django.tasks import task
from wagtail.models import ReferenceIndex

from metropol.content_checks.store import refresh
from metropol.models import BasePage


class _Touched(local):
    """What was changed since the last commit, as label of the model and key."""

    def __init__(self) -> None:
        self.objects: set[tuple[str, int]] = set()


_touched = _Touched()


def touch(model: type[models.Model], key: int) -> None:
    """Check what depends on an object once the transaction is over.

    A transaction that is rolled back may leave notes behind; they cost the next one a check that
    finds nothing new.
    """
    _touched.objects.add((model._meta.label, key))
    transaction.on_commit(_ask, robust=True)


def touch_before_delete(model: type[models.Model], key: int) -> None:
    """Check the pages that name an object once it is gone.

    They are looked up now, since the reference index forgets them with the object.
    """
    for page in _naming([[model._meta.label, key]]):
        touch(BasePage, page)


def _ask() -> None:
    """Ask for one task for all that was noted; the others of the same commit find nothing."""
    touched, _touched.objects = _touched.objects, set()
    if touched:
        check_touched.enqueue([list(each) for each in sorted(touched)])


@task(backend="background")
def check_touched(touched: list[list[Any]]) -> None:
    """Check the pages among ``touched`` (model, key), and all pages that name any of them."""
    keys = {key for label, key in touched if label == BasePage._meta.label}
    refresh(keys | _naming(touched))


def _naming(touched: list[list[Any]]) -> set[int]:
    """Return the keys of the pages whose live version names one of the objects."""
    by_model: dict[str, list[str]] = {}
    for label, key in touched:
        by_model.setdefault(label, []).append(str(key))
    content_types = {
        label: ContentType.objects.get_for_model(apps.get_model(label)) for label in by_model
    }
    places = (
        Q(to_content_type=content_types[label], to_object_id__in=keys)
        for label, keys in by_model.items()
    )
    pages = ContentType.objects.get_for_model(BasePage)
    rows = ReferenceIndex.objects.filter(reduce(or_, places), base_content_type=pages)
    return {int(key) for key in rows.values_list("object_id", flat=True)}
