"""Fields of models."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from wagtail.fields import StreamField

_texts: ContextVar[dict[int, Any] | None] = ContextVar("searchable_texts", default=None)


@contextmanager
def searchable_texts_once() -> Iterator[None]:
    """Take the words out of each text only once during the block; texts must not change in it.

    The search index asks for the words of a field five times.
    """
    token = _texts.set({})
    try:
        yield
    finally:
        _texts.reset(token)


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

    def get_searchable_content(self, value: Any) -> Any:
        """Return the words of the text (see Wagtail)."""
        known = _texts.get()
        if known is None:
            return super().get_searchable_content(value)
        if id(value) not in known:  # the text is kept too, so that no other gets its key
            known[id(value)] = value, super().get_searchable_content(value)
        return known[id(value)][1]
