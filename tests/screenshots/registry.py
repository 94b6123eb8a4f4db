"""Which pictures there are, and the function that takes each."""

from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.screenshots.studio import Studio

    Take = Callable[[Studio], bytes]

ROOT = Path(__file__).parents[2]
#: Where the pictures of the documents are.
FOLDER = ROOT / "docs" / "images"
#: The modules with pictures, in the order in which they are taken.
AREAS = (
    "site",
    "gallery",
    "desk",
    "writing",
    "translating",
    "publishing",
    "reviewing",
    "images",
    "checks",
)

_pictures: "dict[str, Take]" = {}


def picture(take: "Take") -> "Take":
    """Register a function that prepares and takes a picture, as PNG; its name is the file's."""
    name = take.__name__.replace("_", "-")
    if name in _pictures:
        raise ValueError(f"There are two pictures {name}.")
    _pictures[name] = take
    return take


def pictures() -> "dict[str, Take]":
    """Return the functions by the name of their picture, without its ending."""
    for area in AREAS:
        import_module(f"tests.screenshots.{area}")
    return _pictures


def file(name: str) -> Path:
    """Return where a picture is stored."""
    return FOLDER / f"{name}.png"
