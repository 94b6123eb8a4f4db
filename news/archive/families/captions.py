"""Image lines of `mitteldeutschland`: captions that stand as a block of their own."""

import re
from typing import Final

from news.archive.layout import Lines
from news.archive.record import Image

PREFIX: Final = "Foto:"
CAPTION_LENGTH: Final = 400
"""Longest text, in characters, that a source in brackets makes a caption. Longer is a paragraph."""
_FROM_LEFT = re.compile(r"\( ?v\. ?l\.(?: ?n\. ?r\.| ?\))|^v\. ?l\. ?n\. ?r\.", re.IGNORECASE)
_SOURCE = re.compile(r"[(\[] ?Quelle: ?([^()\[\]]*(?:\([^()\[\]]*\)[^()\[\]]*)?)[)\]]")


def read_caption(block: Lines) -> Image | None:
    """Read a block as an image line, or return None if it is none.

    Three signs make it one: `Foto: Name, Organisation` at its start (names the person shown, so
    the caption is the rest), `(v. l. n. r.)` anywhere, or `Quelle: X` in brackets. The source of
    a single line must be its very end: in a paragraph it stands before the full stop of its
    sentence. `(Bild)` in a sentence only points to a picture. Lines are joined by a blank; the
    source stays in the caption and is the credit too.
    """
    text = " ".join(block)
    sources = list(_SOURCE.finditer(text))
    credit = (sources[-1][1].strip() or None) if sources else None
    if text.startswith(PREFIX) and text != PREFIX:
        return Image(caption=text.removeprefix(PREFIX).strip(), credit=credit)
    if _FROM_LEFT.search(text) or (credit and _is_sourced(text, len(block), sources[-1].end())):
        return Image(caption=text, credit=credit)
    return None


def _is_sourced(text: str, lines: int, end: int) -> bool:
    return len(text) <= CAPTION_LENGTH and (lines > 1 or end == len(text))
