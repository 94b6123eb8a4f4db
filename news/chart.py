"""The bar chart of items per year: geometry for an SVG whose bars are links.

Ten years share a row, so that a bar is wide enough for a finger on the smallest screen; decades
stand side by side where there is room. Decades without any item are left out.
"""

from collections.abc import Sequence
from itertools import groupby
from typing import NamedTuple

from metropol.facets import YearFacet
from metropol.filters import Choice

#: Sizes in units of the drawing.
SLOT = 28
BAR = 20
ROOM_ABOVE = 16
FULL = 52
#: A year with a single item is still to be seen beside one with hundreds.
LEAST = 3


class Bar(NamedTuple):
    """A year in its slot; without a choice it has no items."""

    label: str
    choice: Choice | None
    left: int
    top: int
    height: int

    @property
    def middle(self) -> int:
        """Return the middle of the slot."""
        return self.left + SLOT // 2

    @property
    def bar_left(self) -> int:
        """Return where the bar begins."""
        return self.middle - BAR // 2


class Decade(NamedTuple):
    """Ten years in a row; those before the first item and after the last have no bar."""

    label: str
    bars: list[Bar]


def decades(choices: Sequence[Choice]) -> list[Decade]:
    """Return the chart of a year facet's choices, oldest first; undated items are not in it."""
    years = {int(each.slug): each for each in choices if each.slug != YearFacet.UNDATED}
    most = max((each.count for each in years.values()), default=0)
    found = []
    for start, _years in groupby(sorted(years), key=lambda year: year - year % 10):
        row = range(max(start, min(years)), min(start + 9, max(years)) + 1)
        bars = [_bar(year, years.get(year), most) for year in row]
        found.append(Decade(f"{start:04}–{start + 9:04}", bars))
    return found


def _bar(year: int, choice: Choice | None, most: int) -> Bar:
    height = max(LEAST, FULL * choice.count // most) if choice and choice.count else 0
    label = f"{year % 100:02}"
    return Bar(label, choice, year % 10 * SLOT, ROOM_ABOVE + FULL - height, height)
