"""Towns whose coordinates are known, so that staff need to enter a name only.

A list of our own (clusters/data/cities.csv): the towns of the region and the large ones of
Germany, each by a point in its middle.
"""

import csv
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import NamedTuple

from metropol.languages import portal_slug

_FILE = Path(__file__).parent / "data" / "cities.csv"


class Coordinates(NamedTuple):
    """A point in degrees (WGS 84)."""

    latitude: Decimal
    longitude: Decimal


class City(NamedTuple):
    """A town, with the code of its state (ISO 3166-2 without the country)."""

    name: str
    state: str
    coordinates: Coordinates


@cache
def cities() -> tuple[City, ...]:
    """Return all towns of the list; the file is read once."""
    with _FILE.open(encoding="utf-8", newline="") as file:
        return tuple(
            City(
                row["name"],
                row["state"],
                Coordinates(Decimal(row["latitude"]), Decimal(row["longitude"])),
            )
            for row in csv.DictReader(file)
        )


def find_city(name: str) -> City | None:
    """Return the town with this name, however umlauts, case and marks in it are written.

    What tells towns of one name apart may be left out where the list has one of them only:
    ``Halle`` is Halle (Saale), ``Frankfurt`` is none.
    """
    return _by_name().get(portal_slug(name))


@cache
def _by_name() -> dict[str, City]:
    short: dict[str, list[City]] = {}
    for city in cities():
        short.setdefault(_short(city.name), []).append(city)
    alone = {portal_slug(name): found[0] for name, found in short.items() if len(found) == 1}
    return alone | {portal_slug(city.name): city for city in cities()}


def _short(name: str) -> str:
    for mark in (" (", "/", " am ", " an der ", " im ", " in der ", " bei "):
        name = name.partition(mark)[0]
    return name


def located(
    city: str, latitude: Decimal | None, longitude: Decimal | None
) -> tuple[Decimal | None, Decimal | None]:
    """Return the coordinates of something in ``city`` whose coordinates were given as these.

    Those given by hand win. Those of a town of the list came from the list, so they follow the
    name: what is asked for is only what is given, not what stood there before, since a form that
    is saved while somebody types knows nothing else.
    """
    if (latitude, longitude) != (None, None) and (latitude, longitude) not in _listed():
        return latitude, longitude
    found = find_city(city)
    return found.coordinates if found else (None, None)


@cache
def _listed() -> frozenset[Coordinates]:
    return frozenset(city.coordinates for city in cities())
