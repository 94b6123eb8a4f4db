"""Encodings: the same text in any of them, and what is refused."""

import codecs

import pytest

from news.archive.encoding import binary_kind, decode
from news.archive.parser import parse_bytes
from news.archive.record import Parsed
from tests.news.archive.documents import TODAY, mitteldeutschland, parse

TEXT = mitteldeutschland("„Größe“ – für 5 € mehr Übermut und Ähnliches.")
MOJIBAKE = TEXT.encode().decode("latin-1")


def parse_data(data: bytes) -> Parsed:
    return parse_bytes(data, today=TODAY)


def codes(parsed: Parsed) -> list[str]:
    return [warning.code for warning in parsed.warnings]


@pytest.mark.parametrize(
    "data",
    [
        codecs.BOM_UTF8 + TEXT.encode(),
        codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"),
        codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"),
        codecs.BOM_UTF32_LE + TEXT.encode("utf-32-le"),
        codecs.BOM_UTF32_BE + TEXT.encode("utf-32-be"),
        TEXT.replace("\n", "\r\n").encode(),
        TEXT.replace("\n", "\r").encode(),
        TEXT.replace("\n", "\u2028").encode(),
        TEXT.replace("\n", "\u2029").encode(),
        TEXT.replace("\n", "\x85").encode(),
        codecs.BOM_UTF16_LE + TEXT.replace("\n", "\r\n").encode("utf-16-le"),
    ],
    ids=["bom", "16le", "16be", "32le", "32be", "crlf", "cr", "ls", "ps", "nel", "16crlf"],
)
def test_other_form_of_a_text_is_the_same_without_warning(data: bytes) -> None:
    assert parse_data(data) == parse(TEXT)


def test_cp1252_is_read_with_warning_that_names_it() -> None:
    parsed = parse_data(TEXT.encode("cp1252"))
    assert (parsed.status, codes(parsed)) == ("ok", ["encoding-fallback"])
    assert parsed.warnings[0].params == {"encoding": "Windows-1252 (cp1252)"}
    assert (parsed.record, parsed.digest) == (parse(TEXT).record, parse(TEXT).digest)


@pytest.mark.parametrize(
    "word", ["„Spaß“", "„Ä“", "„Ö“ und „Ü“", "Maß–Einheit", "„Ã“", "SÃO PAULO"]
)
def test_cp1252_with_accidental_utf8_is_read(word: str) -> None:
    parsed = parse_data(mitteldeutschland(f"Wir hatten {word} für alle.").encode("cp1252"))
    assert (parsed.status, codes(parsed)) == ("ok", ["encoding-fallback"])


@pytest.mark.parametrize(
    "data",
    [
        TEXT.encode() + "\n\nÜber uns.".encode("cp1252"),
        mitteldeutschland("Ölmühle").encode("cp1252") + "\n\nÜber uns.".encode(),
        codecs.BOM_UTF8 + TEXT.encode("cp1252"),
    ],
)
def test_two_encodings_in_one_file_need_review(data: bytes) -> None:
    parsed = parse_data(data)
    assert (parsed.status, parsed.record) == ("needs_review", None)
    assert parsed.reason is not None
    assert parsed.reason.code == "encoding-mixed"
    assert "\ufffd" not in parsed.text
    assert "Über" in parsed.text or "Übermut" in parsed.text


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (b"Halle\n\nf\x81r alle", "Windows-1252 (cp1252)"),
        (codecs.BOM_UTF16_LE + b"\x00\xd8a\x00b\x00" + "Halle".encode("utf-16-le"), "UTF-16"),
    ],
)
def test_bytes_without_meaning_need_review(data: bytes, encoding: str) -> None:
    parsed = parse_data(data)
    assert parsed.reason is not None
    assert (parsed.reason.code, parsed.reason.params) == ("encoding-broken", {"encoding": encoding})
    assert "\ufffd" not in parsed.text
    assert "\\x" in parsed.text


@pytest.mark.parametrize(
    "data",
    [
        TEXT.encode() + "ü".encode()[:1],
        mitteldeutschland("A.", headline="A", lead="B.", footer="").encode() + "ü".encode()[:1],
        codecs.BOM_UTF8 + mitteldeutschland("Text.").encode() + "„".encode()[:2],
        codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le") + b"a",
    ],
)
def test_cut_last_character_is_left_out_with_warning(data: bytes) -> None:
    parsed = parse_data(data)
    assert (parsed.status, codes(parsed)) == ("ok", ["character-cut"])


@pytest.mark.parametrize("codec", ["cp1252", "latin-1"])
@pytest.mark.parametrize("times", [1, 2, 3])
def test_mojibake_that_round_trips_is_repaired_with_warning(codec: str, times: int) -> None:
    text = mitteldeutschland("Größe – für 5 € mehr Übermut.", footer="")
    broken = text
    for _ in range(times):
        broken = broken.encode().decode(codec)
    parsed = parse(broken)
    assert (parsed.status, codes(parsed)) == ("ok", ["mojibake-repaired"])
    assert (parsed.record, parsed.digest) == (parse(text).record, parse(text).digest)


def test_mojibake_of_windows_with_open_bytes_is_repaired() -> None:
    """Windows reads the last byte of ” as U+009D, where cp1252 has no character."""
    broken = TEXT.encode().decode("cp1252", "surrogateescape")
    broken = "".join(chr(ord(c) - 0xDC00) if ord(c) > 0xDBFF else c for c in broken)
    assert "\x9d" in broken
    assert parse(broken).record == parse(TEXT).record


def test_mojibake_in_utf16_and_with_bom_is_repaired() -> None:
    data = codecs.BOM_UTF16_LE + MOJIBAKE.encode("utf-16-le")
    assert parse_data(data).record == parse(TEXT).record
    assert parse((codecs.BOM_UTF8 + TEXT.encode()).decode("cp1252", "ignore")[:9]).text == "Cluste"


@pytest.mark.parametrize(
    "text",
    [
        mitteldeutschland("GrÃ¶ÃŸe für alle."),
        mitteldeutschland("Gr√∂√üe"),
        mitteldeutschland("Gr├Â├ƒe und ├ñhnliches"),
        MOJIBAKE + " \u0142",
        mitteldeutschland("â€žGut so, 日本"),
    ],
)
def test_mojibake_that_does_not_round_trip_needs_review(text: str) -> None:
    parsed = parse(text)
    assert (parsed.status, parsed.record) == ("needs_review", None)
    assert parsed.reason is not None
    assert parsed.reason.code == "mojibake"


@pytest.mark.parametrize(
    "word",
    [
        "„Ä“",
        "„Ã“",
        "SÃO PAULO",
        "João",
        "„AMANHÔ",
        "Théâtre",
        "Ärzte",
        "„Spaß“",
        "Âge",
        "Ñandú",
        "§ 3",
    ],
)
def test_real_letters_are_no_mojibake(word: str) -> None:
    assert parse(mitteldeutschland(f"Wir lasen {word} für alle.")).status == "ok"


def test_replacement_character_needs_review() -> None:
    parsed = parse(mitteldeutschland("Gr\ufffd\ufffde"))
    assert parsed.reason is not None
    assert (parsed.reason.code, parsed.reason.params) == ("replacement-character", {"count": 2})
    assert parse("ï¿½ und ein Text für später").status == "needs_review"


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"%PDF-1.4\ntext", "PDF"),
        (b"\x89PNG\r\n\x1a\nrest", "PNG"),
        (b"\xff\xd8\xff\xe0", "JPEG"),
        (b"PK\x03\x04rest", "ZIP"),
        (b"RIFF\x00\x00\x00\x00WEBP", "RIFF"),
        (b"\x00\x00\x00\x18ftypmp42", "MP4"),
        (b"MZ-Bericht: Halle\n\nBMW und PKW", None),
        (b"", None),
    ],
)
def test_magic_number_names_the_format(data: bytes, kind: str | None) -> None:
    assert binary_kind(data) == kind


def test_decode_reads_plain_text_without_notices() -> None:
    decoded = decode(TEXT.encode())
    assert (decoded.text, decoded.warnings, decoded.reason) == (TEXT, (), None)
