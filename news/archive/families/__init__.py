"""The layouts of the archive, in the order in which they are tried.

A family is known by signs that its layout fixes, never by the words of a text. A new layout is
a new module with the members of `Family`, and its name in `FAMILIES`.
"""

import datetime
from typing import Final, Protocol

from news.archive.families import clusterplattform, mitteldeutschland, technologymountains
from news.archive.layout import Lines
from news.archive.record import Reading


class Family(Protocol):
    """What the module of a layout offers. Lines come from `layout.split_lines`, at least one."""

    @property
    def NAME(self) -> str:  # noqa: N802 - a constant of the module
        """The family's name in records and reports."""

    @property
    def SOURCE(self) -> str:  # noqa: N802 - a constant of the module
        """The site that its items are from, "" for the region's own portal."""

    def matches(self, lines: Lines) -> bool:
        """Tell whether the text has the sure sign of this layout."""

    def parse(self, lines: Lines, today: datetime.date) -> Reading:
        """Read a text that matches; dates after `today` are refused. Never raises."""

    def has_head_at(self, lines: Lines, index: int) -> bool:
        """Tell whether the date line at `index` belongs to the head of an item of this layout."""


FAMILIES: Final[tuple[Family, ...]] = (clusterplattform, mitteldeutschland, technologymountains)


def find_family(lines: Lines) -> Family | None:
    """Return the first family whose sign the text has, or None."""
    return next((family for family in FAMILIES if family.matches(lines)), None)
