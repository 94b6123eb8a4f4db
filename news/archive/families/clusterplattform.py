"""The national cluster platform.

    doc   = SECTION NL dd.mm.yyyy EL HEADLINE EL [KICKER EL] LEAD EL image EL body

Its one image stands below the lead and is the item's image, not a block of the body.
"""

import datetime
from typing import Final

from news.archive import language
from news.archive.dates import is_date_line, read_date
from news.archive.families.images import read_bare_image, read_image
from news.archive.layout import (
    BULLET,
    Lines,
    blocks,
    ends_sentence,
    ends_with_full_stop,
    is_quotation,
    next_text,
    text_blocks,
)
from news.archive.record import Block, Image, Reading, Record, notice

NAME = "clusterplattform"
SOURCE = "Clusterplattform Deutschland"
SECTIONS: Final = ("ClusterERFOLGE", "Meldung")
KICKER_LENGTH: Final = 100
HEADING_LENGTH: Final = 80
SENTENCE_LENGTH: Final = 120
"""A line longer than this that ends with a full stop is a lead, not a headline."""


def matches(lines: Lines) -> bool:
    """Tell whether line 1 is a section of the platform and line 2 a date.

    Where line 2 is empty the date is missing, unless a date line comes below the headline: such
    a text is one of `mitteldeutschland`, whose sections are open.
    """
    if lines[0] not in SECTIONS or len(lines) < 2:
        return False
    if lines[1]:
        return is_date_line(lines[1])
    headline = next_text(lines, 1)
    below = next_text(lines, headline + 1)
    return below < len(lines) and not is_date_line(lines[below])


def has_head_at(lines: Lines, index: int) -> bool:
    """Tell whether a section stands right before the date line at `index`, and EL after it.

    Where two files were joined, the section is the end of a longer line.
    """
    if index == 0 or not lines[index - 1].endswith(SECTIONS):
        return False
    return index + 1 >= len(lines) or not lines[index + 1]


def parse(lines: Lines, today: datetime.date) -> Reading:
    """Read an item; a missing headline, lead or date makes it one for review."""
    has_date = bool(lines[1])
    date, reason = read_date(lines[1], today) if has_date else (None, notice("date-missing"))
    head, *parts = blocks(lines)
    if len(head) != 1 + has_date or not parts or _is_no_headline(parts[0]):
        return Reading(None, notice("headline-missing"))
    headline = parts.pop(0)[0]
    kicker = _cut_kicker(parts)
    if not parts or read_image(parts[0]):
        return Reading(None, notice("lead-missing"))
    lead = "\n".join(parts.pop(0))
    image = _cut_image(parts)
    body, other = _read_body(parts)
    record = Record(
        family=NAME,
        section=lines[0],
        headline=headline,
        date=date,
        language=language.detect([lead, *(block.text for block in body)]),
        kicker=kicker,
        lead=lead,
        body=body,
        image=image or other,
    )
    cut = not ends_sentence(lines[-1])
    return Reading(record, reason, (notice("text-cut"),) if cut else ())


def _is_no_headline(block: list[str]) -> bool:
    """Tell whether the first block is a lead rather than a headline.

    A headline is one line; one that ends with a full stop is short and not several sentences.
    """
    line = block[0]
    if len(block) > 1:
        return True
    return ends_with_full_stop(line) and (len(line) > SENTENCE_LENGTH or ". " in line)


def _cut_kicker(parts: list[list[str]]) -> str | None:
    """Take the kicker from the blocks below the headline, if there is one.

    It is one line under 100 characters without a final full stop, with a longer block after it
    that is not the image: a short lead has the image after it.
    """
    if len(parts) < 2 or len(parts[0]) > 1:
        return None
    line, after = parts[0][0], parts[1]
    longer = sum(map(len, after)) > len(line)
    if len(line) >= KICKER_LENGTH or ends_with_full_stop(line) or not longer or read_image(after):
        return None
    return parts.pop(0)[0]


def _cut_image(parts: list[list[str]]) -> Image | None:
    """Take the image from the blocks below the lead, if the first of them is one.

    Text that stands in the image's block without an empty line stays as a block of the body.
    """
    found = (read_image(parts[0]) or read_bare_image(parts[0])) if parts else None
    if found is None:
        return None
    image, text = found
    parts[:1] = [text] if text else []
    return image


def _read_body(parts: list[list[str]]) -> tuple[tuple[Block, ...], Image | None]:
    """Read the blocks below the image, from the end, since headings depend on what follows.

    The layout has no image further down; a block with a credit line is one all the same, and
    the second result is the first of these.
    """
    body: list[Block] = []
    image: Image | None = None
    for part in reversed(parts):
        found = read_image(part)
        lines = part
        if found:
            image, lines = found
        if lines:
            body += reversed(_read_block(lines, body[-1] if body else None))
        if found:
            body.append(Block("image", _caption(found[0])))
    return tuple(reversed(body)), image


def _read_block(lines: list[str], following: Block | None) -> list[Block]:
    """Read one block of text; a block wholly inside quotation marks keeps them."""
    text = "\n".join(lines)
    if is_quotation(text):
        return [Block("quote", text)]
    if _is_heading(lines) and following is not None and following.type == "paragraph":
        return [Block("heading", text)]
    return text_blocks(lines)


def _caption(image: Image) -> str:
    """The words of an image in the body; the credit stands in brackets, as the archive does it."""
    words = image.caption or image.alt or image.title or ""
    return f"{words} (Quelle: {image.credit})".strip() if image.credit else words


def _is_heading(part: list[str]) -> bool:
    """One line of at most 80 characters without full stop or colon at its end."""
    return (
        len(part) == 1
        and len(part[0]) <= HEADING_LENGTH
        and not ends_with_full_stop(part[0])
        and not part[0].endswith(":")
        and not part[0].startswith(BULLET)
    )
