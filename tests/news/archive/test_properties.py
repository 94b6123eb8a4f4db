"""What holds for any input at all."""

import codecs
import unicodedata

from hypothesis import given, settings
from hypothesis import strategies as st

from news.archive.names import printable
from news.archive.normalise import normalise
from news.archive.parser import parse_bytes
from tests.news.archive.documents import (
    FOOTER,
    IMAGE_ALT,
    LEAD,
    QUOTE,
    TODAY,
    WHO,
    clusterplattform,
    mitteldeutschland,
)

HEADS = [
    "",
    "",
    "Cluster",
    "ClusterERFOLGE",
    "16.07.2019",
    "09. Dezember 2011",
    "Ein Netzwerk",
    LEAD,
]
ENDS = ["Weitere Informationen:", "Deutsch", "English", IMAGE_ALT, WHO, QUOTE, FOOTER, "Halle – wo"]
PARTS = [
    "© Ada",
    "©",
    "Quelle: Stadt",
    "Foto: Ada",
    "Foto:",
    "(Quelle: Stadt)",
    "„A“",
    "”",
    "• a",
    "•",
]
LINES = st.sampled_from([*HEADS, *ENDS, *PARTS])
SHAPED = st.lists(LINES, max_size=30).map("\n".join)
WRITTEN = st.text("aAäÖß„“”–€ .\n", max_size=200)
"""Letters and signs of German texts, none of which looks like text read in a wrong encoding."""


@given(st.binary(max_size=400))
def test_any_bytes_have_one_outcome(data: bytes) -> None:
    parsed = parse_bytes(data, today=TODAY)
    assert parsed.status in {"ok", "needs_review", "skipped"}
    assert (parsed.reason is None) == (parsed.status == "ok")
    assert len(parsed.digest) == 64


@given(st.text(max_size=400), st.sampled_from(["utf-8", "utf-16", "utf-32", "cp1252", "latin-1"]))
def test_any_text_has_one_outcome(text: str, codec: str) -> None:
    parsed = parse_bytes(text.encode(codec, "ignore"), today=TODAY)
    assert parsed == parse_bytes(text.encode(codec, "ignore"), today=TODAY)
    assert parsed.status in {"ok", "needs_review", "skipped"}


@settings(max_examples=400)
@given(SHAPED)
def test_any_order_of_known_lines_is_read_or_refused(text: str) -> None:
    parsed = parse_bytes(text.encode(), today=TODAY)
    if parsed.record is None:
        assert parsed.status in {"needs_review", "skipped"}
    else:
        assert parsed.record.headline
        assert parsed.record.lead
        assert all(block.text for block in parsed.record.body)


@given(WRITTEN)
def test_digest_is_the_same_in_every_form_of_a_text(body: str) -> None:
    for text in (mitteldeutschland(f"{body}."), clusterplattform(LEAD, f"{body}.")):
        parsed = parse_bytes(text.encode(), today=TODAY)
        for data in (
            codecs.BOM_UTF8 + text.encode(),
            text.encode("utf-16"),
            text.replace("\n", "\r\n").encode(),
            text.replace("\n", "\u2028").encode(),
            text.replace(" ", "\xa0").encode(),
            unicodedata.normalize("NFD", text).encode(),
        ):
            assert parse_bytes(data, today=TODAY) == parsed
        assert parse_bytes(text.encode("cp1252"), today=TODAY).digest == parsed.digest


@given(st.text())
def test_plain_form_is_final(text: str) -> None:
    plain, _ = normalise(text)
    assert normalise(plain) == (plain, 0)
    assert unicodedata.is_normalized("NFC", plain)


@given(st.binary().map(lambda data: data.decode("utf-8", "surrogateescape")))
def test_printed_name_is_printable(name: str) -> None:
    assert printable(name).isprintable()
