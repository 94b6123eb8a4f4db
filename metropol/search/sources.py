"""What can be found: each kind of object is a source, and apps register their own.

A source tells which of its objects visitors may read, what these say in each language, and
where they are. The search itself knows no model but pages.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol

from django.db import models
from django.http import HttpRequest
from wagtail.search import index

from metropol.languages import CODES, ENGLISH, GERMAN
from metropol.search.terms import readable
from metropol.translations.units import CORE_FIELDS

#: Characters of an object that are read; the longest text of the archive has a tenth.
LONGEST = 200_000
#: The day of what should have one and has none: older than all else.
UNDATED = 1


@dataclass(frozen=True, slots=True)
class Document:
    """What an object says in one language: ``headlines`` count as much as the title."""

    language: str
    kind: str
    title: str
    headlines: tuple[str, ...]
    body: tuple[str, ...]
    day: int | None = None

    @property
    def text(self) -> str:
        """Return all that is said below the title."""
        return "\n".join((*self.body, *self.headlines))[:LONGEST]

    @property
    def year(self) -> int | None:
        """Return the year of the day; None where there is no day."""
        return date.fromordinal(self.day).year if self.day and self.day != UNDATED else None


class Source(Protocol):
    """A kind of object that can be found; ``name`` is stored with its entries."""

    name: str

    @property
    def model(self) -> type[models.Model]:
        """Return what the objects are."""

    def kinds(self) -> Mapping[str, Any]:
        """Return the types by which results are filtered, with their names."""

    def keys(self) -> "models.QuerySet[Any, Any]":
        """Return the keys of all objects that visitors may read."""

    def load(self, keys: Iterable[int]) -> Iterable[Any]:
        """Return those objects among ``keys`` that visitors may read."""

    def documents(self, found: Any) -> Iterator[Document]:
        """Yield what an object says, in each language in which it is online."""

    def addresses(self, request: HttpRequest, keys: Iterable[int]) -> Mapping[int, str]:
        """Return where objects are in the active language; none for what is not online there."""


_sources: dict[str, Source] = {}


def register(source: Source) -> None:
    """Let the objects of a source be found."""
    _sources[source.name] = source


def sources() -> list[Source]:
    """Return all sources."""
    return list(_sources.values())


def source_named(name: str) -> Source:
    """Return a source. Raises KeyError if there is none of this name."""
    return _sources[name]


def source_of(model: type[models.Model]) -> Source | None:
    """Return the source that objects of a model belong to."""
    return next((each for each in sources() if issubclass(model, each.model)), None)


def kinds() -> dict[str, Any]:
    """Return the types by which results are filtered, with their names, in their order."""
    return {kind: name for source in sources() for kind, name in source.kinds().items()}


def texts_of(instance: models.Model, language: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return headlines and body of an object: its search fields, without the title itself.

    A field without a language in its name is the same in both.
    """
    headlines: list[str] = []
    body: list[str] = []
    for field in type(instance).get_search_fields():  # type: ignore[attr-defined]
        for leaf, text in _texts(instance, field, language):
            (headlines if leaf.boost else body).append(text)
    return tuple(dict.fromkeys(headlines)), tuple(body)


def _texts(instance: Any, field: Any, language: str) -> Iterator[tuple[index.SearchField, str]]:
    if isinstance(field, index.RelatedFields):
        related = field.get_value(instance)
        others = related.all() if hasattr(related, "all") else filter(None, [related])
        for other in others:
            for leaf in field.fields:
                yield from _texts(other, leaf, language)
    elif isinstance(field, index.SearchField) and _speaks(field.field_name, language):
        value = field.get_value(instance)
        text = "\n".join(map(str, value)) if isinstance(value, list | tuple) else str(value or "")
        if text := readable(text).strip():
            yield field, text


def _speaks(name: str, language: str) -> bool:
    """Tell whether a field of this name holds text in a language; titles stand for themselves."""
    if name in (f"title_{ENGLISH}", "title"):
        return False
    if name in CORE_FIELDS:
        return language == GERMAN
    own = next((code for code in CODES if name.endswith(f"_{code}")), language)
    return own == language
