"""Which words a German compound is made of."""

import pytest

from metropol.search.compounds import LONGEST, Splitter, candidates

NOUNS = frozenset(
    ["allianz", "region", "technik", "forschung", "zentrum", "land", "stadt", "stellung", "wasser"]
)
SPLITTER = Splitter(NOUNS, frozenset(["deutschland"]))


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("metropolregion", ("metropol", "region")),
        ("forschungszentrum", ("forschung", "zentrum")),
        ("städteregion", ("städte", "region")),
        ("stadtregion", ("stadt", "region")),
        ("wassertechnik", ("wasser", "technik")),
        ("wassertechnikzentrum", ("wassertechnik", "wasser", "technik", "zentrum")),
    ],
)
def test_compound_has_its_parts(word: str, parts: tuple[str, ...]) -> None:
    assert set(SPLITTER.parts(word)) == set(parts)


def test_unknown_first_part_may_be_taken_apart_further() -> None:
    assert set(SPLITTER.parts("klebtechnikallianz")) >= {"klebtechnik", "allianz"}


@pytest.mark.parametrize(
    "word",
    [
        "unternehmen",
        "gegenstellung",
        "vorstellung",
        "deutschland",
        "landschaft",
        "region",
        "xyzregion",
        "x" * 30,
        "",
    ],
)
def test_other_words_stay_whole(word: str) -> None:
    assert SPLITTER.parts(word) == ()


def test_verb_is_no_part_even_if_it_is_known_as_a_word() -> None:
    assert "nehmen" not in NOUNS
    assert Splitter(NOUNS | {"unter"}).parts("unternehmen") == ()


def test_very_long_word_is_no_work() -> None:
    assert SPLITTER.parts("region" * 20) == ()
    assert len(list(candidates("region" * 20))) < LONGEST**2


@pytest.mark.parametrize("word", ["metropolregion", "wassertechnikzentrum", "forschungszentrum"])
def test_all_that_is_asked_about_a_word_is_known_before(word: str) -> None:
    asked = set(candidates(word))
    assert Splitter(NOUNS & asked).parts(word) == SPLITTER.parts(word)
