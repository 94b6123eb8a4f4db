"""The translation state of what was stored before there was one."""

from datetime import datetime
from itertools import batched
from typing import Any

from django.db import models, transaction
from django.utils import translation

from metropol.languages import GERMAN
from metropol.models import TRACKED_COLUMNS, BasePage
from metropol.translations.objects import tracked_models

#: Objects that are loaded and written together.
BATCH = 200


def note_stored_objects() -> int:
    """Give every object without a translation state the one that its texts have now.

    English that stands beside German counts as its translation. Neither signals nor revisions
    come of it. Returns the number of objects; a second run finds none.
    """
    return sum(_note(model) for model in tracked_models())


def _note(model: type[Any]) -> int:
    found: models.QuerySet[Any] = models.QuerySet(model).filter(english_state="")
    if model is BasePage:
        found = found.filter(depth__gt=1)  # the root has no text
    keys = found.order_by("pk").values_list("pk", flat=True)
    for batch in batched(list(keys), BATCH):
        _note_batch(model, batch)
    return len(keys)


@transaction.atomic
def _note_batch(model: type[Any], keys: tuple[Any, ...]) -> None:
    stored = list(model._base_manager.filter(pk__in=keys))
    with translation.override(GERMAN):
        for each in stored:
            each.note_texts()
            each.german_changed_at = min(filter(None, [each.german_changed_at, _changed(each)]))
    models.QuerySet(model).bulk_update(stored, TRACKED_COLUMNS)


def _changed(instance: Any) -> datetime | None:
    """Return when the texts that are stored were written at the latest, None if not known."""
    for name in ("last_published_at", "latest_revision_created_at", "created_at"):
        if moment := getattr(instance, name, None):
            return moment
    return None
