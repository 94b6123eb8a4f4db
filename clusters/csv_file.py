"""Read the list of clusters from a CSV file."""

import csv
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields
from datetime import datetime
from decimal import Decimal, InvalidOperation
from pathlib import Path

from django.utils.translation import gettext as _

#: Stands between the names of a list within a cell.
SEPARATOR = "|"
_KEY = re.compile(r"[-a-zA-Z0-9_]{1,64}")


class CsvError(ValueError):
    """The file is not a list of clusters; the message says where and why."""


@dataclass(frozen=True)
class ClusterRow:
    """One cluster of the file; what is empty there is empty or None here."""

    key: str
    name_de: str
    name_en: str
    short_name: str
    legal_name: str
    aliases: tuple[str, ...]
    sector_de: tuple[str, ...]
    sector_en: tuple[str, ...]
    states: tuple[str, ...]
    founded: int | None
    website: str
    city: str
    latitude: Decimal | None
    longitude: Decimal | None


def read_clusters(path: Path) -> list[ClusterRow]:
    """Return the clusters of the UTF-8 file ``path``, lists in it separated by ``|``.

    Raises CsvError with a message for the user, OSError if the file cannot be read.
    """
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file, strict=True)
            missing = {field.name for field in fields(ClusterRow)} - {*(reader.fieldnames or ())}
            if missing:
                raise CsvError(
                    _("These columns are missing: %(names)s.")
                    % {"names": ", ".join(sorted(missing))}
                )
            return list(_with_own_key(_read_row(row, reader.line_num) for row in reader))
    except UnicodeDecodeError as error:
        raise CsvError(_("The file is not encoded in UTF-8.")) from error
    except csv.Error as error:
        raise CsvError(_("The file is not a CSV file: %(error)s") % {"error": error}) from error


def _with_own_key(rows: Iterable[ClusterRow]) -> Iterator[ClusterRow]:
    """Pass the rows on; raises CsvError for a key that two of them have."""
    keys: set[str] = set()
    for row in rows:
        if row.key in keys:
            raise CsvError(_("The key “%(key)s” is there twice.") % {"key": row.key})
        keys.add(row.key)
        yield row


def _read_row(row: dict[str | None, str | None], line: int) -> ClusterRow:
    if None in row or None in row.values():
        raise CsvError(_("Line %(line)d: the number of columns is wrong.") % {"line": line})
    cells = {str(name): str(value).strip() for name, value in row.items()}
    if not _KEY.fullmatch(cells["key"]) or not cells["name_de"]:
        raise CsvError(_("Line %(line)d: the key or the German name is missing.") % {"line": line})
    try:
        return ClusterRow(
            key=cells["key"],
            name_de=cells["name_de"],
            name_en=cells["name_en"],
            short_name=cells["short_name"],
            legal_name=cells["legal_name"],
            aliases=_split(cells["aliases"]),
            sector_de=_split(cells["sector_de"]),
            # In the order of the German ones; one that has no English is empty.
            sector_en=tuple(map(str.strip, cells["sector_en"].split(SEPARATOR))),
            states=_split(cells["states"]),
            founded=_year(cells["founded"]),
            website=cells["website"],
            city=cells["city"],
            latitude=_degrees(cells["latitude"], 90),
            longitude=_degrees(cells["longitude"], 180),
        )
    except (ValueError, InvalidOperation) as error:
        raise CsvError(_("Line %(line)d: a number is not one.") % {"line": line}) from error


def _split(value: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in value.split(SEPARATOR) if part.strip())


def _year(value: str) -> int | None:
    """Return a year of four digits, or None for no value."""
    return datetime.strptime(value, "%Y").year if value else None  # noqa: DTZ007 - a year alone


def _degrees(value: str, limit: int) -> Decimal | None:
    """Return a coordinate with the five decimals that are stored (about a metre)."""
    if not value:
        return None
    degrees = Decimal(value)
    if not degrees.is_finite() or abs(degrees) > limit:
        raise ValueError(value)
    return degrees.quantize(Decimal("0.00001"))
