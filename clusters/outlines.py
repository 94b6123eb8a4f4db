"""The outlines of the German states, and where a coordinate lies on their map.

The map comes from ``@svg-maps/germany`` (clusters/data/germany/README.md). It is a Mercator
projection: found by comparing the four extreme points of the map with those of the country, and
proved by the cities of clusters/data/cities.csv, each of which lies in its state.
"""

import json
import math
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import NamedTuple

_FILE = Path(__file__).parent / "data" / "germany" / "outlines.json"
#: Units per degree of longitude and per radian of Mercator's latitude, and where both are zero.
_EAST, _NORTH = 127.5012, 7284.2813
_ORIGIN = (-747.3706, 8421.3058)
_SHAPE = re.compile(r"M(-?\d+) (-?\d+)l([^z]*)z")
_NUMBER = re.compile(r"-?\d+")


class Point(NamedTuple):
    """A place on the map, in its units: some 550 metres in the middle of the country."""

    x: float
    y: float


class Box(NamedTuple):
    """A rectangle on the map."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        """Return how wide it is."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """Return how high it is."""
        return self.bottom - self.top

    def joined(self, other: "Box") -> "Box":
        """Return the smallest rectangle around both."""
        return Box(
            min(self.left, other.left),
            min(self.top, other.top),
            max(self.right, other.right),
            max(self.bottom, other.bottom),
        )

    def grown(self, by: float) -> "Box":
        """Return the rectangle with a margin around it."""
        return Box(self.left - by, self.top - by, self.right + by, self.bottom + by)

    def meets(self, other: "Box") -> bool:
        """Tell whether both have something in common."""
        across = self.left < other.right and other.left < self.right
        return across and self.top < other.bottom and other.top < self.bottom


@dataclass(frozen=True)
class State:
    """A state: its code (ISO 3166-2 without the country) and its outline as SVG writes it."""

    code: str
    path: str
    rings: tuple[tuple[Point, ...], ...]
    box: Box

    def holds(self, point: Point) -> bool:
        """Tell whether a point lies in the state: a line from it crosses borders oddly often."""
        inside = False
        for ring in self.rings:
            for (x1, y1), (x2, y2) in zip(ring, (*ring[1:], ring[0]), strict=True):
                crosses = (y1 > point.y) != (y2 > point.y)
                if crosses and point.x < (x2 - x1) * (point.y - y1) / (y2 - y1) + x1:
                    inside = not inside
        return inside


def project(latitude: float, longitude: float) -> Point:
    """Return where a coordinate (WGS 84, in degrees) lies on the map."""
    north = math.asinh(math.tan(math.radians(latitude)))
    return Point(_ORIGIN[0] + _EAST * longitude, _ORIGIN[1] - _NORTH * north)


@cache
def states() -> tuple[State, ...]:
    """Return all states; the file is read once."""
    return tuple(_read(code, path) for code, path in json.loads(_FILE.read_text()).items())


def state_at(point: Point) -> State | None:
    """Return the state in which a point lies; one within another (Berlin) goes first."""
    found = [state for state in states() if state.holds(point)]
    return min(found, key=lambda state: state.box.width, default=None)


def _read(code: str, path: str) -> State:
    rings = tuple(_ring(*shape.groups()) for shape in _SHAPE.finditer(path))
    xs, ys = zip(*(point for ring in rings for point in ring), strict=True)
    return State(code, path, rings, Box(min(xs), min(ys), max(xs), max(ys)))


def _ring(left: str, top: str, steps: str) -> tuple[Point, ...]:
    """Return the corners of a shape, which is written as its first one and the steps from it."""
    points = [Point(int(left), int(top))]
    numbers = iter(map(int, _NUMBER.findall(steps)))
    for east, south in zip(numbers, numbers, strict=True):
        points.append(Point(points[-1].x + east, points[-1].y + south))
    return tuple(points)
