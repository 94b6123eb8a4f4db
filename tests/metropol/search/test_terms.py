"""From texts to terms: the same for what staff write and what visitors type."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from metropol.search.terms import LONGEST, folded, readable, terms_of, words


@pytest.mark.parametrize(
    ("one", "other", "language"),
    [
        ("München", "Muenchen", "de"),
        ("München", "Mu\u0308nchen", "de"),
        ("Förderung", "foerderungen", "de"),
        ("Häuser", "Haus", "de"),
        ("Netzwerke", "Netzwerks", "de"),
        ("Straße", "STRASSE", "de"),
        ("Café", "cafe", "de"),
        ("networks", "networking", "en"),
        ("Companies", "company", "en"),
    ],
)
def test_forms_of_a_word_have_one_term(one: str, other: str, language: str) -> None:
    one, other = readable(one), readable(other)
    assert terms_of(one, language) == terms_of(other, language) != ()


def test_languages_have_stems_of_their_own() -> None:
    assert terms_of("Häuser", "de") == ("haus",)
    assert terms_of("houses", "en") == ("hous",)


@pytest.mark.parametrize("typed", ["Munchen", "Muenchen", "München"])
def test_umlaut_of_an_english_text_is_found_however_it_is_typed(typed: str) -> None:
    assert set(terms_of(typed, "en")) & set(terms_of("München", "en"))


@pytest.mark.parametrize(
    ("word", "language"), [("und", "de"), ("für", "de"), ("Die", "de"), ("the", "en")]
)
def test_stop_words_have_no_term(word: str, language: str) -> None:
    assert terms_of(word, language) == ()


def test_stop_words_are_of_one_language() -> None:
    assert terms_of("war", "de") == ()
    assert terms_of("war", "en") == ("war",)


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("Klebtechnik-Allianz", [("Klebtechnik", "Allianz")]),
        ("E‑Mobilität – jetzt", [("E", "Mobilität"), ("jetzt",)]),
        ("„Hier“, sagte sie: 42 %", [("Hier",), ("sagte",), ("sie",), ("42",)]),
        ("Bin\u00adde\u00adstrich", [("Bindestrich",)]),
        ("a_b\x00c", [("a",), ("b",), ("c",)]),
        ("x" * (LONGEST + 1), []),
    ],
)
def test_text_is_taken_apart_into_words(text: str, pieces: list[tuple[str, ...]]) -> None:
    assert [word.pieces for word in words(readable(text))] == pieces


def test_words_know_where_they_stand() -> None:
    text = "Zwei Wörter."
    assert [text[word.start : word.end] for word in words(text)] == ["Zwei", "Wörter"]


@given(st.text(max_size=80), st.sampled_from(["de", "en"]))
def test_terms_are_small_letters_and_digits_whatever_is_typed(text: str, language: str) -> None:
    for word in words(readable(text)):
        for piece in word.pieces:
            for term in terms_of(piece, language):
                # A number at its beginning would be a word of its own to PostgreSQL.
                assert re.fullmatch(r"[a-z][a-z0-9]*", term)


def test_half_characters_become_spaces() -> None:
    assert readable("a\ud800b\x00c") == "a b c"


def test_folding_leaves_letters_of_other_alphabets() -> None:
    assert folded("Ёлка") == "елка"
    assert folded("Œuvre Ærø") == "œuvre ærø"
