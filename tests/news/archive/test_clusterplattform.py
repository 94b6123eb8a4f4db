"""The layout `clusterplattform`, rule by rule."""

import pytest

from news.archive.record import Block, Image
from tests.news.archive.documents import (
    BODY,
    FOOTER,
    LEAD,
    LONG,
    clusterplattform,
    paragraph,
    parse,
    reason_of,
    record_of,
    types_of,
    warnings_of,
)

ALT, CAPTION, TITLE = "Drei Leute", "Drei Leute bei der Arbeit in Halle.", "Netzwerk Halle"


@pytest.mark.parametrize("section", ["ClusterERFOLGE", "Meldung"])
def test_plain_item_is_read_in_all_parts(section: str) -> None:
    record = record_of(clusterplattform(section=section))
    assert (record.family, record.section) == ("clusterplattform", section)
    assert record.headline == "Zwölf Betriebe gründen ein Netzwerk"
    assert record.date is not None
    assert record.date.isoformat() == "2019-07-16"
    assert (record.kicker, record.lead, record.body) == (None, LEAD, (paragraph(LONG),))
    assert (record.image, record.testimonial, record.removed) == (None, None, ())


def test_section_meldung_with_empty_line_is_of_the_other_layout() -> None:
    text = f"Meldung\n\nEin Netzwerk\n\n09. Dezember 2011\n\n\n{LEAD}\n\n{BODY}\n\n\n{FOOTER}"
    assert record_of(text).family == "mitteldeutschland"


def test_short_line_without_full_stop_is_kicker() -> None:
    record = record_of(clusterplattform("Gemeinsam stark", LEAD, LONG))
    assert (record.kicker, record.lead) == ("Gemeinsam stark", LEAD)


@pytest.mark.parametrize(
    "lead", ["Ein kurzer Lead.", "Ein langer Lead " + "ohne Punkt " * 9, f"{LEAD} {LONG}"]
)
def test_lead_that_is_no_kicker_stays_lead(lead: str) -> None:
    record = record_of(clusterplattform(lead, BODY, LONG))
    assert (record.kicker, record.lead) == (None, lead.strip())


def test_short_lead_before_image_is_no_kicker() -> None:
    record = record_of(clusterplattform("Ein Lead ohne Punkt", f"{ALT}\n{CAPTION}\n© A", LONG))
    assert (record.kicker, record.lead) == (None, "Ein Lead ohne Punkt")
    assert record.image == Image(ALT, CAPTION, "A")


@pytest.mark.parametrize(
    ("block", "image"),
    [
        (f"{ALT}\n{CAPTION}\n© A. Foto\n{TITLE}", Image(ALT, CAPTION, "A. Foto", TITLE)),
        (f"{ALT}\n{CAPTION}\nQuelle: Stadt\n{TITLE}", Image(ALT, CAPTION, "Stadt", TITLE)),
        (f"{ALT}\n©A. Foto\n{TITLE}", Image(ALT, None, "A. Foto", TITLE)),
        (f"{ALT}\n{CAPTION}\n© A. Foto", Image(ALT, CAPTION, "A. Foto")),
        (f"{ALT}\n© A. Foto", Image(ALT, None, "A. Foto")),
        (f"{ALT}\n{LONG * 2}\n© A\n{TITLE}", Image(ALT, LONG * 2, "A", TITLE)),
        (f"{CAPTION}\n{CAPTION}\n© A\n{TITLE}", Image(CAPTION, CAPTION, "A", TITLE)),
        (f"{LONG * 2}\n{LONG * 2}\n© A\n{ALT}", Image(LONG * 2, LONG * 2, "A", ALT)),
        (f"{ALT}\n© A\n{ALT}", Image(ALT, None, "A", ALT)),
        (f"{ALT}\n{CAPTION}\n{TITLE}", Image(ALT, CAPTION, None, TITLE)),
        (f"{ALT}\n{TITLE}", Image(ALT, None, None, TITLE)),
    ],
)
def test_block_below_lead_is_image(block: str, image: Image) -> None:
    record = record_of(clusterplattform(LEAD, block, LONG))
    assert (record.image, record.body) == (image, (paragraph(LONG),))


def test_long_line_below_title_is_text() -> None:
    record = record_of(clusterplattform(LEAD, f"{ALT}\n{CAPTION}\n© A\n{TITLE}\n{LONG}", BODY))
    assert record.image == Image(ALT, CAPTION, "A", TITLE)
    assert record.body == (paragraph(LONG), paragraph(BODY))


def test_long_sentence_below_credit_is_text() -> None:
    record = record_of(clusterplattform(LEAD, f"{ALT}\n© A\n{LONG} {LONG}"))
    assert (record.image, record.body) == (Image(ALT, None, "A"), (paragraph(f"{LONG} {LONG}"),))


@pytest.mark.parametrize(
    "block",
    [
        "Zwei kurze Sätze.\nIn einem Absatz.",
        f"{LONG} {LONG}\nQuelle: Ministerium.",
        "Gesucht:\n• eins",
        "Eine kurze Zeile.",
    ],
)
def test_paragraph_below_lead_is_no_image(block: str) -> None:
    record = record_of(clusterplattform(LEAD, block, LONG))
    assert record.image is None
    assert record.body[0].type == "paragraph"


def test_image_further_down_is_block_of_body() -> None:
    record = record_of(
        clusterplattform(LEAD, LONG, f"{ALT}\n{CAPTION}\n© A\n{TITLE}\n{BODY}", LONG)
    )
    assert types_of(record) == ["paragraph", "image", "paragraph", "paragraph"]
    assert record.body[1].text == f"{CAPTION} (Quelle: A)"
    assert record.image == Image(ALT, CAPTION, "A", TITLE)


def test_short_line_before_paragraph_is_heading() -> None:
    record = record_of(clusterplattform(LEAD, LONG, "Wie geht es weiter?", BODY))
    assert record.body[1:] == (Block("heading", "Wie geht es weiter?"), paragraph(BODY))


@pytest.mark.parametrize("line", ["Ein kurzer Satz.", "Gesucht werden:", "Ein Satz " * 10 + "Ende"])
def test_line_that_is_no_heading_is_paragraph(line: str) -> None:
    assert types_of(record_of(clusterplattform(LEAD, LONG, line, BODY)))[1] == "paragraph"


@pytest.mark.parametrize("after", ["• eins\n• zwei.", "„Wir freuen uns.“"])
def test_short_line_before_other_block_is_paragraph(after: str) -> None:
    assert types_of(record_of(clusterplattform(LEAD, LONG, "Kurz gesagt", after)))[1] == "paragraph"


def test_second_of_two_short_lines_is_heading() -> None:
    record = record_of(clusterplattform(LEAD, LONG, "Erstens", "Zweitens", BODY))
    assert types_of(record) == ["paragraph", "paragraph", "heading", "paragraph"]


@pytest.mark.parametrize(
    "quote",
    [
        "„Wir freuen uns.“",
        "„Wir freuen uns.”",
        '"Wir freuen uns."',
        "“Wir freuen uns.“",
        "‚Wir freuen uns.‘",
        "„Wir freuen uns auf „go“ und mehr.“",
        '"Wir freuen uns auf "go" und mehr."',
        "„Wir freuen uns.\nSehr sogar.“",
    ],
)
def test_block_wholly_in_quotation_marks_is_quote_with_them(quote: str) -> None:
    assert record_of(clusterplattform(LEAD, LONG, quote, BODY)).body[1] == Block("quote", quote)


@pytest.mark.parametrize(
    "text",
    [
        "Ada Beispiel, Vorsitzende, zur Gründung: „Wir freuen uns.“",
        "„Wir freuen uns“, sagt Ada Beispiel, „und zwar sehr.“",
        '"Wir freuen uns", sagt Ada Beispiel. "Und zwar sehr."',
        "“Wir freuen uns“, sagt Ada Beispiel. “Und zwar sehr.“",
        "„Wir freuen uns.“\nAda Beispiel, Vorsitzende.",
    ],
)
def test_attribution_and_quotation_together_are_paragraph(text: str) -> None:
    assert record_of(clusterplattform(LEAD, LONG, text, BODY)).body[1] == paragraph(text)


def test_bullet_list_is_list() -> None:
    record = record_of(clusterplattform(LEAD, LONG, "  • eins\n  • zwei", BODY))
    assert record.body[1] == Block("list", "eins\nzwei")


@pytest.mark.parametrize(
    ("date", "code"),
    [
        ("31.02.2019", "date-impossible"),
        ("16.13.2019", "date-impossible"),
        ("16.07.19", "date-two-digit-year"),
        ("16.07.2024", "date-future"),
        ("", "date-missing"),
    ],
)
def test_unusable_date_needs_review_with_record_but_no_date(date: str, code: str) -> None:
    parsed = parse(clusterplattform(date=date))
    assert (parsed.status, parsed.reason and parsed.reason.code) == ("needs_review", code)
    assert parsed.record is not None
    assert (parsed.record.family, parsed.record.date) == ("clusterplattform", None)


@pytest.mark.parametrize(
    "text",
    [
        "ClusterERFOLGE\n16.07.2019",
        f"ClusterERFOLGE\n16.07.2019\n\n{LEAD} {LONG}\n\n{BODY}",
        f"ClusterERFOLGE\n16.07.2019\n\n{ALT}\n{CAPTION}\n© A\n\n{BODY}",
        f"ClusterERFOLGE\n16.07.2019\nEin Netzwerk entsteht\n\n{LEAD}",
    ],
)
def test_missing_headline_needs_review(text: str) -> None:
    assert reason_of(text) == "headline-missing"


@pytest.mark.parametrize("blocks", [(f"{ALT}\n{CAPTION}\n© A", LONG)])
def test_missing_lead_needs_review(blocks: tuple[str, ...]) -> None:
    assert reason_of(clusterplattform(*blocks)) == "lead-missing"
    assert reason_of("Meldung\n16.07.2019\n\nEin Netzwerk entsteht") == "lead-missing"


def test_text_cut_in_the_middle_is_warned_of() -> None:
    assert warnings_of(clusterplattform(LEAD, LONG[:80])) == ["text-cut"]
