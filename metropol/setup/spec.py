"""How a page of the first site tree is described."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class PageSpec:
    """One page of the tree: its model and its texts, German and English."""

    model: str
    title: tuple[str, str]
    slug: tuple[str, str]
    lead: tuple[str, str] = ("", "")
    body: tuple[tuple[str, ...], tuple[str, ...]] = ((), ())
    menu: bool = False
    footer: bool = False
    children: "tuple[PageSpec, ...]" = field(default=())

    @property
    def is_unique(self) -> bool:
        """Tell whether the site works only with a page of this type."""
        return self.model != "metropol.StandardPage"
