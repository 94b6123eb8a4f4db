"""What every model with fields of modeltranslation needs.

modeltranslation keeps the bare column (``lead``) beside ``lead_de`` and ``lead_en``; it writes
there whatever language is active. Here that is always German, so that what is stored does not
depend on the language of somebody's admin.
"""

from collections.abc import Collection
from typing import Any

from django.db import models
from django.utils import translation
from modeltranslation.translator import NotRegistered, translator

from metropol.languages import GERMAN


def translated_fields(model: type[models.Model]) -> tuple[str, ...]:
    """Return the names of the fields of ``model`` registered for translation, without suffix.

    In the order of the model: modeltranslation keeps them in a set, whose order differs from
    process to process.
    """
    try:
        registered = set(translator.get_options_for_model(model).all_fields)
    except NotRegistered:
        return ()
    return tuple(field.name for field in model._meta.get_fields() if field.name in registered)


class TranslatedModel(models.Model):
    """A model with fields of modeltranslation."""

    class Meta:
        abstract = True

    def clean_fields(self, exclude: Collection[str] | None = None) -> None:
        """Validate the German and English fields, not the bare ones behind them."""
        super().clean_fields(exclude={*(exclude or ()), *translated_fields(type(self))})

    def save_base(self, *args: Any, **kwargs: Any) -> None:
        """Write German to the bare columns."""
        with translation.override(GERMAN):
            super().save_base(*args, **kwargs)
