"""What a visitor types becomes a query, however strange it is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from metropol.search import backends
from metropol.search.queries import LONGEST, MOST_WORDS, parse


def test_query_is_all_words_in_any_of_their_forms() -> None:
    query = parse("  die  München-Messe ", "en")
    assert query.text == "die München-Messe"
    assert query.groups == (("die",), ("munchen", "muenchen"), ("mess",))


@pytest.mark.parametrize(
    "typed", ["", "   ", "und der die das", "!?&|<>*()", "\x00", "🙂🙂", "\ud800", "''\"\"", "- -"]
)
def test_what_names_nothing_is_an_empty_query(typed: str) -> None:
    assert not parse(typed, "de")


def test_long_text_is_cut_at_a_word() -> None:
    query = parse("Wort" + " Zukunft" * 2000, "de")
    assert len(query.text) <= LONGEST
    assert query.text.endswith(" Zukunft")
    assert query.groups == (("wort",), ("zukunft",))


def test_long_word_is_cut_anywhere() -> None:
    assert len(parse("x" * 10_000, "de").text) == LONGEST


def test_words_are_no_more_than_twenty() -> None:
    query = parse(" ".join(f"w{number}" for number in range(1500)), "de")
    assert len(query.groups) == MOST_WORDS


@given(st.text(max_size=600), st.sampled_from(["de", "en"]))
def test_any_text_is_a_query_that_both_databases_read(typed: str, language: str) -> None:
    query = parse(typed, language)
    assert len(query.text) <= LONGEST
    assert "\x00" not in query.text
    for each in (backends.PostgreSQL, backends.SQLite):
        assert bool(each.query(query.groups)) == bool(query)


@pytest.mark.parametrize(
    ("backend", "text"),
    [
        (backends.PostgreSQL, "(a | b) & (c)"),
        (backends.SQLite, '("a" OR "b") AND ("c")'),
    ],
)
def test_database_gets_its_own_words(backend: type, text: str) -> None:
    assert backend.query([("a", "b"), ("c",)]) == text
