"""The shapes that all families share: blocks, sentences, quotations, bullet lists."""

import re
from collections.abc import Sequence
from typing import Final

from news.archive.record import Block, BlockType

type Lines = Sequence[str]

OPENING: Final = "„“\"‚‘»«'"
CLOSING: Final = "“”\"‘’«»'"
BULLET: Final = "•"
_DOUBLE_MARK = re.compile('[„“”"»«]')
_BEFORE_OPENING: Final = " \n([„‚"


def split_lines(text: str) -> list[str]:
    """Return the lines of a normalised text without the blanks around them."""
    return [line.strip() for line in text.split("\n")]


def blocks(lines: Lines) -> list[list[str]]:
    """Split lines into runs of lines that are not empty. How many empty ones part them is lost."""
    found: list[list[str]] = []
    inside = False
    for line in lines:
        if line and inside:
            found[-1].append(line)
        elif line:
            found.append([line])
        inside = bool(line)
    return found


def next_text(lines: Lines, index: int) -> int:
    """Return the index of the first line that is not empty, from `index` on; the end if none."""
    while index < len(lines) and not lines[index]:
        index += 1
    return index


def without_marks(text: str) -> str:
    """Cut blanks, closing quotation marks and brackets from the end."""
    return text.rstrip(" " + CLOSING + ")]")


def ends_sentence(text: str) -> bool:
    """Tell whether a text ends as a sentence does, closing marks and brackets left aside."""
    return without_marks(text).endswith((".", "!", "?", "…"))


def ends_with_full_stop(text: str) -> bool:
    """Tell whether a full stop is the last sign of a text, closing quotation marks left aside."""
    return text.rstrip(CLOSING).endswith(".")


def is_quotation(text: str) -> bool:
    """Tell whether a block is one quotation from its first to its last sign.

    Marks of all kinds stand for each other in the archive, so the kind of a mark proves
    nothing: a mark opens if a blank or a bracket stands before it. As soon as as many have
    closed as have opened, someone else speaks, and the block is attribution and quotation.
    """
    if len(text) < 3 or text[0] not in OPENING or text[-1] not in CLOSING:
        return False
    depth = 1
    for mark in _DOUBLE_MARK.finditer(text, 1, len(text) - 1):
        opens = mark[0] == "„" or text[mark.start() - 1] in _BEFORE_OPENING
        depth += 1 if opens else -1
        if depth == 0:
            return False
    return True


def bullet_text(line: str) -> str | None:
    """Return the text of a bullet line `• text`, or None if the line is none."""
    return (line[len(BULLET) :].lstrip() or None) if line.startswith(BULLET) else None


def text_blocks(lines: Lines) -> list[Block]:
    """Read one block as paragraphs and bullet lists, in their order.

    Usually it is one or the other. A sentence that leads to a list without an empty line
    between them is a paragraph of its own; a line below a bullet that starts with a small
    letter goes on with the bullet's text.
    """
    found: list[tuple[BlockType, list[str]]] = []
    for line in lines:
        item = bullet_text(line)
        kind = found[-1][0] if found else None
        if item is None and kind == "list" and line[0].islower():
            found[-1][1].append(f" {line}")
            continue
        new_kind: BlockType = "paragraph" if item is None else "list"
        if kind != new_kind:
            found.append((new_kind, []))
        parts = found[-1][1]
        parts += ["\n"] if parts else []
        parts.append(line if item is None else item)
    return [Block(kind, "".join(parts)) for kind, parts in found]
