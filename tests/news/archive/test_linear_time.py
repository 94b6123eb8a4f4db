"""Time grows with the size of a file and no faster: four times the size, at most six times as long.

Only ratios within one run are compared, and the processor's time. Shapes that are fast anyway
are too short to measure, so that a floor is added. The longest line is measured in full size.
"""

import gc
import time

import pytest

from news.archive.parser import parse_bytes
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


def seconds(shape: str, size: int) -> float:
    head, part, tail = SHAPES[shape]
    data = (head + part * (size // len(part.encode())) + tail).encode()
    # Without the collector: its work grows with all that other tests have left behind.
    gc.collect()
    gc.disable()
    try:
        start = time.process_time()
        parse_bytes(data, today=TODAY)
        return time.process_time() - start
    finally:
        gc.enable()


def ratio(shape: str, size: int) -> float:
    """Return the time of four times ``size`` over that of ``size``: the best of three runs.

    A busy machine makes a run slower, never faster; a quadratic parser is slow in each.
    """
    return min(seconds(shape, 4 * size) / (seconds(shape, size) + FLOOR) for _ in range(3))


@pytest.mark.parametrize("shape", SHAPES)
def test_four_times_the_size_takes_at_most_six_times_as_long(shape: str) -> None:
    assert ratio(shape, SMALL) <= 6


def test_line_of_four_megabytes_takes_at_most_six_times_as_long_as_of_one() -> None:
    assert ratio("one-line", MEGABYTE) <= 6
