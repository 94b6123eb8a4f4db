"""Outcomes of one file: skipped, needs review, and the limits."""

import hashlib

import pytest

from news.archive.parser import MAX_HEADLINE, MAX_LINKS, parse_bytes
from tests.news.archive.documents import (
    BODY,
    LEAD,
    TODAY,
    mitteldeutschland,
    parse,
    reason_of,
    record_of,
)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty"),
        (b" \n\r\n\t\xc2\xa0\n", "blank"),
        (b"\xef\xbb\xbf", "blank"),
        ("\u200b\xad\u202e".encode(), "blank"),
        (b"%PDF-1.7", "binary"),
        (b"abc\x00" * 10, "binary"),
        ("Text ohne BOM".encode("utf-16-le"), "binary"),
    ],
)
def test_file_without_text_is_skipped_with_digest_of_its_bytes(data: bytes, code: str) -> None:
    parsed = parse_bytes(data, today=TODAY)
    assert (parsed.status, parsed.reason and parsed.reason.code) == ("skipped", code)
    assert (parsed.record, parsed.text, parsed.warnings) == (None, "", ())
    assert parsed.digest == hashlib.sha256(data).hexdigest()


def test_single_nul_is_a_control() -> None:
    parsed = parse(mitteldeutschland() + "\0")
    assert (parsed.status, [w.code for w in parsed.warnings]) == ("ok", ["controls-removed"])


def test_nul_share_of_one_percent_is_the_limit() -> None:
    assert parse("a" * 99 + "\0").status == "needs_review"
    assert parse("a" * 98 + "\0").status == "skipped"


def test_digest_is_of_the_plain_text() -> None:
    parsed = parse(mitteldeutschland() + "\n\n")
    assert parsed.text == mitteldeutschland()
    assert parsed.digest == hashlib.sha256(mitteldeutschland().encode()).hexdigest()
    assert parsed.digest != parse(mitteldeutschland(LEAD)).digest


def test_headline_as_long_as_the_field_is_good() -> None:
    headline = "ä" * MAX_HEADLINE
    assert record_of(mitteldeutschland(headline=headline)).headline == headline


def test_headline_longer_than_the_field_needs_review_with_record() -> None:
    parsed = parse(mitteldeutschland(headline="ä" * (MAX_HEADLINE + 1)))
    assert parsed.record is not None
    assert parsed.reason is not None
    assert parsed.reason.code == "headline-too-long"
    assert parsed.reason.params == {"length": 256, "limit": 255}


def test_more_links_than_possible_need_review() -> None:
    links = [f"Verein {number}" for number in range(MAX_LINKS + 1)]
    good = mitteldeutschland(BODY, "\n".join(["Weitere Informationen:", *links[:-1]]))
    assert len(record_of(good).links) == MAX_LINKS
    bad = mitteldeutschland(BODY, "\n".join(["Weitere Informationen:", *links]))
    assert reason_of(bad) == "too-many-links"


@pytest.mark.parametrize("entity", ["&amp;", "&uuml;", "&nbsp;", "&#252;", "&#xFC;", "&bdquo;"])
def test_html_entity_needs_review(entity: str) -> None:
    parsed = parse(mitteldeutschland(f"Forschung {entity} Entwicklung."))
    assert parsed.reason is not None
    assert (parsed.reason.code, parsed.reason.params) == ("html-entities", {"entity": entity})
    assert parsed.record is not None


@pytest.mark.parametrize("text", ["F&E; Müller & Co; &;", "AT&T", "&nichts;", "&copy ohne Ende"])
def test_ampersand_without_entity_is_text(text: str) -> None:
    assert parse(mitteldeutschland(text)).status == "ok"


def test_further_reasons_for_a_review_are_warnings() -> None:
    parsed = parse(mitteldeutschland("&amp;", date="31. Februar 2011"))
    assert parsed.reason is not None
    assert parsed.reason.code == "date-impossible"
    assert [warning.code for warning in parsed.warnings] == ["html-entities"]
