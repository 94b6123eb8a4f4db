"""An English text is current only beside a German text for which somebody wrote or confirmed it."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from metropol.translations.memory import FieldState, Memory, merged
from metropol.translations.texts import Text

CURRENT, OUTDATED = FieldState.CURRENT, FieldState.OUTDATED


def text(words: str) -> Text:
    return Text(words, (words,) if words else ())


A, B, C = (text(f"Deutscher Text {letter}") for letter in "ABC")
X, Y = text("English text X"), text("English text Y")


def noted(*pairs: tuple[Text, Text]) -> Memory:
    memory = Memory()
    for german, english in pairs:
        memory.note(german, english)
    return memory


@pytest.mark.parametrize(
    ("german", "english", "state"),
    [
        (text(""), text(""), FieldState.EMPTY),
        (A, text(""), FieldState.MISSING),
        (A, A, FieldState.COPIED),
        (A, X, OUTDATED),
    ],
)
def test_state_without_memory(german: Text, english: Text, state: FieldState) -> None:
    assert Memory().state(german, english) == state


def test_new_english_is_current_until_german_changes() -> None:
    memory = noted((A, X))
    assert memory.state(A, X) == CURRENT
    assert memory.state(B, X) == OUTDATED
    memory.note(B, X)
    assert memory.state(B, X) == OUTDATED
    assert memory.state(A, X) == CURRENT


def test_return_to_an_older_english_is_no_translation() -> None:
    memory = noted((A, X), (B, X), (B, Y), (B, X))
    assert memory.state(B, X) == OUTDATED
    assert memory.state(B, Y) == CURRENT


def test_confirmed_english_is_current() -> None:
    memory = noted((A, X))
    memory.confirm(B, X)
    assert memory.state(B, X) == CURRENT
    assert memory.source(X) == B.words


def test_copy_is_no_translation_until_confirmed() -> None:
    memory = noted((A, A))
    assert memory.state(A, A) == FieldState.COPIED
    memory.confirm(A, A)
    assert memory.state(A, A) == CURRENT


def test_copied_paragraph_among_translated_ones_is_a_copy() -> None:
    kept = "Dieser lange Absatz steht noch da."
    german = Text(f"Eins. {kept}", ("Eins.", kept))
    english = Text(f"One. {kept}", ("One.", kept))
    assert noted((german, english)).state(german, english) == FieldState.COPIED


def test_name_that_is_the_same_in_both_does_not_make_a_copy() -> None:
    german, english = Text("Mehr Q-Cells", ("Mehr", "Q-Cells")), Text("x", ("More", "Q-Cells"))
    assert noted((german, english)).state(german, english) == CURRENT


def test_drafts_of_autosave_do_not_fill_the_memory() -> None:
    memory = noted((A, X))
    for number in range(200):
        memory.note(B, text(f"typing {number}"), in_draft=True)
    assert len(memory.pairs) == 2
    assert memory.state(B, X) == OUTDATED


def test_draft_with_another_german_stays_remembered() -> None:
    memory = Memory()
    memory.note(A, X, in_draft=True)
    memory.note(B, Y, in_draft=True)
    memory.note(B, X, in_draft=True)
    assert memory.state(B, X) == OUTDATED


def test_settled_pairs_stay() -> None:
    memory = Memory()
    memory.note(A, X, in_draft=True)
    memory.settle()
    memory.note(A, Y, in_draft=True)
    assert [pair[0] for pair in memory.pairs] == [X.digest, Y.digest]


def test_german_texts_of_other_english_are_forgotten() -> None:
    memory = noted((A, X), (B, Y))
    memory.forget_texts({Y.digest})
    assert memory.source(X) is None
    assert memory.source(Y) == B.words


def test_memory_is_limited_and_keeps_the_newest() -> None:
    memory = noted(*((A, text(f"word {number}")) for number in range(120)))
    assert len(memory.pairs) == 50
    assert memory.state(A, text("word 119")) == CURRENT


def test_merged_memory_knows_what_both_know() -> None:
    one, other = {"lead": noted((A, X)).data}, {"lead": noted((B, Y)).data, "body": Memory().data}
    lead = Memory(merged(one, other)["lead"])
    assert lead.state(A, X) == CURRENT
    assert lead.state(B, Y) == CURRENT
    assert lead.state(B, X) == OUTDATED


def test_stored_data_is_read_again() -> None:
    assert Memory(noted((A, X)).data).state(A, X) == CURRENT


STEPS = st.lists(
    st.tuples(
        st.sampled_from(["german", "english", "confirm", "autosave", "settle", "store"]),
        st.integers(0, 3),
    ),
    max_size=30,
)


@given(STEPS)
@settings(max_examples=200, deadline=None)
def test_never_current_without_reason(steps: list[tuple[str, int]]) -> None:
    """Over any sequence: an English is current only with the German of its writing or confirming.

    The oracle remembers for each English text that was ever kept beside which German it first
    stood, and what was confirmed.
    """
    german, english, memory = text("Deutsch 0"), text(""), Memory()
    written: dict[str, str] = {}
    right: set[tuple[str, str]] = set()
    for what, number in steps:
        draft = what == "autosave"
        if what == "german":
            german = text(f"Deutsch {number}")
        elif what in ("english", "autosave"):
            english = text(f"English {number}")
        elif what == "confirm" and english.words:
            right.add((german.words, english.words))
            memory.confirm(german, english)
        elif what == "settle":
            memory.settle()
        elif what == "store":
            memory = Memory(memory.data)
        memory.note(german, english, draft)
        if english.words:
            written.setdefault(english.words, german.words)
        if memory.state(german, english) == CURRENT:
            # A draft that autosave replaced was never kept: its text counts as new.
            kept = written[english.words] == german.words or _was_replaced(memory, written, english)
            assert kept or (german.words, english.words) in right


def _was_replaced(memory: Memory, written: dict[str, str], english: Text) -> bool:
    """Tell whether the memory no longer has the first pair of an English text."""
    first: Any = text(written[english.words]).digest
    return [english.digest, first] not in [pair[:2] for pair in memory.pairs]
