"""What is done fast for most texts is what would be done slowly, sign by sign."""

import re
import unicodedata
from collections import Counter

from hypothesis import example, given
from hypothesis import strategies as st

from news.archive import encoding
from news.archive.encoding import binary_kind
from news.archive.language import ENGLISH, GERMAN, detect
from news.archive.names import printable
from news.archive.normalise import MAX_MARKS, normalise

INVISIBLE = {
    0xAD,
    0x34F,
    *range(0x180B, 0x1810),
    *range(0x200B, 0x200E),
    *range(0x2060, 0x2066),
    0xFEFF,
    *range(0xFFF9, 0xFFFC),
    *range(0xE0000, 0xE0080),
}
DIRECTIONS = {0x61C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x2070)}
STRANGE = "".join(
    map(
        chr,
        [
            *range(0x20),
            *range(0x7F, 0xA1),
            *sorted(INVISIBLE),
            *sorted(DIRECTIONS),
            *(0x180F, 0x1680, *range(0x2000, 0x200B), 0x2028, 0x2029, 0x202F, 0x205F, 0x3000),
        ],
    )
)
MARKS = "\u0300\u0301\u0308\u0316\u0327\u034f\u20d0\u3099\U0001d165"
TEXTS = st.lists(
    st.one_of(
        st.text("aä \n", max_size=20),
        st.text(STRANGE, max_size=5),
        st.text(max_size=10),
        st.text(MARKS, min_size=MAX_MARKS - 2, max_size=MAX_MARKS * 2),
    ),
    max_size=8,
).map("".join)


def normalise_slowly(text: str) -> tuple[str, int]:
    """Do what `normalise` does, one sign after the other."""
    kept: list[str] = []
    controls = 0
    for character in re.sub("\r\n|[\r\x85\u2028\u2029]", "\n", text):
        if character == "\t" or unicodedata.category(character) == "Zs":
            kept.append(" ")
        elif character == "\n":
            kept.append(character)
        elif unicodedata.category(character) == "Cc" or ord(character) in DIRECTIONS:
            controls += 1
        elif ord(character) not in INVISIBLE:
            kept.append(character)
    few: list[str] = []
    run = 0
    for character in kept:
        run = run + 1 if unicodedata.combining(character) else 0
        if run <= MAX_MARKS:
            few.append(character)
        else:
            controls += 1
    lines = unicodedata.normalize("NFC", "".join(few)).split("\n")
    return "\n".join(line.rstrip(" ") for line in lines).strip("\n"), controls


@given(TEXTS)
@example("\u034f")
@example("a" + "\u0301" * MAX_MARKS)
@example("a" + "\u0301" * (MAX_MARKS + 1))
@example("\u0301" * MAX_MARKS + "\u034f" + "\u0301" * MAX_MARKS)
@example("\u0301" * MAX_MARKS + "\xe4" + "\u0301" * MAX_MARKS)
def test_plain_form_is_that_of_the_slow_way(text: str) -> None:
    assert normalise(text) == normalise_slowly(text)


def test_plain_form_of_each_character_is_that_of_the_slow_way() -> None:
    planes = (*range(0xD800), *range(0xE000, 0x10000), *range(0xE0000, 0xE0200))
    texts = [f"a{chr(number)}b" for number in planes]
    assert [text for text in texts if normalise(text) != normalise_slowly(text)] == []


@given(st.lists(st.lists(st.sampled_from([*GERMAN, *ENGLISH, "Halle", "Die", "THE"]))))
def test_language_is_that_of_counted_words(texts: list[list[str]]) -> None:
    words = Counter(word.lower() for text in texts for word in text)
    german, english = (sum(words[word] for word in language) for language in (GERMAN, ENGLISH))
    assert detect(" ".join(text) for text in texts) == ("en" if english > german else "de")


def test_each_magic_number_names_its_format() -> None:
    for magic, kind in encoding._MAGIC:
        assert binary_kind(magic) == binary_kind(magic + b"\x00rest") == kind
        assert binary_kind(magic[:-1]) != kind or magic[:-1] in dict(encoding._MAGIC)


@given(st.text(st.characters(codec=None)) | st.text(f"aä\\\n\udc80\udcff{STRANGE}"))
def test_printed_name_is_that_of_its_characters(name: str) -> None:
    composed = unicodedata.normalize("NFC", name)
    assert printable(name) == "".join(printable(f"{character}") for character in composed)
