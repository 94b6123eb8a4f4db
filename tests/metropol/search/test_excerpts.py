"""Titles and excerpts show where the words are that were looked for."""

import pytest

from metropol.search.compounds import Splitter
from metropol.search.excerpts import LENGTH, Marker
from metropol.search.queries import parse

SPLITTER = Splitter(frozenset(["region", "allianz"]))


def marker(query: str, text: str, language: str = "de") -> Marker:
    return Marker(parse(query, language), [text], lambda words: SPLITTER)


@pytest.mark.parametrize(
    ("query", "text", "marked"),
    [
        ("netzwerk", "Die Netzwerke hier", "Die <mark>Netzwerke</mark> hier"),
        ("muenchen", "In München", "In <mark>München</mark>"),
        ("metropol", "Die Metropolregion.", "Die <mark>Metropolregion</mark>."),
        ("allianz", "Klebtechnik-Allianz", "<mark>Klebtechnik-Allianz</mark>"),
        ("nehmen", "Unternehmen nehmen", "Unternehmen <mark>nehmen</mark>"),
        (
            "b",
            "<b> & c",
            "&lt;<mark>b</mark>&gt; &amp; c",
        ),
        ("x", "nichts davon", "nichts davon"),
    ],
)
def test_words_are_marked_and_all_else_is_escaped(query: str, text: str, marked: str) -> None:
    assert marker(query, text).title(text) == marked


def test_excerpt_is_where_most_of_the_words_are() -> None:
    text = (
        "Anfang mit Eisen. "
        + "Lückentext ohne Sinn. " * 40
        + "Hier sind Eisen und Stahl beisammen. "
    )
    text += "Ende ohne etwas. " * 40
    excerpt = marker("stahl eisen", text).excerpt(text)
    assert "<mark>Eisen</mark> und <mark>Stahl</mark>" in excerpt
    assert excerpt.startswith("… ")
    assert excerpt.endswith(" …")
    assert len(excerpt) < LENGTH + 80


def test_excerpt_without_a_hit_is_the_beginning() -> None:
    text = "Der Anfang. " * 60
    excerpt = marker("titelwort", text).excerpt(text)
    assert excerpt.startswith("Der Anfang.")
    assert excerpt.endswith(" …")


def test_texts_that_are_no_sentences_are_told_apart() -> None:
    text = "Leuna\nChemie & mehr\nEin Satz.\nNoch einer."
    assert marker("chemie", text).excerpt(text) == (
        "Leuna · <mark>Chemie</mark> &amp; mehr · Ein Satz.\nNoch einer."
    )


def test_empty_text_has_an_empty_excerpt() -> None:
    assert marker("wort", "").excerpt("") == ""


def test_splitter_is_asked_only_about_what_may_be_a_compound() -> None:
    asked: list[set[str]] = []

    def splitter(words: set[str]) -> Splitter:
        asked.append(words)
        return SPLITTER

    Marker(parse("region", "de"), ["Eine Region ohne Zusammensetzungen"], splitter)
    assert asked == []
    Marker(parse("region", "de"), ["Die Metropolregion, Unternehmungen"], splitter)
    assert asked == [{"metropolregion"}]
    Marker(parse("region", "en"), ["The metropolregion"], splitter)
    assert len(asked) == 1
