"""Where sentences end, in German and English."""

import pytest

from metropol.content_checks.sentences import letters, sentences, words


@pytest.mark.parametrize(
    "text",
    [
        "Wir fördern z. B. Firmen aus Sachsen.",
        "Das gilt u. a. für Vereine, d. h. für fast alle.",
        "Am 1. Januar beginnt die 19. Auflage der Messe.",
        "Es sprach Prof. Dr. Anna Vogel.",
        "Die Holz GmbH & Co. KG baut hier.",
        "Es kamen ca. 300 Gäste und rd. 5 Mio. Euro zusammen.",
        "Friedrich II. Wettin lebte in der Bahnhofstr. 5 in Halle.",
        "Sie fragte: „Wann?“ und ging.",
        "Der Preis (inkl. MwSt.) steht fest.",
        "Das steht unter www.example.org im Netz.",
    ],
)
def test_german_full_stop_within_a_sentence_ends_none(text: str) -> None:
    assert sentences([text], "de") == [text]


@pytest.mark.parametrize(
    "text",
    [
        "Mr. Smith met Dr. Jones in St. Andrews.",
        "We fund tools, e.g. Lasers, and so on.",
        "Wood Inc. Berlin and Steel Ltd. London agreed.",
        "It ends on Jan. 5 at 3.30 p.m. Berlin time.",
        "See No. 5 in vol. 2 of J. R. Miller.",
    ],
)
def test_english_full_stop_within_a_sentence_ends_none(text: str) -> None:
    assert sentences([text], "en") == [text]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Das ist gut. Es geht weiter! Wirklich? Ja …", 4),
        ("Sie kam zur Holz GmbH & Co. KG. Dort blieb sie.", 2),
        ("Es gab Brot, Käse usw. Danach ging es heim.", 2),
        ("Wir treffen uns am 3. Das passt.", 2),
        ("Er sagte: „Komm!“ Sie kam.", 2),
        ("Das war 2024. Seither ist Ruhe.", 2),
        ("Alle gehen zum Verein e. V. Die Tür ist offen.", 2),
    ],
)
def test_german_sentences_end(text: str, number: int) -> None:
    assert len(sentences([text], "de")) == number


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("It was 5. Then it was 6.", 2),
        ("He works at Wood Inc. They make chairs.", 2),
        ("The answer is no. Nobody came.", 2),
        ("It ends at 3 p.m. The doors close.", 2),
    ],
)
def test_english_sentences_end(text: str, number: int) -> None:
    assert len(sentences([text], "en")) == number


def test_end_of_a_paragraph_ends_a_sentence() -> None:
    assert sentences(["Ohne Punkt", "Noch einer", " – "], "de") == ["Ohne Punkt", "Noch einer"]


def test_words_and_their_letters_are_counted_without_marks() -> None:
    assert words("Die „Baden-Württemberg GmbH“ – seit 1999.") == [
        "Die",
        "„Baden-Württemberg",
        "GmbH“",
        "seit",
        "1999.",
    ]
    assert letters("„Baden-Württemberg") == 16
    assert letters("1.000.000") == 0
    assert letters("Mitarbeiter:innen") == 16
