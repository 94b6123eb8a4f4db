"""From a record to the fields of a news page.

Every text of the archive becomes plain characters: escaped where a field holds HTML, as it is
where a template escapes it.
"""

from collections.abc import Iterable
from typing import Any

from django.utils.html import escape

from news.archive.families import FAMILIES
from news.archive.record import Block, Image, Record
from news.models import NewsPage


def body_blocks(record: Record) -> list[tuple[str, Any]]:
    """Return the blocks of the page's body for `record`.

    The image of an item that stands in no block of the body comes first: its words are kept
    until staff choose a file.
    """
    blocks = [_block(block, record.image) for block in record.body]
    if record.image and all(name != "image" for name, _ in blocks):
        blocks.insert(0, ("image", _picture(record.image)))
    return blocks


def source_of(family: str) -> str:
    """Return the name of the site that items of ``family`` are from, "" for the region's own."""
    return next((module.SOURCE for module in FAMILIES if family == module.NAME), "")


def record_text(record: Record) -> str:
    """Return the words of an item, one text a line: kicker, lead, body."""
    return _joined(record.kicker, record.lead, (block.text for block in record.body))


def is_cut(new: str, known: str) -> bool:
    """Tell whether the text `new` is `known` with its end missing."""
    return len(new) < len(known) and known.startswith(new)


def fill(page: NewsPage, record: Record) -> None:
    """Set the German texts of `page`; English ones stay, and are then outdated."""
    page.title = record.headline
    page.date = record.date
    page.kicker_de = record.kicker or ""
    page.lead_de = record.lead
    page.body_de = body_blocks(record)


def _block(block: Block, image: Image | None) -> tuple[str, Any]:
    match block.type:
        case "paragraph":
            return "paragraph", f"<p>{escape(block.text).replace('\n', '<br/>')}</p>"
        case "list":
            return "list", block.text.split("\n")
        case "quote":
            return "quote", {"text": block.text, "attribution": ""}
        case "image":
            is_head = image is not None and image.caption == block.text
            return "image", _picture(image if image and is_head else Image(caption=block.text))
        case _:
            return block.type, block.text


def _picture(image: Image) -> dict[str, Any]:
    return {
        "image": None,
        "alt": image.alt or "",
        "decorative": False,
        "caption": image.caption or image.title or "",
        "credit": image.credit or "",
    }


def _joined(kicker: str | None, lead: str, texts: Iterable[str]) -> str:
    return "\n".join([*([kicker] if kicker else []), lead, *texts])
