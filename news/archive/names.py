"""File names: which are never read, and how any of them is printed."""

import unicodedata
from typing import Final

from news.archive.record import Notice, notice

ENDING: Final = ".txt"
_SYSTEM: Final = frozenset({"thumbs.db", "__macosx"})


def name_refusal(name: str) -> Notice | None:
    """Return why a file or folder of this name is not opened, or None: hidden, system, backup."""
    if name.startswith("."):
        return notice("hidden")
    if name.lower() in _SYSTEM:
        return notice("system-file")
    if name.endswith("~"):
        return notice("backup")
    return None


def printable(name: str) -> str:
    """Return a name for output: composed, on one line, without anything invisible.

    What cannot be printed is escaped as in Python: `\\n`, `\\x1b`, `\\u202e`; bytes that are not
    UTF-8 (surrogates in the name) are `\\xNN`; a backslash is doubled, so that names stay apart.
    """
    composed = unicodedata.normalize("NFC", name)
    if composed.isprintable() and "\\" not in composed:
        return composed
    return "".join(map(_printable_character, composed))


def _printable_character(character: str) -> str:
    if 0xDC80 <= ord(character) <= 0xDCFF:
        return f"\\x{ord(character) - 0xDC00:02x}"
    if character.isprintable() and character != "\\":
        return character
    return character.encode("unicode_escape").decode("ascii")
