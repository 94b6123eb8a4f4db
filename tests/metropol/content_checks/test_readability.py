"""LIX against values computed by hand, and its bands."""

import pytest

from members import models as members
from metropol.content_checks.checks import check_page
from metropol.content_checks.findings import Level
from metropol.content_checks.readability import (
    BANDS,
    band,
    check_paragraphs,
    check_readability,
    lix,
    reading,
)
from tests.metropol.content_checks.pages import FACTS, codes, page, unsaved

#: 5 words, 2 of them long.
GERMAN = "Der Verein fördert junge Erfindungen."
#: 10 words, all but the first long.
HARD = (
    "Die Gründungsversammlung beschließt Arbeitsschwerpunkte einschließlich"
    " Nachwuchsgewinnung, Werkstoffforschung, Digitalisierung mittelständischer Betriebe."
)


def test_lix_is_sentence_length_plus_share_of_long_words() -> None:
    # 5 words in 1 sentence, 2 of 5 long: 5 + 40
    assert lix([GERMAN]) == pytest.approx(45)
    # 5 + 3 words in 2 sentences, 2 of 8 long: 4 + 25
    assert lix([GERMAN, "Das ist gut."]) == pytest.approx(29)
    # 10 words in 1 sentence, 9 of 10 long: 10 + 90
    assert lix([HARD]) == pytest.approx(100)
    # "The region funds young people." has 5 words, none longer than six letters: 5 + 0
    assert lix(["The region funds young people."]) == pytest.approx(5)
    assert lix([]) == 0


def test_word_of_six_letters_is_not_long_and_one_of_seven_is() -> None:
    assert lix(["Straße"]) == pytest.approx(1)
    assert lix(["Straßen"]) == pytest.approx(101)


@pytest.mark.parametrize("value", [20, 35, 45, 55, 65, 75])
def test_german_may_be_ten_harder_than_english(value: int) -> None:
    assert band(value + 10, "de") == band(value, "en")


def test_bands_begin_at_their_steps() -> None:
    assert [band(value, "de") for value in (39.4, 40, 50, 60, 70)] == list(BANDS)
    assert [band(value, "en") for value in (29.4, 30, 40, 50, 60)] == list(BANDS)


def test_official_german_is_not_called_hard() -> None:
    # 17 + 10 words, 9 + 3 long, in 2 sentences: 13.5 + 44.4, which English would call difficult
    text = (
        "Die Landesregierung fördert gemeinsame Vorhaben von Unternehmen und Hochschulen, damit"
        " neue Verfahren schneller in die Betriebe kommen. Anträge können bis zum Herbst an das"
        " Ministerium gerichtet werden. "
    )
    measured = reading(page(lead_de=text * 5), "de")
    assert measured is not None
    assert (measured.words, round(measured.lix, 1), measured.band) == (135, 57.9, "average")
    assert band(measured.lix, "en") == "difficult"
    assert codes(check_readability, page(lead_de=text * 5)) == []


def test_short_text_is_not_judged() -> None:
    nearly = page(
        lead_de="", body_de=[("paragraph", f"<p>{f'{HARD} ' * 9}Es ist gut so, wie es.</p>")]
    )
    assert reading(nearly, "de") is None
    assert codes(check_readability, nearly) == []


def test_hard_text_is_told_with_value_band_and_longest_sentences() -> None:
    body = [
        ("paragraph", f"<p>{'Es ist gut. ' * 3}</p>"),
        ("paragraph", f"<p>{HARD} {HARD}</p>" * 5),
    ]
    [finding] = check_readability(page(lead_de="", body_de=body), "de", FACTS)
    # 109 words in 13 sentences, 90 long: 8.4 + 82.6
    assert (finding.level, finding.path, finding.language) == (Level.WARNING, "body_de.b1", "de")
    assert finding.params["lix"] == 91
    assert finding.params["band"] == "very-difficult"
    assert finding.params["sentences"] == [HARD] * 3


def test_same_value_is_a_hint_in_german_and_a_warning_in_english() -> None:
    # 10 words, 5 long: 10 + 50
    text = "Die jungen Betriebe entwickeln oft neue Werkstoffe und forschen darüber. " * 11
    of_it = page(lead_de=text, lead_en=text)
    [german] = check_readability(of_it, "de", FACTS)
    assert (german.level, german.params["lix"], german.params["band"]) == (
        Level.HINT,
        60,
        "difficult",
    )
    [english] = check_readability(of_it, "en", FACTS)
    assert (english.level, english.params["band"]) == (Level.WARNING, "very-difficult")


def test_headings_lists_and_quotations_are_no_running_text() -> None:
    body = [
        ("heading", HARD * 5),
        ("quote", {"text": HARD * 5, "attribution": ""}),
        ("list", [HARD] * 5),
        ("paragraph", f"<ul><li>{HARD * 15}</li></ul>"),
    ]
    assert reading(page(lead_de="", search_description=HARD * 20, body_de=body), "de") is None


def test_words_of_a_person_are_not_judged() -> None:
    said = unsaved(members.TestimonialPage, title="M. L.", quote_de=f"{HARD} " * 40)
    assert [each.code for each in check_page(said, FACTS)] == ["english-none"]


def test_very_long_paragraph_is_told() -> None:
    long, fine = "wort " * 151, "wort " * 150
    found = page(body_de=[("paragraph", f"<p>{fine}</p><p>{long}</p>")])
    assert codes(check_paragraphs, found) == ["paragraph-long"]
