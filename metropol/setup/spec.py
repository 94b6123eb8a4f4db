"""How a page of the first site tree is described."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class PageSpec:
    """One page of the tree: its model and its texts, German and English.

    ``setting`` names the field of the site settings that leads to it; ``more`` returns fields that
    only its type has.
    """

    model: str
    title: tuple[str, str]
    slug: tuple[str, str]
    lead: tuple[str, str] = ("", "")
    body: tuple[tuple[str, ...], tuple[str, ...]] = ((), ())
    menu: bool = False
    footer: bool = False
    setting: str = ""
    more: Callable[[], dict[str, Any]] = dict
    children: "tuple[PageSpec, ...]" = field(default=())

    @property
    def is_unique(self) -> bool:
        """Tell whether the site works only with a page of this type: the lists of the apps."""
        return not self.model.startswith("metropol.")
