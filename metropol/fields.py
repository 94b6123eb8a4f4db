"""Fields of models."""

from collections.abc import Callable
from typing import Any

from wagtail.fields import StreamField


class TranslatedStreamField(StreamField):
    """A StreamField that modeltranslation translates.

    Its bare column repeats the German text, so it stays out of Wagtail's reference index: an
    image in it would count as used once more, in a field that no form shows.
    """

    @property
    def extract_references(self) -> Callable[[Any], Any]:
        """Return the extractor for ``body_de`` and ``body_en``; ``body`` has none."""
        if not hasattr(self, "language"):
            raise AttributeError
        return super().extract_references
