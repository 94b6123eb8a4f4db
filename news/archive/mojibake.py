"""Text that was once decoded in the wrong encoding: `fÃ¼r` for `für`.

Such text holds signs of it that real text does not: the first byte of an umlaut, of a German
quotation mark or of a combining umlaut in UTF-8, read as a letter, with a byte from 80 to BF
after it, read as a symbol. A lone `Ã` or `Ä` proves nothing: `SÃO PAULO`, „Ä“ and „MANHÃ“ are
writing. The signs of old Mac and DOS encodings are known too, but not repaired.
"""

import re
from typing import Final

_CP1252: Final = {
    bytes([byte]).decode("cp1252"): byte
    for byte in range(0x80, 0xA0)
    if byte not in {0x81, 0x8D, 0x8F, 0x90, 0x9D}
}
_TO_BYTE: Final = {ord(character): byte for character, byte in _CP1252.items()}
_TRAIL_LOW: Final = "\x80-\x9f" + "".join(map(re.escape, _CP1252))
_TRAIL: Final = _TRAIL_LOW + "\xa0-\xbf"
_SIGNS = re.compile(
    f"Ã(?![“”‘’…»](?!\\w))[{_TRAIL}]"  # C3: letters with accents, unless at the end of a quotation
    "|Â[\xa0-\xbf]"  # C2: NBSP, §, ° and other symbols
    f"|â[{_TRAIL_LOW}][{_TRAIL}]"  # E2: quotation marks, dashes, the Euro sign
    f"|Ì[{_TRAIL_LOW}]"  # CC: combining marks
    "|ï»¿|ï¿½"  # EF: byte order mark, replacement character
    "|√[∂§ºüÑñúÄ†]|├[╝ñÂ£▄û]"  # C3 as Mac Roman and as DOS code page 850
)


def find(text: str) -> str | None:
    """Return the first sign of a wrong decoding in the text, or None."""
    match = _SIGNS.search(text)
    return match[0] if match else None


def repair(text: str) -> str | None:
    """Undo a wrong decoding as Windows-1252 or Latin-1; None if the text does not allow it.

    The whole text must go back to bytes and be UTF-8: a text that is broken only in part is
    for a person to look at. C1 controls stand for the bytes that Windows-1252 leaves open, and
    for Latin-1. Text that was broken more than once is repaired as often.
    """
    while find(text):
        try:
            text = text.translate(_TO_BYTE).encode("latin-1").decode("utf-8")
        except UnicodeError:
            return None
    return text
