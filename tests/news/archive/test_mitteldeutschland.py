"""The layout `mitteldeutschland`, rule by rule."""

import pytest

from news.archive.families.mitteldeutschland import link_name
from news.archive.record import Block, Image
from news.archive.record import Testimonial as Statement
from tests.news.archive.documents import (
    BODY,
    FOOTER,
    IMAGE_ALT,
    LEAD,
    LONG,
    mitteldeutschland,
    paragraph,
    parse,
    reason_of,
    record_of,
    types_of,
    warnings_of,
)


def test_plain_item_is_read_in_all_parts() -> None:
    record = record_of(mitteldeutschland())
    assert record.family == "mitteldeutschland"
    assert record.section == "Cluster"
    assert record.headline == "Zwölf Betriebe gründen ein Netzwerk"
    assert record.date is not None
    assert record.date.isoformat() == "2011-12-09"
    assert (record.lead, record.body) == (LEAD, (paragraph(BODY),))
    assert record.testimonial == Statement("Ada Beispiel", "Beispielwerk", "Wir sind gern dabei.")
    assert record.removed == ("Deutsch", "English", IMAGE_ALT)
    assert (record.kicker, record.links, record.image) == (None, (), None)


@pytest.mark.parametrize("section", ["Pressemitteilung", "Wissenschaft", "Aus der Region", "F&E"])
def test_section_never_seen_matches(section: str) -> None:
    assert record_of(mitteldeutschland(section=section)).section == section


@pytest.mark.parametrize(
    "headline",
    [
        "„Wir bleiben hier“",
        "25 Jahre Forschung in Halle",
        "Öffnung der Märkte",
        "Ein Netzwerk " + "und noch ein Netzwerk " * 6 + "für alle",
        "Wer zahlt? Wer gewinnt!",
    ],
)
def test_headline_of_any_kind_is_taken_whole(headline: str) -> None:
    assert record_of(mitteldeutschland(headline=headline)).headline == headline


@pytest.mark.parametrize(
    "lead",
    [
        "Ein Lead ohne Punkt am Ende, wie er im Archiv vorkommt",
        "„Ein Lead, der nur aus einem Zitat besteht.“",
        "Vom 1. Januar 2009 bis zum 16.07.2019 reicht der Bericht.",
        "09. Dezember 2011",
    ],
)
def test_first_block_below_date_is_lead(lead: str) -> None:
    record = record_of(mitteldeutschland(lead=lead))
    assert (record.lead, record.body) == (lead, (paragraph(BODY),))


def test_lead_repeated_in_body_is_kept() -> None:
    assert record_of(mitteldeutschland(LEAD, BODY)).body == (paragraph(LEAD), paragraph(BODY))


def test_dates_outside_of_head_are_never_the_date() -> None:
    text = mitteldeutschland("Am 12. Mai 2012 war Messe.", "12. Mai 2012", BODY)
    record = record_of(text)
    assert record.date is not None
    assert record.date.isoformat() == "2011-12-09"
    assert record.body[1] == paragraph("12. Mai 2012")


def test_paragraph_with_line_break_keeps_it() -> None:
    assert record_of(mitteldeutschland("Erste Zeile.\nZweite Zeile.")).body == (
        paragraph("Erste Zeile.\nZweite Zeile."),
    )


def test_image_line_with_foto_names_the_person() -> None:
    record = record_of(mitteldeutschland("Foto: Bert Muster, Musterbau", BODY))
    assert record.body == (Block("image", "Bert Muster, Musterbau"), paragraph(BODY))
    assert record.image == Image(caption="Bert Muster, Musterbau")


@pytest.mark.parametrize("sign", ["(v. l. n. r.)", "(v.l.n.r.)", "(v. l.)", "(v. l. n. r.: A, B)"])
def test_caption_from_left_to_right_is_image(sign: str) -> None:
    caption = f"Bert Muster, Cleo Probe und Dora Test {sign}"
    record = record_of(mitteldeutschland(BODY, caption))
    assert record.body[1] == Block("image", caption)
    assert record.image == Image(caption=caption)


@pytest.mark.parametrize(
    ("block", "caption"),
    [
        ("Blick in die\nneue Halle (Quelle: Stadt)", "Blick in die neue Halle (Quelle: Stadt)"),
        ("Blick in die Halle (Quelle:\nStadt)", "Blick in die Halle (Quelle: Stadt)"),
        ("Blick (Quelle: Stadt)\nin die Halle", "Blick (Quelle: Stadt) in die Halle"),
        ("Blick in die Halle [Quelle: Stadt]", "Blick in die Halle [Quelle: Stadt]"),
    ],
)
def test_caption_with_source_is_image_with_credit(block: str, caption: str) -> None:
    record = record_of(mitteldeutschland(block, BODY))
    assert record.body[0] == Block("image", caption)
    assert record.image == Image(caption=caption, credit="Stadt")


def test_several_image_lines_give_the_first_as_image() -> None:
    record = record_of(mitteldeutschland("Foto: Bert Muster", BODY, "Foto: Cleo Probe", BODY))
    assert types_of(record) == ["image", "paragraph", "image", "paragraph"]
    assert record.image == Image(caption="Bert Muster")


@pytest.mark.parametrize(
    "block",
    [
        "Auch Bert Muster von der Musterbau AG (Bild) war dabei.",
        "Die Quote sank auf acht Prozent (Quelle: Statistisches Amt).",
        "Laut Bericht (Quelle: Statistisches Amt) sank die Quote auf acht Prozent.",
        "Das Foto: ein Rätsel.",
    ],
)
def test_sentence_about_a_picture_or_source_is_paragraph(block: str) -> None:
    record = record_of(mitteldeutschland(block))
    assert (record.body, record.image) == ((paragraph(block),), None)


@pytest.mark.parametrize("gap", ["\n\n", "\n\n\n", "\n \n\n\n\n"])
def test_bullet_list_before_several_empty_lines_does_not_end_body(gap: str) -> None:
    record = record_of(mitteldeutschland(f"  • eins\n  • zwei{gap}{BODY}"))
    assert record.body == (Block("list", "eins\nzwei"), paragraph(BODY))
    assert record.testimonial is not None


def test_bullets_below_a_sentence_are_a_list_of_their_own() -> None:
    record = record_of(
        mitteldeutschland("Gesucht werden:\n  • Köche\nund Kellner\n  • Bäcker", BODY)
    )
    assert record.body[:2] == (
        paragraph("Gesucht werden:"),
        Block("list", "Köche und Kellner\nBäcker"),
    )


def test_link_list_yields_names() -> None:
    record = record_of(mitteldeutschland(BODY, "Weitere Informationen:\nCluster A\nVerein B e.V."))
    assert record.links == ("Cluster A", "Verein B e.V.")
    assert record.body == (paragraph(BODY),)
    assert "Weitere Informationen:" not in record.removed


def test_line_of_punctuation_is_tail_of_link_before() -> None:
    links = 'Weitere Informationen:\nVerband "medways\n"\nCluster „Optik\n“)\nCluster C'
    assert record_of(mitteldeutschland(BODY, links)).links == (
        'Verband "medways"',
        "Cluster „Optik“)",
        "Cluster C",
    )


def test_link_prefix_is_kept_and_cut_for_look_up() -> None:
    links = "Weitere Informationen:\nNachricht: Cluster wächst"
    record = record_of(mitteldeutschland(BODY, links))
    assert record.links == ("Nachricht: Cluster wächst",)
    assert link_name(record.links[0]) == "Cluster wächst"
    assert link_name("Cluster A") == "Cluster A"


def test_link_list_title_in_the_middle_is_paragraph() -> None:
    block = "Weitere Informationen:\ngibt es am Stand der Region."
    record = record_of(mitteldeutschland(block, BODY))
    assert (record.links, record.body[0]) == ((), paragraph(block))


@pytest.mark.parametrize(
    ("date", "code"),
    [
        ("31. Februar 2011", "date-impossible"),
        ("09.13.2011", "date-impossible"),
        ("09. Dezembär 2011", "date-impossible"),
        ("09. Dezember 11", "date-two-digit-year"),
        ("02. Juni 2024", "date-future"),
    ],
)
def test_unusable_date_needs_review_with_record_but_no_date(date: str, code: str) -> None:
    parsed = parse(mitteldeutschland(date=date))
    assert (parsed.status, parsed.reason and parsed.reason.code) == ("needs_review", code)
    assert parsed.record is not None
    assert (parsed.record.date, parsed.record.lead) == (None, LEAD)
    assert date in parsed.text


def test_missing_date_needs_review_with_record_but_no_date() -> None:
    parsed = parse(mitteldeutschland().replace("09. Dezember 2011\n", ""))
    assert (parsed.status, parsed.reason and parsed.reason.code) == ("needs_review", "date-missing")
    assert parsed.record is not None
    assert (parsed.record.date, parsed.record.lead) == (None, LEAD)


@pytest.mark.parametrize(
    "text",
    [
        "Cluster\n\nEin Netzwerk entsteht\n\n09. Dezember 2011",
        f"Cluster\n\nEin Netzwerk entsteht\n\n09. Dezember 2011\n\n\n{FOOTER}",
        "Cluster\n\nEin Netzwerk entsteht\n\n09. Dezember 2011\n\n\nWeitere Informationen:\nA",
    ],
)
def test_missing_lead_needs_review(text: str) -> None:
    assert reason_of(text) == "lead-missing"


def test_text_cut_in_the_middle_is_warned_of() -> None:
    assert warnings_of(mitteldeutschland(LONG[:80], footer="")) == ["text-cut"]
    assert warnings_of(mitteldeutschland(BODY, "Weitere Informationen:", footer="")) == ["text-cut"]


def test_text_without_footer_but_with_full_stop_is_good() -> None:
    record = record_of(mitteldeutschland(footer=""))
    assert (record.testimonial, record.removed) == (None, ())


def test_lines_of_blanks_count_as_empty() -> None:
    text = mitteldeutschland().replace("\n\n", "\n \xa0\n")
    assert record_of(text) == record_of(mitteldeutschland())


def test_markup_is_stored_as_the_characters_it_is() -> None:
    block = '<script>alert("{{ x }}")</script> javascript:alert(1) {% now %}.'
    assert record_of(mitteldeutschland(block)).body == (paragraph(block),)
