"""The plain form of a text."""

import unicodedata

import pytest

from news.archive.normalise import MAX_MARKS, normalise
from tests.news.archive.documents import mitteldeutschland, parse


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("a\xa0b\u202fc\u2009d\te", "a b c d e"),
        ("Kraft\xadwerk\u200b\ufeff\u200d\u2060", "Kraftwerk"),
        (unicodedata.normalize("NFD", "für Ärzte"), "für Ärzte"),
        ("a\r\nb\rc\u2028d\u2029e\x85f", "a\nb\nc\nd\ne\nf"),
        ("\n \xa0\n  a  \n\t\n b \n\n", "  a\n\n b"),
        ("\u200b\n\xad", ""),
    ],
)
def test_text_gets_its_plain_form_without_controls(text: str, plain: str) -> None:
    assert normalise(text) == (plain, 0)


@pytest.mark.parametrize(
    "control", ["\x00", "\x07", "\x0b", "\x1b", "\x7f", "\x9d", "\u202e", "\u200f"]
)
def test_controls_are_removed_with_warning(control: str) -> None:
    plain = mitteldeutschland("Ein Satz.")
    parsed = parse(plain.replace("Satz", f"Sa{control}tz").replace("Ein", f"E{control}in"))
    assert (parsed.status, parsed.digest) == ("ok", parse(plain).digest)
    assert [(w.code, w.params["count"]) for w in parsed.warnings] == [
        ("controls-removed", plain.count("Ein") + 1)
    ]


def test_invisible_characters_are_removed_without_warning() -> None:
    plain = mitteldeutschland("Kraftwerk für alle.")
    text = "\ufeff" + plain.replace("Kraftwerk", "Kraft\xadwerk\u200b").replace(" ", "\u202f")
    assert parse(unicodedata.normalize("NFD", text)) == parse(plain)


def test_endless_run_of_marks_is_limited() -> None:
    text, count = normalise("Ma" + "\u0301\u0316" * 100 + "rt")
    assert count == 200 - MAX_MARKS
    assert text[0] + text[-2:] == "Mrt"


@pytest.mark.parametrize("text", ["日本語" * 20, "Ελληνικά" * 9, "привет" * 9])
def test_long_words_of_other_scripts_are_kept(text: str) -> None:
    assert normalise(text) == (unicodedata.normalize("NFC", text), 0)
