"""Time grows with the size of a file and no faster: four times the size, at most six times as long.

Only ratios within one run are compared, and the processor's time. Shapes that are fast anyway
are too short to measure, so that a floor is added. Most are measured at an eighth of a megabyte
and at half of one, the plainest in full size.
"""

import gc
import time

import pytest

from news.archive.parser import parse_bytes
from news.archive.reader import MAX_BYTES
from tests.news.archive.documents import FOOTER, LEAD, TODAY, clusterplattform, mitteldeutschland

MEGABYTE = 1_000_000
SMALL = MEGABYTE // 8
FLOOR = 0.02

SHAPES = {
    "one-line": ("", "ä" * 10, ""),
    "empty-lines": ("Cluster", "\n", "Ende"),
    "short-lines": ("", "a\n", ""),
    "blanks": ("a", " ", "b"),
    "quotes": (clusterplattform(LEAD, LEAD) + "\n\n„", "„a“ ", "“"),
    "quote-marks": (clusterplattform(LEAD, LEAD) + "\n\n„", "„“", "“"),
    "sources": (mitteldeutschland(footer="") + "\n\n", "(Quelle: a ", ""),
    "full-stops": (mitteldeutschland(footer="") + "\n\n", '."', "a"),
    "bullets": (mitteldeutschland(footer="") + "\n\n", "• a\nb\n", ""),
    "link-tails": (mitteldeutschland(footer="") + "\n\nWeitere Informationen:\na\n", '"\n', ""),
    "links": (mitteldeutschland(footer="") + "\n\nWeitere Informationen:\n", "Verein\n", ""),
    "dates": (mitteldeutschland(footer="") + "\n\n", "09. Dezember 2011\n\n\n", ""),
    "footers": (mitteldeutschland(), f"\n\n\n{FOOTER}", ""),
    "switches": (mitteldeutschland(footer=""), "\n\nDeutsch\nEnglish", ""),
    "headings": (clusterplattform(LEAD, LEAD), "\n\nKurz", ""),
    "credits": (clusterplattform(LEAD, LEAD), "\n\na\n© b", ""),
    "entities": (mitteldeutschland(footer="") + "\n\n", "&a&amp", ""),
    "mojibake": (mitteldeutschland(footer="") + "\n\n", "Ã¤Ã", "ł"),
    "marks": ("a", "\u0301\u0316", "b"),
    "controls": ("a", "\u202e", "b"),
}


FULL_SIZE = {
    "one-line": lambda size: "ä" * (size // 2),
    "one-line-of-words": lambda size: mitteldeutschland("Wort " * (size // 5)),
    "lines": lambda size: "a\n" * (size // 2),
    "empty-lines": lambda size: f"Cluster{'\n' * size}Ende",
    "nested-quotes": lambda size: _nested("„", "“", size // 6),
    "nested-quotes-of-one-kind": lambda size: _nested('"', '"', size // 2),
    "nested-quotes-with-words": lambda size: _nested("„Er sagte: ", " – so“", size // 23),
}


def _nested(opening: str, closing: str, depth: int) -> str:
    return clusterplattform(LEAD, LEAD, opening * depth + closing * depth)


def data_of(shape: str, size: int) -> bytes:
    head, part, tail = SHAPES[shape]
    return (head + part * (size // len(part.encode())) + tail).encode()


def seconds(data: bytes) -> float:
    # Without the collector: its work grows with all that other tests have left behind.
    gc.disable()
    try:
        start = time.process_time()
        parse_bytes(data, today=TODAY)
        return time.process_time() - start
    finally:
        gc.enable()


def is_linear(small: bytes, large: bytes) -> bool:
    """Tell whether a text of four times the size takes at most six times as long: in three runs.

    A busy machine makes a run slower, never faster; a quadratic parser is slow in each.
    """
    return any(seconds(large) <= 6 * (seconds(small) + FLOOR) for _ in range(3))


@pytest.mark.parametrize("shape", SHAPES)
def test_four_times_the_size_takes_at_most_six_times_as_long(shape: str) -> None:
    assert is_linear(data_of(shape, SMALL), data_of(shape, 4 * SMALL))


@pytest.mark.parametrize("shape", FULL_SIZE)
def test_four_megabytes_take_at_most_six_times_as_long_as_one(shape: str) -> None:
    small, large = (FULL_SIZE[shape](size).encode() for size in (MEGABYTE, 4 * MEGABYTE))
    assert 3.9 < len(large) / len(small) < 4.1
    assert is_linear(small, large)


@pytest.mark.parametrize("shape", FULL_SIZE)
def test_largest_file_that_is_read_has_one_outcome(shape: str) -> None:
    data = FULL_SIZE[shape](MAX_BYTES).encode()
    assert 0.9 * MAX_BYTES < len(data) < 1.1 * MAX_BYTES
    parsed = parse_bytes(data, today=TODAY)
    assert (parsed.reason is None) == (parsed.status == "ok")
    assert parsed.text
