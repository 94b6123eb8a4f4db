"""What a list can be filtered by: related objects, choices, years and months.

A facet knows the values that items have, what addresses call them, and how to find the items of
one; metropol.filters makes links of them.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from django.db.models import Case, Count, Model, Q, QuerySet, When
from django.db.models.functions import ExtractMonth, ExtractYear
from django.utils.dates import MONTHS
from django.utils.translation import gettext as _

from metropol.languages import CODES, GERMAN, LocalizedValue, current_language


@dataclass(frozen=True)
class Value:
    """One value of a facet: what addresses call it, by language, its words and its count.

    ``codes`` are the languages whose list knows it.
    """

    slugs: dict[str, str]
    label: LocalizedValue
    count: int
    codes: tuple[str, ...] = CODES


class Facet:
    """One filter of a list, by the field ``path`` of the items."""

    #: The parameter without which this one means nothing.
    needs: ClassVar[str] = ""

    def __init__(self, parameter: str, label: str, path: str) -> None:
        self.parameter, self.label, self.path = parameter, label, path

    def narrow(self, items: QuerySet[Any], slug: str) -> QuerySet[Any]:
        """Return the items that have the value ``slug``."""
        raise NotImplementedError

    def values(self, items: QuerySet[Any]) -> list[Value]:
        """Return the values that ``items`` have, in the order in which they are shown."""
        raise NotImplementedError

    def unused(self, slug: str) -> Value | None:
        """Return the value ``slug`` that no item has, or None where it cannot be one."""
        return None

    def counts(self, items: QuerySet[Any], *fields: Any) -> Iterator[tuple[Any, ...]]:
        """Yield the values of ``fields`` that occur in ``items``, with how often."""
        found = items.order_by().values_list(*fields).annotate(number=Count("pk", distinct=True))
        yield from found


class RelatedFacet(Facet):
    """A filter by related objects with a name and a slug per language."""

    def __init__(
        self,
        parameter: str,
        label: str,
        model: type[Model],
        path: str = "",
        names: tuple[str, str] = ("name_de", "name_en"),
        slugs: tuple[str, str] = ("slug_de", "slug_en"),
    ) -> None:
        super().__init__(parameter, label, path or parameter)
        self.model, self.names, self.slugs = model, names, slugs

    def narrow(self, items: QuerySet[Any], slug: str) -> QuerySet[Any]:
        """Return the items related to the object with this slug in either language."""
        key = self._find(slug).values_list("pk", flat=True)
        # A subquery: joining would multiply the items of an object with two relations.
        return items.filter(**{f"{self.path}__in": key[:1]})

    def values(self, items: QuerySet[Any]) -> list[Value]:
        """Return the related objects by name; those without a name in the language say so."""
        related, fields = self._related(items), self._fields(f"{self.path}__")
        found = [self._value(row[:-1], row[-1]) for row in self.counts(related, *fields)]
        return sorted(found, key=lambda value: str(value.label.value).casefold())

    def unused(self, slug: str) -> Value | None:
        """Return the object with this slug."""
        row = self._find(slug).values_list(*self._fields()).first()
        return self._value(row, 0) if row else None

    def _related(self, items: QuerySet[Any]) -> QuerySet[Any]:
        return items.filter(**{f"{self.path}__isnull": False})

    def _fields(self, prefix: str = "") -> list[Any]:
        """Return names and slugs in the order of the languages, as a query asks for them."""
        return [f"{prefix}{name}" for name in (*self.names, *self.slugs)]

    def _find(self, slug: str) -> QuerySet[Any]:
        """Return the objects with this slug, first the one that has it in this language."""
        here = self.slugs[CODES.index(current_language())]
        fields = dict.fromkeys(self.slugs)
        match = Q(*(Q(**{field: slug}) for field in fields), _connector=Q.OR)
        first = Case(When(**{here: slug}, then=0), default=1)
        return self.model._default_manager.filter(match).order_by(first, "pk")

    def _value(self, texts: Sequence[str | None], count: int) -> Value:
        name, name_en, slug, slug_en = texts
        is_german = current_language() == GERMAN or not name_en
        label = LocalizedValue(
            name if is_german else name_en,
            GERMAN if is_german else current_language(),
            is_fallback=is_german and current_language() != GERMAN,
        )
        return Value(
            dict(zip(CODES, (slug or "", slug_en or slug or ""), strict=True)), label, count
        )


class ChoiceFacet(Facet):
    """A filter by a field with fixed choices; an empty value is not offered."""

    def __init__(
        self, parameter: str, label: str, choices: Sequence[tuple[str, str]], path: str = ""
    ) -> None:
        super().__init__(parameter, label, path or parameter)
        self.choices = {value: label for value, label in choices if value}

    def narrow(self, items: QuerySet[Any], slug: str) -> QuerySet[Any]:
        """Return the items with this value."""
        return items.filter(**{self.path: slug})

    def values(self, items: QuerySet[Any]) -> list[Value]:
        """Return the values in the order of the field's choices."""
        counts = dict(self.counts(items, self.path))
        return [self._value(value, counts[value]) for value in self.choices if value in counts]

    def unused(self, slug: str) -> Value | None:
        """Return the choice ``slug``."""
        return self._value(slug, 0) if slug in self.choices else None

    def _value(self, value: str, count: int) -> Value:
        return plain_value(value, str(self.choices[value]), count)


class YearFacet(Facet):
    """A filter by the year of a date, newest first; items without a date come last."""

    UNDATED: ClassVar[str] = "undated"

    def narrow(self, items: QuerySet[Any], slug: str) -> QuerySet[Any]:
        """Return the items of a year, or those without a date."""
        if slug == self.UNDATED:
            return items.filter(**{f"{self.path}__isnull": True})
        return items.filter(**{f"{self.path}__year": int(slug)}) if _is_year(slug) else items.none()

    def values(self, items: QuerySet[Any]) -> list[Value]:
        """Return the years of ``items``."""
        counts = dict(self.counts(items, ExtractYear(self.path)))
        years = sorted((year for year in counts if year is not None), reverse=True)
        found = [self._value(f"{year:04}", counts[year]) for year in years]
        return [*found, self._value(self.UNDATED, counts[None])] if None in counts else found

    def unused(self, slug: str) -> Value | None:
        """Return a year, or the group of what has no date."""
        return self._value(slug, 0) if slug == self.UNDATED or _is_year(slug) else None

    def _value(self, slug: str, count: int) -> Value:
        return plain_value(slug, _("Undated") if slug == self.UNDATED else slug, count)


class MonthFacet(Facet):
    """A filter by month: ``?year=2024&month=3``. Offered where a year is chosen."""

    needs: ClassVar[str] = "year"

    def narrow(self, items: QuerySet[Any], slug: str) -> QuerySet[Any]:
        """Return the items of a month of any year."""
        return items.filter(**{f"{self.path}__month": int(slug)}) if _is_month(slug) else items

    def values(self, items: QuerySet[Any]) -> list[Value]:
        """Return the months of ``items`` in the order of the year."""
        counts = dict(self.counts(items, ExtractMonth(self.path)))
        return [self._value(month, counts[month]) for month in sorted(filter(None, counts))]

    def unused(self, slug: str) -> Value | None:
        """Return a month by its number."""
        return self._value(int(slug), 0) if _is_month(slug) else None

    def _value(self, month: int, count: int) -> Value:
        return plain_value(str(month), str(MONTHS[month]), count)


def plain_value(slug: str, label: str, count: int) -> Value:
    """Return a value that addresses call the same in both languages."""
    text = LocalizedValue(label, current_language(), is_fallback=False)
    return Value(dict.fromkeys(CODES, slug), text, count)


def _is_year(slug: str) -> bool:
    return len(slug) == 4 and slug.isascii() and slug.isdecimal() and slug != "0000"


def _is_month(slug: str) -> bool:
    return slug in {str(number) for number in range(1, 13)}
