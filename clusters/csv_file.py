"""Read the list of clusters from a CSV file."""

import csv
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from pathlib import Path

from django.utils.translation import gettext as _


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
    sector_de: str
    sector_en: str
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
            return [
                _read_row(row, number) for number, row in enumerate(csv.DictReader(file), start=2)
            ]
    except UnicodeDecodeError as error:
        raise CsvError(_("The file is not encoded in UTF-8.")) from error


def _read_row(row: dict[str, str], line: int) -> ClusterRow:
    try:
        return ClusterRow(
            key=row["key"],
            name_de=row["name_de"],
            name_en=row["name_en"],
            short_name=row["short_name"],
            legal_name=row["legal_name"],
            aliases=_split(row["aliases"]),
            sector_de=row["sector_de"],
            sector_en=row["sector_en"],
            states=_split(row["states"]),
            founded=int(row["founded"]) if row["founded"] else None,
            website=row["website"],
            city=row["city"],
            latitude=Decimal(row["latitude"]) if row["latitude"] else None,
            longitude=Decimal(row["longitude"]) if row["longitude"] else None,
        )
    except (KeyError, TypeError) as error:
        raise CsvError(_("Line %(line)d: a column is missing.") % {"line": line}) from error
    except (ValueError, InvalidOperation) as error:
        raise CsvError(_("Line %(line)d: a number is not one.") % {"line": line}) from error


def _split(value: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in value.split("|") if part.strip())
