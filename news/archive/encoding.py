"""From bytes to text: byte order mark, then strict UTF-8, then Windows-1252."""

import codecs
from dataclasses import dataclass
from typing import Final

from news.archive import mojibake
from news.archive.names import printable
from news.archive.record import Notice, notice

CP1252: Final = "Windows-1252 (cp1252)"
_MARKS: Final = (  # UTF-32 first: its little-endian mark starts with that of UTF-16
    (codecs.BOM_UTF32_LE, "utf-32-le", "UTF-32"),
    (codecs.BOM_UTF32_BE, "utf-32-be", "UTF-32"),
    (codecs.BOM_UTF16_LE, "utf-16-le", "UTF-16"),
    (codecs.BOM_UTF16_BE, "utf-16-be", "UTF-16"),
)
_MAGIC: Final = (
    (b"%PDF-", "PDF"),
    (b"\x89PNG\r\n\x1a\n", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"GIF87a", "GIF"),
    (b"GIF89a", "GIF"),
    (b"II*\x00", "TIFF"),
    (b"MM\x00*", "TIFF"),
    (b"PK\x03\x04", "ZIP"),
    (b"PK\x05\x06", "ZIP"),
    (b"Rar!\x1a\x07", "RAR"),
    (b"7z\xbc\xaf\x27\x1c", "7z"),
    (b"\x1f\x8b\x08", "gzip"),
    (b"BZh9", "bzip2"),
    (b"\xfd7zXZ\x00", "xz"),
    (b"\x28\xb5\x2f\xfd", "zstd"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "OLE"),
    (b"\x7fELF", "ELF"),
    (b"MZ\x90\x00", "EXE"),
    (b"\xca\xfe\xba\xbe", "Mach-O"),
    (b"SQLite format 3\x00", "SQLite"),
    (b"OggS\x00", "Ogg"),
    (b"fLaC\x00", "FLAC"),
    (b"ID3\x03\x00", "MP3"),
    (b"ID3\x04\x00", "MP3"),
    (b"\x00\x00\x01\x00", "ICO"),
    (b"wOF2\x00", "WOFF"),
)
_MAGIC_NUMBERS: Final = tuple(magic for magic, _ in _MAGIC)
_LEADS: Final = b"\xc2\xc3\xe2"
"""First bytes of German letters and signs in UTF-8; as Windows-1252 no German text ends so."""
_INVALID_AS_CP1252: Final = {
    0xDC00 + byte: bytes([byte]).decode("cp1252", "backslashreplace") for byte in range(0x80, 0x100)
}


@dataclass(frozen=True, slots=True)
class Decoded:
    """A decoded text. With a `reason` it is for a person's eyes only, never to be published."""

    text: str
    warnings: tuple[Notice, ...] = ()
    reason: Notice | None = None


def binary_kind(data: bytes) -> str | None:
    """Name the binary format that the first bytes announce, or None.

    Magic numbers of two printable letters (`MZ`, `BM`) are no proof: texts start with them.
    """
    if data[:4] == b"RIFF" and data[8:12] in {b"WAVE", b"WEBP", b"AVI "}:
        return "RIFF"
    if data[4:8] == b"ftyp" and data[:3] == b"\x00\x00\x00":
        return "MP4"
    if not data.startswith(_MAGIC_NUMBERS):
        return None
    return next(kind for magic, kind in _MAGIC if data.startswith(magic))


def decode(data: bytes) -> Decoded:
    """Decode a file; never raises.

    A text that shows signs of a wrong decoding is repaired with a warning, or refused with the
    reason `mojibake`. In a refused text, bytes that mean nothing stand as `\\xNN`.
    """
    decoded = _decode(data)
    if decoded.reason is not None:
        return decoded
    sample = mojibake.find(decoded.text)
    if sample is None:
        return decoded
    repaired = mojibake.repair(decoded.text)
    if repaired is None:
        return Decoded(decoded.text, decoded.warnings, notice("mojibake", sample=printable(sample)))
    return Decoded(repaired, (*decoded.warnings, notice("mojibake-repaired")))


def _decode(data: bytes) -> Decoded:
    for mark, codec, label in _MARKS:
        if data.startswith(mark):
            return _decode_wide(data[len(mark) :], codec, label)
    marked = data.startswith(codecs.BOM_UTF8)
    data = data.removeprefix(codecs.BOM_UTF8)
    try:
        return Decoded(data.decode("utf-8"))
    except UnicodeDecodeError as error:
        head = data[: error.start]
        is_utf8 = marked or not head.isascii() or data[error.start] in _LEADS
        if error.reason == "unexpected end of data" and is_utf8:
            return Decoded(head.decode("utf-8"), (notice("character-cut"),))
    return _decode_cp1252(data, marked=marked)


def _decode_wide(data: bytes, codec: str, label: str) -> Decoded:
    try:
        return Decoded(data.decode(codec))
    except UnicodeDecodeError as error:
        if error.reason in {"truncated data", "unexpected end of data"}:
            return Decoded(data[: error.start].decode(codec), (notice("character-cut"),))
        text = data.decode(codec, "backslashreplace")
        return Decoded(text, reason=notice("encoding-broken", encoding=label))


def _decode_cp1252(data: bytes, *, marked: bool) -> Decoded:
    """Decode what is not UTF-8. UTF-8 inside of it shows as mojibake: two encodings in one file.

    The byte order mark of UTF-8 before bytes that are not UTF-8 is the same contradiction.
    """
    text = data.decode("cp1252", "backslashreplace")
    if marked or mojibake.find(text):
        both = data.decode("utf-8", "surrogateescape").translate(_INVALID_AS_CP1252)
        return Decoded(both, reason=notice("encoding-mixed"))
    if len(text) > len(data):  # a byte without a meaning stands as four characters
        return Decoded(text, reason=notice("encoding-broken", encoding=CP1252))
    return Decoded(text, (notice("encoding-fallback", encoding=CP1252),))
