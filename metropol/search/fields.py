"""Fields that are searched: texts that may be missing in one language."""

from typing import Any

from django.db import models
from wagtail.search import index


class _EmptyForNone(index.BaseField):
    """Without this a missing text would be the word "None" in the index."""

    def get_value(self, obj: models.Model) -> Any:
        """Return the text of ``obj``, "" if there is none."""
        value = super().get_value(obj)
        return "" if value is None else value


class SearchField(_EmptyForNone, index.SearchField):
    """A text that is searched. With ``boost`` it counts as much as a title."""


class AutocompleteField(_EmptyForNone, index.AutocompleteField):
    """A text that is found by its beginning."""
