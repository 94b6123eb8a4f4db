"""The footer of `mitteldeutschland` pages.

    footer = "Deutsch" NL "English" NL IMAGE-ALT NL "Name, Organisation" NL „quote”

English pages have no `Deutsch` and `English`. IMAGE-ALT ends with `Startseite`. The testimonial
belongs to the visit and not to the item, since the old site rotated them.
"""

from dataclasses import dataclass
from typing import Final

from news.archive.layout import CLOSING, OPENING, Lines, next_text
from news.archive.record import Notice, Testimonial, notice

SWITCH: Final = ("Deutsch", "English")
_IMAGE_ALT: Final = "Startseite"


@dataclass(frozen=True, slots=True)
class Footer:
    """A footer that was found; `start` is its first line, the end of the text if there is none.

    `trailing` is the first line of text after the footer, "" if there is none.
    """

    start: int
    removed: tuple[str, ...] = ()
    testimonial: Testimonial | None = None
    trailing: str = ""
    warnings: tuple[Notice, ...] = ()


def cut_footer(lines: Lines, first: int) -> Footer:
    """Find the footer in `lines[first:]`; of several the first, so that the others trail it."""
    for index in range(first, len(lines)):
        if _is_switch(lines, index):
            return _read_footer(lines, index, index + len(SWITCH))
        if (index == first or not lines[index - 1]) and _is_bare_footer(lines, index, first):
            return _read_footer(lines, index, index)
    return Footer(len(lines))


def _is_image_alt(line: str) -> bool:
    return len(line) <= 150 and (line == _IMAGE_ALT or line.endswith(f" {_IMAGE_ALT}"))


def _is_switch(lines: Lines, index: int) -> bool:
    """`Deutsch` and `English` are a footer only together and with an IMAGE-ALT line below."""
    return (
        lines[index] == SWITCH[0]
        and tuple(lines[index : index + 2]) == SWITCH
        and index + 2 < len(lines)
        and _is_image_alt(lines[index + 2])
    )


def _is_bare_footer(lines: Lines, index: int, first: int) -> bool:
    """Tell whether an IMAGE-ALT line starts the footer of an English page.

    A name and a quotation follow it, or the text ends there, or with the name, and two empty
    lines stand above: a paragraph may end with the word `Startseite` as well.
    """
    if not _is_image_alt(lines[index]):
        return False
    if index + 2 < len(lines):
        return bool(lines[index + 1]) and lines[index + 2].startswith(tuple(OPENING))
    return index == first or (index >= 2 and not lines[index - 2])


def _read_footer(lines: Lines, start: int, alt: int) -> Footer:
    """Read a footer from its IMAGE-ALT line on.

    The quotation may go over several lines of the block, up to one that closes it. Without a
    quotation there is no testimonial, and the name line counts as cut furniture.
    """
    end = alt + 1
    while end < len(lines) and lines[end]:
        end += 1
    after = next_text(lines, end)
    trailing = lines[after] if after < len(lines) else ""
    name, quote = lines[alt + 1 : alt + 2], lines[alt + 2 : end]
    removed = tuple(lines[start : alt + 1])
    if quote and not quote[0].startswith(tuple(OPENING)):
        return Footer(start, removed, trailing=quote[0])
    if not quote:
        incomplete = notice("testimonial-incomplete")
        return Footer(start, (*removed, *name), trailing=trailing, warnings=(incomplete,))
    length = next((i for i, line in enumerate(quote, 1) if _closing(line) is not None), 1)
    trailing = quote[length] if length < len(quote) else trailing
    testimonial, warnings = _read_testimonial(name[0], "\n".join(quote[:length]))
    return Footer(start, removed, testimonial, trailing, warnings)


def _read_testimonial(who: str, quote: str) -> tuple[Testimonial, tuple[Notice, ...]]:
    """Split the name line at its first comma and take the outer marks off the quotation."""
    name, _, organisation = who.partition(", ")
    closing = _closing(quote)
    text = quote[1:] if closing is None else quote[1:closing] + quote[closing + 1 :]
    testimonial = Testimonial(name, organisation.strip(), text.strip())
    return testimonial, () if closing is not None else (notice("quote-unclosed", name=name),)


def _closing(text: str) -> int | None:
    """Return the index of the closing mark at the end of a text; a full stop may follow it."""
    stem = text.rstrip(" .!?")
    return len(stem) - 1 if len(stem) > 1 and stem[-1] in CLOSING else None
