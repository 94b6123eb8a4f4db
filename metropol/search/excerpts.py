"""Titles and excerpts with the words marked that were looked for."""

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe

from metropol.languages import GERMAN
from metropol.search.compounds import SHORTEST, Splitter
from metropol.search.queries import Query
from metropol.search.terms import folded, terms_of, words

#: Characters of a text that are looked at, of an excerpt, and before its first mark.
READ = 20_000
LENGTH = 260
BEFORE = 60


#: Between two texts of which the first does not end like a sentence.
_JOINT = re.compile(r"(?<![.!?:;,…])\s*\n\s*")


class Hit(NamedTuple):
    """A word of a text that was looked for, and by which of the terms."""

    start: int
    end: int
    terms: frozenset[str]


class Marker:
    """Marks what a query means in texts of its language."""

    def __init__(
        self, query: Query, texts: Iterable[str], splitter: Callable[[set[str]], Splitter]
    ) -> None:
        """Prepare for all ``texts``; ``splitter`` is asked for if any has a compound."""
        self._terms, self._language = query.terms, query.language
        long = {
            small
            for text in texts
            for _start, _end, small, found in self._candidates(text)
            if not found
        }
        self._splitter = splitter(long) if long else None

    def title(self, text: str) -> SafeString:
        """Return a whole text with its marks."""
        return _marked(text, self._hits(text), 0, len(text))

    def excerpt(self, text: str) -> SafeString:
        """Return the part of a text that says most of what was looked for."""
        text = text[:READ]
        hits = self._hits(text)
        start = _best(hits)
        first = max(0, start - BEFORE)
        if first:
            first = _next_word(text, first, start)
        end = _last_word(text, first + LENGTH)
        before, after = ("… " if first else ""), (" …" if end < len(text) else "")
        part = _marked(text, hits, first, end).strip()
        return format_html("{}{}{}", before, mark_safe(_JOINT.sub(" · ", part)), after)  # noqa: S308

    def _candidates(self, text: str) -> Iterator[tuple[int, int, str, frozenset[str]]]:
        """Yield words that are looked for, with their terms, and without any what may be one."""
        for word in words(text[:READ]):
            forms = dict.fromkeys([*word.pieces, word.whole])
            found = (
                frozenset(term for form in forms for term in terms_of(form, self._language))
                & self._terms
            )
            small = word.whole.lower()
            if found:
                yield word.start, word.end, small, found
            elif self._language == GERMAN and len(small) >= 2 * SHORTEST:
                plain = folded(small)
                if any(
                    len(term) >= SHORTEST - 1 and term[:SHORTEST] in plain for term in self._terms
                ):
                    yield word.start, word.end, small, found

    def _hits(self, text: str) -> list[Hit]:
        hits = []
        for start, end, small, found in self._candidates(text):
            if not found and self._splitter:
                parts = self._splitter.parts(small)
                found = self._terms & {
                    term for part in parts for term in terms_of(part, self._language)
                }
            if found:
                hits.append(Hit(start, end, found))
        return hits


def _best(hits: list[Hit]) -> int:
    """Return where the excerpt with the most different terms begins."""
    starts = [hit.start for hit in hits]

    def number(place: int) -> int:
        last = bisect_left(starts, starts[place] + LENGTH - BEFORE)
        return len(frozenset().union(*(hit.terms for hit in hits[place:last])))

    return starts[max(range(len(hits)), key=number)] if hits else 0


def _next_word(text: str, place: int, limit: int) -> int:
    """Return where the first word after ``place`` begins, ``limit`` at the latest."""
    while place < limit and not text[place - 1].isspace():
        place += 1
    return place


def _last_word(text: str, place: int) -> int:
    """Return where the last word before ``place`` ends."""
    if place >= len(text):
        return len(text)
    space = max(text.rfind(" ", 0, place), text.rfind("\n", 0, place))
    return space if space > place - BEFORE else place


def _marked(text: str, hits: list[Hit], first: int, end: int) -> SafeString:
    parts, place = [], first
    for hit in hits:
        if hit.start >= place and hit.end <= end:
            parts.append(escape(text[place : hit.start]))
            parts.append(format_html("<mark>{}</mark>", text[hit.start : hit.end]))
            place = hit.end
    parts.append(escape(text[place:end]))
    return mark_safe("".join(parts))  # noqa: S308 - each part is escaped
