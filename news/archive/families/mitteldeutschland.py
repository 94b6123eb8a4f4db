"""The portal of the metropolitan region itself.

    doc      = SECTION EL HEADLINE EL DATE EL EL LEAD EL body [EL linklist] EL EL footer
    body     = item { EL item }             item = paragraph | image line | bullet list
    linklist = "Weitere Informationen:" NL link { NL link }

Empty lines (EL) mean nothing by themselves, since several may follow a bullet list: the footer
is cut from the end first, then the link list, then the head; the rest is split into blocks.
"""

import datetime
from dataclasses import dataclass

from news.archive import language
from news.archive.dates import is_date_line, read_date
from news.archive.families.captions import read_caption
from news.archive.families.footer import SWITCH, cut_footer
from news.archive.layout import (
    Lines,
    blocks,
    bullet_text,
    ends_sentence,
    ends_with_full_stop,
    next_text,
    text_blocks,
)
from news.archive.record import Block, Image, Reading, Record, notice

NAME = "mitteldeutschland"
SOURCE = ""
LINK_LIST = "Weitere Informationen:"
SECTIONS = frozenset(
    ["News", "Cluster", "Innovation", "Marketing", "Mitglieder", "Standort", "Pressemitteilung"]
)
"""Sections seen so far. The list is open: it only tells list pages from headlines."""


@dataclass(frozen=True, slots=True)
class Head:
    """The head of an item; `rest` is the index of the first line after it."""

    section: str
    headline: str
    date: str | None
    rest: int


def matches(lines: Lines) -> bool:
    """Tell whether the text has this layout's head: section, headline, date line, two EL."""
    return _read_head(lines) is not None


def has_head_at(lines: Lines, index: int) -> bool:
    """Tell whether a headline stands before the date line at `index`, and text after two EL.

    The section line is not asked for: where two files were joined it is the end of a longer line.
    A paragraph or a footer next to the line tells that it only is a date in the text.
    """
    above = index - 1
    while above > 0 and not lines[above]:
        above -= 1
    after = next_text(lines, index + 1)
    return (
        0 < above < index - 1
        and not lines[above - 1]
        and not ends_with_full_stop(lines[above])
        and index + 3 <= after < len(lines)
        and lines[after] not in (LINK_LIST, *SWITCH)
    )


def parse(lines: Lines, today: datetime.date) -> Reading:
    """Read an item; text after the footer, a missing lead or date make it one for review."""
    head = _read_head(lines)
    if head is None:
        return Reading(None, notice("unknown-layout"))
    footer = cut_footer(lines, head.rest)
    if footer.trailing:
        return Reading(None, notice("text-after-footer", text=footer.trailing[:80]))
    all_parts = blocks(lines[head.rest : footer.start])
    parts, links = _cut_links(all_parts)
    if not parts:
        return Reading(None, notice("lead-missing"), footer.warnings)
    date, reason = read_date(head.date, today) if head.date else (None, notice("date-missing"))
    lead = "\n".join(parts[0])
    body, image = _read_body(parts[1:])
    record = Record(
        family=NAME,
        section=head.section,
        headline=head.headline,
        date=date,
        language=language.detect([lead, *(block.text for block in body)]),
        kicker=None,
        lead=lead,
        body=body,
        links=links,
        image=image,
        testimonial=footer.testimonial,
        removed=footer.removed,
    )
    warnings = footer.warnings
    if not footer.removed and not ends_sentence(all_parts[-1][-1]):
        warnings = (notice("text-cut"),)
    return Reading(record, reason, warnings)


def link_name(link: str) -> str:
    """Return the name in a link, without the prefix `Nachricht: `, to look it up by."""
    return link.removeprefix("Nachricht:").strip()


def is_section(line: str) -> bool:
    """Tell whether a line can be a section: up to three words that are no sentence or date."""
    return (
        0 < len(line) <= 40
        and len(line.split()) <= 3
        and line[0].isalpha()
        and line[-1] not in ".:!?,;"
        and not is_date_line(line)
    )


def _read_head(lines: Lines) -> Head | None:
    """Read the head, or return None if the text does not start with one.

    Two EL stand between the date and the lead. Where the date line is missing, those EL follow
    the headline, and only the footer makes sure that the text is of this family.
    """
    if not is_section(lines[0]):
        return None
    headline = next_text(lines, 1)
    below = next_text(lines, headline + 1)
    if headline == 1 or below <= headline + 1 or below == len(lines):
        return None
    if is_date_line(lines[headline]):
        return None
    if is_date_line(lines[below]):
        rest = next_text(lines, below + 1)
        parted = rest == len(lines) or rest >= below + 3
        return Head(lines[0], lines[headline], lines[below], rest) if parted else None
    if below >= headline + 3 and cut_footer(lines, below).removed:
        return Head(lines[0], lines[headline], None, below)
    return None


def _cut_links(parts: list[list[str]]) -> tuple[list[list[str]], tuple[str, ...]]:
    """Part the link list from the blocks of an item. It is always the last of them.

    A line of only punctuation is the tail of the name in the line before: the old site broke
    a closing quotation mark off the link.
    """
    if not parts or parts[-1][0] != LINK_LIST:
        return parts, ()
    links: list[list[str]] = []
    for line in parts[-1][1:]:
        if links and not any(character.isalnum() for character in line):
            links[-1].append(line)
        else:
            links.append([bullet_text(line) or line])
    return parts[:-1], tuple("".join(name) for name in links)


def _read_body(parts: list[list[str]]) -> tuple[tuple[Block, ...], Image | None]:
    """Read the blocks below the lead; the first image line is the item's image as well."""
    body: list[Block] = []
    first: Image | None = None
    for part in parts:
        image = read_caption(part)
        if image is None:
            body += text_blocks(part)
        else:
            body.append(Block("image", image.caption or ""))
            first = first or image
    return tuple(body), first
