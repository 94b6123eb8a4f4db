"""Filters of a list as plain links with counts: ``?section=innovation&year=2024``.

Each value is counted among what the other filters leave, so that no link leads to an empty list.
A value that cannot be one is answered with 404: an address says what it means, or nothing.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.http import Http404, HttpRequest

from metropol.facets import Facet, Value
from metropol.languages import LocalizedValue, current_language, other_language
from metropol.paging import PARAMETER

#: Values of addresses that are longer name nothing.
MAX_LENGTH = 128


@dataclass(frozen=True)
class Choice:
    """A value as a link: to the list with it, or without it where it is chosen."""

    slug: str
    label: LocalizedValue
    count: int
    url: str
    is_chosen: bool


class ShownFacet(NamedTuple):
    """A facet as a template shows it."""

    parameter: str
    label: str
    choices: list[Choice]

    @property
    def chosen(self) -> Choice | None:
        """Return the choice that the address names."""
        return next((choice for choice in self.choices if choice.is_chosen), None)


class Filters:
    """What the address asks of a list, and the links to all else that it may ask.

    ``items`` is what it shows, ``shown`` its facets, ``other_query`` the same question in the
    other language, as far as that knows it, page number included. One query for each facet.
    Raises Http404 for a value that cannot be one.
    """

    def __init__(self, request: HttpRequest, items: QuerySet[Any], facets: Sequence[Facet]) -> None:
        self.clear_url = request.path
        self._all, self._facets = items, {facet.parameter: facet for facet in facets}
        self.chosen: dict[str, str] = {}
        for facet in facets:
            slug = request.GET.get(facet.parameter, "")
            if len(slug) > MAX_LENGTH or "\x00" in slug:
                raise Http404
            if slug and self._is_offered(facet):
                self.chosen[facet.parameter] = slug
        self.items = self._narrowed(self.chosen)
        self._others: dict[str, str] = {}
        self.shown = [self._shown(facet) for facet in facets if self._is_offered(facet)]
        needed = {self._facets[name].needs for name in self.chosen}
        counts = [f.chosen.count for f in self.shown if f.chosen and f.parameter not in needed]
        #: How many ``items`` there are where the links told already, else None.
        self.count = counts[0] if counts else None
        number = request.GET.get(PARAMETER, "")[:MAX_LENGTH]
        self.other_query = urlencode(self._others | ({PARAMETER: number} if number else {}))

    def __bool__(self) -> bool:
        return bool(self.chosen)

    def __getitem__(self, parameter: str) -> ShownFacet:
        """Return a facet, for templates that show one in a way of its own. Raises KeyError.

        Templates ask here first for everything: ``filters.shown`` too.
        """
        for each in self.shown:
            if each.parameter == parameter:
                return each
        raise KeyError(parameter)

    def url(self, parameter: str, slug: str) -> str:
        """Return the address of the list with this value, or without one where it is empty."""
        changed = self.chosen | {parameter: slug}
        kept = {
            name: changed[name]
            for name, facet in self._facets.items()
            if changed.get(name) and facet.needs != parameter
        }
        return f"{self.clear_url}?{urlencode(kept)}" if kept else self.clear_url

    def _is_offered(self, facet: Facet) -> bool:
        return not facet.needs or facet.needs in self.chosen

    def _narrowed(self, chosen: dict[str, str]) -> QuerySet[Any]:
        items = self._all
        for parameter, slug in chosen.items():
            items = self._facets[parameter].narrow(items, slug)
        return items

    def _shown(self, facet: Facet) -> ShownFacet:
        """Return a facet, counted among what the others leave, and note its other slug."""
        own = {
            facet.parameter,
            *(name for name, f in self._facets.items() if f.needs == facet.parameter),
        }
        others = {name: slug for name, slug in self.chosen.items() if name not in own}
        slug, values = self.chosen.get(facet.parameter), facet.values(self._narrowed(others))
        chosen = _named(slug, values) if slug else None
        if slug and chosen is None:
            chosen = facet.unused(slug)
            if chosen is None:
                raise Http404
            values.append(chosen)
        there = other_language(current_language())
        if chosen and there in chosen.codes:
            self._others[facet.parameter] = chosen.slugs[there]
        choices = [self._choice(facet, value, is_chosen=value is chosen) for value in values]
        return ShownFacet(facet.parameter, facet.label, choices)

    def _choice(self, facet: Facet, value: Value, *, is_chosen: bool) -> Choice:
        slug = value.slugs[current_language()]
        url = self.url(facet.parameter, "" if is_chosen else slug)
        return Choice(slug, value.label, value.count, url, is_chosen)


def _named(slug: str, values: Sequence[Value]) -> Value | None:
    """Return the value that ``slug`` names, first in this language, then in the other one."""
    here = current_language()
    for code in (here, other_language(here)):
        for value in values:
            if value.slugs[code] == slug:
                return value
    return None
