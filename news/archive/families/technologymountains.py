"""The technology network of the Black Forest: plain texts without any furniture.

    doc = HEADLINE NL [KICKER NL] LEAD NL paragraph { NL paragraph }

Neither section nor date nor footer, one line per paragraph, with no empty line at all or with
one between all paragraphs. As nothing in it is fixed, the shape is taken strictly, so that
arbitrary text does not slip in.
"""

import datetime
import re
from typing import Final

from news.archive import language
from news.archive.dates import is_date_line
from news.archive.families import clusterplattform, mitteldeutschland
from news.archive.families.footer import cut_footer
from news.archive.layout import OPENING, Lines, blocks, ends_sentence
from news.archive.record import Block, Reading, Record, notice

NAME = "technologymountains"
SOURCE = "TechnologyMountains"
HEADLINE_LENGTH: Final = 150
LINE_LENGTH: Final = 60
KICKER_LENGTH: Final = 100
PLACE_WORDS: Final = 3
_PLACE = re.compile(r"[A-ZÄÖÜ][^–—.:!?„“\"]{1,40}(?:\. ?[^–—.:!?„“\"]{1,40})? [–—-] ")
_LISTED = re.compile(r"(?P<section>[^\W\d_]{2,40}): \S")
_MENU: Final = {">": 2, "»": 2, "›": 2, "|": 3, "·": 3, "/": 3}
"""Signs that part the entries of a menu or breadcrumb, and how many entries make one."""
_ENTRY_LENGTH: Final = 40


def matches(lines: Lines) -> bool:
    """Tell whether a text has the shape of this layout and none of the others' signs.

    Later lines but the last have at least 60 characters or end a sentence, a kicker excepted;
    one of them at least ends a sentence, or the text is no prose.
    """
    parts = blocks(lines)
    if len(parts) > 1 and any(len(part) > 1 for part in parts):
        return False
    texts = [line for part in parts for line in part]
    if len(texts) < 3 or not _is_headline(texts[0]):
        return False
    rest = texts[2:] if _has_kicker(texts) else texts[1:]
    if len(rest) < 2 or not all(len(t) >= LINE_LENGTH or ends_sentence(t) for t in rest[:-1]):
        return False
    if not any(ends_sentence(text) for text in rest):
        return False
    return not (_is_list_page(texts) or _has_furniture(lines))


def has_head_at(lines: Lines, index: int) -> bool:
    """Return False: this layout has no date line."""
    return False


def parse(lines: Lines, today: datetime.date) -> Reading:
    """Read an item: headline, lead and paragraphs; it has no date."""
    texts = [line for line in lines if line]
    headline, kicker, rest = texts[0], None, texts[1:]
    if _has_kicker(texts):
        kicker, rest = texts[1], texts[2:]
    record = Record(
        family=NAME,
        section=None,
        headline=headline,
        date=None,
        language=language.detect(rest),
        kicker=kicker,
        lead=rest[0],
        body=tuple(Block("paragraph", text) for text in rest[1:]),
    )
    return Reading(record, warnings=() if ends_sentence(rest[-1]) else (notice("text-cut"),))


def _is_headline(line: str) -> bool:
    return (
        len(line) <= HEADLINE_LENGTH
        and not line.endswith((".", ":"))
        and (line[0].isalnum() or line[0] in OPENING)
        and any(character.isalpha() for character in line)
        and line not in mitteldeutschland.SECTIONS
        and line not in clusterplattform.SECTIONS
    )


def _has_kicker(texts: Lines) -> bool:
    """Tell whether line 2 is a kicker: short, no sentence, and line 3 starts as `Ort – `."""
    if len(texts) < 3 or len(texts[1]) >= KICKER_LENGTH or ends_sentence(texts[1]):
        return False
    place = _PLACE.match(texts[2])
    return place is not None and len(place[0].split()) <= PLACE_WORDS + 1


def _is_list_page(texts: Lines) -> bool:
    """Tell whether the texts are a list of items: `Section: Headline`, teaser, and so on.

    A known section in line 1 is enough; with another word, a second line must have the shape.
    """
    first = _LISTED.match(texts[0])
    if first is None:
        return False
    known = first["section"] in mitteldeutschland.SECTIONS
    return known or any(_LISTED.match(text) for text in texts[1:] if not ends_sentence(text))


def _has_furniture(lines: Lines) -> bool:
    if any(is_date_line(line) or _is_menu(line) for line in lines):
        return True
    return bool(cut_footer(lines, 0).removed)


def _is_menu(line: str) -> bool:
    """Tell whether a line is a menu or breadcrumb: short entries parted by one of the signs."""
    if len(line) > 300 or ends_sentence(line):
        return False
    for sign, least in _MENU.items():
        entries = line.split(f" {sign} ")
        if len(entries) >= least and all(len(entry) <= _ENTRY_LENGTH for entry in entries):
            return True
    return line.startswith("Sie sind hier")
