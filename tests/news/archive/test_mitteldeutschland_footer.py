"""The footer of the family `mitteldeutschland`: furniture and testimonial."""

import pytest

from news.archive.record import Testimonial as Statement
from tests.news.archive.documents import (
    BODY,
    FOOTER,
    IMAGE_ALT,
    QUOTE,
    WHO,
    mitteldeutschland,
    paragraph,
    parse,
    record_of,
    warnings_of,
)


def test_english_page_has_footer_without_language_switch() -> None:
    text = mitteldeutschland(
        "The talks went on until the evening and were praised by all of those who had come.",
        section="News",
        date="09 December 2011",
        lead="Twelve companies have met in the city of Halle to found a network.",
        footer=f"{IMAGE_ALT}\n{WHO}\n{QUOTE}",
    )
    record = record_of(text)
    assert (record.language, record.removed) == ("en", (IMAGE_ALT,))
    assert record.testimonial is not None
    assert len(record.body) == 1


@pytest.mark.parametrize("rest", ["", f"\n{WHO}"])
def test_cut_footer_of_english_page_is_warned_of(rest: str) -> None:
    text = mitteldeutschland(footer=f"{IMAGE_ALT}{rest}")
    assert warnings_of(text) == ["testimonial-incomplete"]
    record = parse(text).record
    assert record is not None
    assert record.body == (paragraph(BODY),)


@pytest.mark.parametrize(
    "block",
    ["Deutsch\nEnglish", "Deutsch\nEnglish\nPolnisch", "Deutsch", "Mehr auf der Startseite"],
)
def test_words_of_the_footer_in_the_text_stay_in_body(block: str) -> None:
    record = record_of(mitteldeutschland(block, BODY))
    assert record.body == (paragraph(block), paragraph(BODY))
    assert len(record.removed) == 3


def test_name_without_comma_is_whole_name() -> None:
    record = record_of(mitteldeutschland(footer=FOOTER.replace(WHO, "Ada Beispiel")))
    assert record.testimonial == Statement("Ada Beispiel", "", "Wir sind gern dabei.")


def test_name_line_is_split_at_first_comma() -> None:
    record = record_of(mitteldeutschland(footer=FOOTER.replace(WHO, "Ada Beispiel, Werk, Halle")))
    assert record.testimonial is not None
    assert record.testimonial.organisation == "Werk, Halle"


@pytest.mark.parametrize(
    ("quote", "text"),
    [
        ("„Gut so.“", "Gut so."),
        ("„Gut so.”", "Gut so."),
        ('„Gut so."', "Gut so."),
        ('"Gut so."', "Gut so."),
        ("“Gut so.“", "Gut so."),
        ("‚Gut so.‘", "Gut so."),
        ("»Gut so.«", "Gut so."),
        ("„Gut so”.", "Gut so."),
        ("„Das „Werk“ ist gut.”", "Das „Werk“ ist gut."),
        ("„Gut ist das „Werk“”", "Gut ist das „Werk“"),
        ("„Gut so,\nund weiter so.”", "Gut so,\nund weiter so."),
    ],
)
def test_outer_marks_of_testimonial_are_cut(quote: str, text: str) -> None:
    record = record_of(mitteldeutschland(footer=FOOTER.replace(QUOTE, quote)))
    assert record.testimonial is not None
    assert record.testimonial.quote == text


def test_missing_closing_mark_is_warned_of() -> None:
    text = mitteldeutschland(footer=FOOTER.replace(QUOTE, "„Gut so."))
    assert warnings_of(text) == ["quote-unclosed"]
    record = parse(text).record
    assert record is not None
    assert record.testimonial == Statement("Ada Beispiel", "Beispielwerk", "Gut so.")


@pytest.mark.parametrize("rest", ["", f"\n{WHO}"])
def test_cut_footer_is_warned_of_and_has_no_testimonial(rest: str) -> None:
    text = mitteldeutschland(footer=f"Deutsch\nEnglish\n{IMAGE_ALT}{rest}")
    assert warnings_of(text) == ["testimonial-incomplete"]
    record = parse(text).record
    assert record is not None
    assert record.testimonial is None
    assert record.removed == tuple(f"Deutsch\nEnglish\n{IMAGE_ALT}{rest}".split("\n"))


@pytest.mark.parametrize(
    "footer",
    [
        f"{FOOTER}\n\nImpressum",
        f"{FOOTER}\nImpressum",
        f"{FOOTER}\n\n\n{FOOTER}",
        f"Deutsch\nEnglish\n{IMAGE_ALT}\nImpressum\nKontakt",
        f"{IMAGE_ALT}\n{WHO}\n{QUOTE}\n\nImpressum",
    ],
)
def test_text_after_footer_needs_review(footer: str) -> None:
    parsed = parse(mitteldeutschland(footer=footer))
    assert parsed.reason is not None
    assert (parsed.reason.code, parsed.record) == ("text-after-footer", None)
