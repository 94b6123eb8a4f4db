"""The one plain form of a text: line feeds, blanks, composed letters, nothing invisible."""

import re
import unicodedata
from typing import Final

MAX_MARKS: Final = 30
"""Longest run of combining marks that is kept, as in the Stream-Safe Text Format of Unicode
(UAX 15). Longer runs never occur in writing, and sorting them takes quadratic time."""

_BREAKS = re.compile("\r\n|[\r\x85\u2028\u2029]")
_BLANKS = re.compile("[\t\xa0\u1680\u2000-\u200a\u202f\u205f\u3000]")
_INVISIBLE = re.compile(
    "[\xad\u034f\u180b-\u180f\u200b-\u200d\u2060-\u2065\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]"
)
_CONTROLS = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u206f]"
)
#: What `_INVISIBLE` holds and Python calls printable.
_UNSEEN = ("\u034f", "\u180b", "\u180c", "\u180d", "\u180f")
_MARKS_SUSPECT = re.compile(f"[\u0300-\U0010ffff]{{{MAX_MARKS + 1},}}")


def normalise(text: str) -> tuple[str, int]:
    """Return the plain form of a text and the number of control characters that were removed.

    CR, CRLF, NEL, U+2028 and U+2029 become LF; tabs and all kinds of blanks become a blank;
    soft hyphens, zero-width characters and byte order marks go; so do, counted, the controls:
    C0 and C1, DEL and those that change the direction of writing. Letters are composed (NFC).
    Blanks at line ends and empty lines at both ends of the text go, so that an editor's habits
    do not make another text of it.
    """
    controls = 0
    if not _is_plain(text):
        text = _BREAKS.sub("\n", text)
        text = _BLANKS.sub(" ", text)
        text = _INVISIBLE.sub("", text)
        text, controls = _CONTROLS.subn("", text)
    if len(text) - len(text.encode("latin-1", "ignore")) > MAX_MARKS:
        length = len(text)
        text = _MARKS_SUSPECT.sub(_limit_marks, text)
        controls += length - len(text)
    text = unicodedata.normalize("NFC", text)
    return "\n".join([line.rstrip(" ") for line in text.split("\n")]).strip("\n"), controls


def _is_plain(text: str) -> bool:
    """Tell quickly that a text has no breaks but LF, no blanks but " ", nothing invisible.

    Most texts are so, and need not be looked through four times.
    """
    return all(map(str.isprintable, text.split("\n"))) and not any(sign in text for sign in _UNSEEN)


def _limit_marks(match: re.Match[str]) -> str:
    kept: list[str] = []
    run = 0
    for character in match[0]:
        run = run + 1 if unicodedata.combining(character) else 0
        if run <= MAX_MARKS:
            kept.append(character)
    return "".join(kept)
