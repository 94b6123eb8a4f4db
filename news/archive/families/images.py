"""Image blocks of `clusterplattform`.

    image = ALT [NL CAPTION] [NL CREDIT] [NL TITLE]

The block is known by its credit line, `© …` or `Quelle: …`, which is stored without that word.
"""

from typing import Final

from news.archive.layout import BULLET, Lines, ends_sentence
from news.archive.record import Image

SHORT: Final = 150
"""Longest line, in characters, that is alt text or title; a longer one is prose."""
_COPYRIGHT: Final = "©"
_SOURCE: Final = "Quelle:"


def read_image(block: Lines) -> tuple[Image, list[str]] | None:
    """Read a block that has a credit line; return the image and the lines of text below it.

    Of the lines before the credit the first is alt, the others are the caption. The line after
    it is the title, a long one that ends a sentence is text, and so is all that follows. A
    `Quelle:` below a paragraph is the paragraph's source and makes no image.
    """
    index = next(
        (i for i, line in enumerate(block) if line.startswith((_COPYRIGHT, _SOURCE))), None
    )
    if index is None:
        return None
    before, after = block[:index], list(block[index + 1 :])
    credit = block[index].removeprefix(_COPYRIGHT).removeprefix(_SOURCE).strip()
    if not (before or credit) or (block[index].startswith(_SOURCE) and _is_prose(before)):
        return None
    title = None
    if after and not (len(after[0]) > SHORT and ends_sentence(after[0])):
        title = after.pop(0)
    image = Image(
        alt=before[0] if before else None,
        caption=" ".join(before[1:]) or None,
        credit=credit or None,
        title=title,
    )
    return image, after


def read_bare_image(block: Lines) -> tuple[Image, list[str]] | None:
    """Read the block below the lead as an image without credit; return it and the text below it.

    Three short lines are alt, caption and title, two are alt and title; long ones below them
    are text. An alt text is no sentence: two short sentences in a block are a paragraph.
    """
    count = next((i for i, line in enumerate(block) if len(line) > SHORT), len(block))
    short, after = block[:count], list(block[count:])
    if count not in {2, 3} or ends_sentence(short[0]):
        return None
    if any(line.startswith(BULLET) for line in short):
        return None
    caption = short[1] if count == 3 else None
    return Image(alt=short[0], caption=caption, title=short[-1]), after


def _is_prose(lines: Lines) -> bool:
    """Tell whether the lines above a source are a paragraph rather than alt and caption."""
    return len(lines) > 2 or (len(lines) == 1 and len(lines[0]) > SHORT and ends_sentence(lines[0]))
