"""What a query finds: results in their order, and how many there are of each type and year."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any, NamedTuple

from django.db import connection
from django.http import HttpRequest
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.safestring import SafeString

from metropol.search import backends, vocabulary
from metropol.search.excerpts import READ, Marker
from metropol.search.queries import Query
from metropol.search.sources import kinds, source_named

#: A text of today counts twice, one of a year ago half as much again as a very old one; what
#: does not age counts as that of a year ago.
_RECENCY = (
    "CASE WHEN e.day IS NULL THEN 1.5 WHEN e.day >= %s THEN 2.0"
    " ELSE 1.0 + 1.0 / (1.0 + (%s - e.day) / 365.25) END"
)


class Row(NamedTuple):
    """An entry as it is found."""

    source: str
    key: int
    kind: str
    title: str
    text: str
    day: int | None
    year: int | None


@dataclass(frozen=True, slots=True)
class Result:
    """An entry as it is shown."""

    address: str
    title: SafeString
    excerpt: SafeString
    kind: Any
    date: date | None


class Hits:
    """All that a query finds, under the filters ``kind`` and ``year``.

    Can be counted and sliced, as a paginator does.
    """

    def __init__(
        self, request: HttpRequest, query: Query, kind: str = "", year: int | None = None
    ) -> None:
        """Prepare; the database is asked when it has to be."""
        self.request, self.query, self.kind, self.year = request, query, kind, year

    @cached_property
    def _counts(self) -> Counter[tuple[str, int | None]]:
        """Return how many entries match, by type and year, whatever the filters are."""
        if not self.query:
            return Counter()
        database = backends.backend()
        statement = (
            f"SELECT e.kind, e.year, COUNT(*) FROM {database.source}"  # noqa: S608
            f" WHERE {database.match} AND e.language = %s GROUP BY e.kind, e.year"
        )
        with connection.cursor() as cursor:
            cursor.execute(statement, [database.query(self.query.groups), self.query.language])
            return Counter({(kind, year): number for kind, year, number in cursor.fetchall()})

    def by_kind(self) -> Counter[str]:
        """Return how many there are of each type in the year that is chosen."""
        found: Counter[str] = Counter()
        for (kind, year), number in self._counts.items():
            if self.year in (None, year):
                found[kind] += number
        return found

    def by_year(self) -> Counter[int]:
        """Return how many there are of each year, of the type that is chosen."""
        found: Counter[int] = Counter()
        for (kind, year), number in self._counts.items():
            if year is not None and self.kind in ("", kind):
                found[year] += number
        return found

    @property
    def total(self) -> int:
        """Return how many there are whatever the filters are."""
        return self._counts.total()

    def count(self) -> int:
        """Return how many there are under the filters."""
        return sum(n for kind, n in self.by_kind().items() if self.kind in ("", kind))

    def __getitem__(self, part: slice) -> list[Result]:
        rows = self._rows(part.start or 0, part.stop) if self.count() else []
        texts = [text for row in rows for text in (row.title, row.text)]
        marker = Marker(self.query, texts, vocabulary.splitter)
        addresses = self._addresses(rows)
        names = kinds()
        return [
            Result(
                address,
                marker.title(row.title),
                marker.excerpt(row.text),
                names.get(row.kind, ""),
                date.fromordinal(row.day) if row.day and row.year else None,
            )
            for row in rows
            if (address := addresses.get((row.source, row.key)))
        ]

    def _rows(self, start: int, stop: int) -> list[Row]:
        database, today = backends.backend(), timezone.localdate().toordinal()
        conditions, values = [database.match, "e.language = %s"], [self.query.language]
        for column, value in (("kind", self.kind), ("year", self.year)):
            if value:
                conditions.append(f"e.{column} = %s")
                values.append(value)  # type: ignore[arg-type]
        columns = f"e.source, e.key, e.kind, e.title, SUBSTR(e.text, 1, {READ}), e.day, e.year"
        # The query is the first value on both databases: in the source, or the first condition.
        statement = (
            f"SELECT {columns} FROM {database.source} WHERE {' AND '.join(conditions)}"  # noqa: S608
            f" ORDER BY {database.rank} * {_RECENCY} DESC, e.id DESC LIMIT %s OFFSET %s"
        )
        query = database.query(self.query.groups)
        with connection.cursor() as cursor:
            cursor.execute(statement, [query, *values, today, today, max(0, stop - start), start])
            return [Row(*row) for row in cursor.fetchall()]

    def _addresses(self, rows: Sequence[Row]) -> dict[tuple[str, int], str]:
        found = {}
        by_source = sorted(rows, key=lambda row: row.source)
        for name, group in groupby(by_source, key=lambda row: row.source):
            keys = [row.key for row in group]
            addresses = source_named(name).addresses(self.request, keys)
            found.update({(name, key): address for key, address in addresses.items()})
        return found
