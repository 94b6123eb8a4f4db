"""The map of clusters: outlines of the states, and pins where clusters have their seat.

Everything is placed in per cent of a square, so that pins and their names keep their size
whatever the width of the map is, without any style in the page.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import reduce

from django.utils.translation import gettext as _

from clusters.models import ClusterPage
from clusters.outlines import Box, Point, State, project, state_at, states

#: How near to each other two pins may be, as a part of the map's width: 24 CSS pixels (WCAG
#: 2.5.8) of the 288 that the map has in a window of 320.
NEAR = 24 / 288
#: So many towns of a pin are named.
MANY = 3
#: Map units around what is shown.
MARGIN = 16
#: The side of the smallest map, some 100 kilometres: one pin needs its surroundings.
SMALLEST = 180
#: Names are shown from this width of the map (site.css), in rem: what of it they need.
WIDTH, LETTER, LINE, RADIUS = 32, 0.5, 1.2, 1.1


@dataclass
class Pin:
    """One or several clusters at a place, or at places that are too near for a pin each."""

    point: Point
    clusters: list[ClusterPage]
    x: str = ""
    y: str = ""
    #: ``start`` or ``end``: on which side of the pin its name stands.
    side: str = ""
    #: Whether there is room for its name; otherwise it is shown to who points at the pin.
    has_room: bool = False

    @property
    def name(self) -> str:
        """Return the names of its places; of many, the one where the pin stands."""
        if len(self.towns) > MANY:
            return _("%(place)s and surroundings") % {"place": self.towns[0]}
        return ", ".join(self.towns)

    @property
    def towns(self) -> list[str]:
        """Return its places, each once; a cluster without a town stands for its own."""
        return list(dict.fromkeys(cluster.city or cluster.title for cluster in self.clusters))

    @property
    def anchor(self) -> str:
        """Return the id of its entry in the list beside the map."""
        return f"place-{self.clusters[0].pk}"


@dataclass
class ClusterMap:
    """What the template draws: states that are cut off by ``view``, and pins.

    ``missing`` is how many clusters have no coordinates.
    """

    box: Box
    states: list[tuple[State, bool]]
    pins: list[Pin]
    missing: int
    view: str = field(init=False)

    def __post_init__(self) -> None:
        self.view = " ".join(
            f"{n:.0f}" for n in (self.box.left, self.box.top, self.box.width, self.box.height)
        )

    @property
    def places(self) -> list[Pin]:
        """Return the pins by name, for the list."""
        return sorted(self.pins, key=lambda pin: pin.name.casefold())


def draw(clusters: Sequence[ClusterPage]) -> ClusterMap | None:
    """Return the map of those clusters that have coordinates; None if none has."""
    points: dict[Point, list[ClusterPage]] = {}
    for cluster in clusters:
        if cluster.latitude is not None and cluster.longitude is not None:
            point = project(float(cluster.latitude), float(cluster.longitude))
            points.setdefault(point, []).append(cluster)
    if not points:
        return None
    seats = {state.code: state for point in points if (state := state_at(point))}
    box = _box(points, seats.values())
    shown = [(state, state.code in seats) for state in states() if state.box.meets(box)]
    pins = _pins(points, box)
    missing = len(clusters) - sum(len(pin.clusters) for pin in pins)
    return ClusterMap(box, shown, pins, missing)


def _box(points: Iterable[Point], seats: Iterable[State]) -> Box:
    """Return the square around the states with pins, and around pins outside of all."""
    boxes = [*(state.box for state in seats), *(Box(*point, *point) for point in points)]
    around = reduce(Box.joined, boxes)
    side = max(around.width, around.height, SMALLEST - 2 * MARGIN)
    middle = Point((around.left + around.right) / 2, (around.top + around.bottom) / 2)
    return Box(*middle, *middle).grown(side / 2 + MARGIN)


def _pins(points: dict[Point, list[ClusterPage]], box: Box) -> list[Pin]:
    """Return the pins, those of many clusters first, from north to south among equals."""
    pins: list[Pin] = []
    for point, clusters in sorted(points.items(), key=lambda each: (-len(each[1]), each[0].y)):
        nearest = min(pins, key=lambda pin: math.dist(pin.point, point), default=None)
        if nearest and math.dist(nearest.point, point) < NEAR * box.width:
            nearest.clusters += clusters
        else:
            pins.append(Pin(point, list(clusters)))
    for pin in pins:
        pin.x = f"{100 * (pin.point.x - box.left) / box.width:.2f}%"
        pin.y = f"{100 * (pin.point.y - box.top) / box.height:.2f}%"
    _name(pins, box)
    return sorted(pins, key=lambda pin: (pin.point.y, pin.point.x))


def _name(pins: Sequence[Pin], box: Box) -> None:
    """Choose the side of each name so that it covers no pin and no other name."""
    scale = WIDTH / box.width
    middles = {id(pin): Point(pin.point.x * scale, pin.point.y * scale) for pin in pins}
    taken = [Box(*middle, *middle).grown(RADIUS) for middle in middles.values()]
    frame = Box(*(edge * scale for edge in box))
    for pin in pins:
        x, y = middles[id(pin)]
        length = LETTER * len(pin.name)
        pin.side = "start" if x < (frame.left + frame.right) / 2 else "end"
        for side, left in (("start", x + RADIUS), ("end", x - RADIUS - length)):
            label = Box(left, y - LINE / 2, left + length, y + LINE / 2)
            is_inside = frame.left <= label.left and label.right <= frame.right
            if is_inside and not any(label.meets(other) for other in taken):
                pin.side, pin.has_room = side, True
                taken.append(label)
                break
