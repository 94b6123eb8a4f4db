"""German compounds: which words a long one is made of. Pure; which words there are goes in.

A part finds the whole: ``Klebtechnik`` the ``Klebtechnikallianz``. What carries the meaning
stands last, so the last part must be known as a noun; a part before it may be unknown if both
are long. Verbs are no parts: ``Unternehmen`` is nothing that is taken.
"""

from collections.abc import Iterator, Set
from dataclasses import dataclass

#: Letters that a part has at least, and both parts where the first one is not known.
SHORTEST = 4
SHORTEST_UNKNOWN = 6
#: Longer words are not taken apart: each letter more is another place to look at.
LONGEST = 40
#: How often a part is taken apart itself: Wasser|stoff|tank|stelle.
DEEPEST = 3
#: What may stand between two parts.
LINKS = ("", "s", "es", "n", "en", "er", "e")
#: No word begins a compound with these: they are prefixes of one.
_PREFIXES = """
aber aneinander auseinander außer beieinander durch einander empor entgegen entlang fehl fern gegen
gegenüber heran herauf heraus herbei herein herüber herum herunter hervor hinauf hinaus hindurch
hinein hinter hinunter inne miteinander nach nachein neben nieder rück rückwärts selbst über
überein übereinander umher unter voll voran voraus vorbei vorher vorwärts weiter wider wieder
zurecht zurück zusammen zuwider zwischen
"""
PREFIXES = frozenset(_PREFIXES.split())
#: These make nouns of other words; that some are nouns themselves says nothing.
SUFFIXES = frozenset(["schaft", "schaften", "heit", "heiten", "keit", "keiten", "ungen", "innen"])


@dataclass(frozen=True, slots=True)
class Splitter:
    """Takes words apart.

    ``nouns`` may be parts, ``wholes`` are never taken apart; all in small letters.
    """

    nouns: Set[str]
    wholes: Set[str] = frozenset()

    def parts(self, word: str, depth: int = DEEPEST) -> tuple[str, ...]:
        """Return all parts of a word in small letters, also those of parts; none for most."""
        found = self._split(word) if depth else None
        if found is None:
            return ()
        return tuple(
            dict.fromkeys(
                each for part in found for each in (part, *self.parts(part, depth=depth - 1))
            )
        )

    def _split(self, word: str) -> tuple[str, str] | None:
        """Return the two parts of a word, the longest last part that leaves a good first one."""
        if word in self.wholes:
            return None
        unknown = None
        for first, last in _cuts(word):
            if last not in self.nouns:
                continue
            for part in _without_link(first):
                if part in self.nouns:
                    return part, last
            if not unknown and min(len(first), len(last)) >= SHORTEST_UNKNOWN:
                unknown = next(_without_link(first)), last
        return unknown


def candidates(word: str) -> Iterator[str]:
    """Yield what may be asked about to take ``word`` apart."""
    if len(word) >= 2 * SHORTEST:
        for start in range(min(len(word), LONGEST) - SHORTEST + 1):
            for end in range(start + SHORTEST, min(len(word), LONGEST) + 1):
                yield word[start:end]


def _cuts(word: str) -> Iterator[tuple[str, str]]:
    if len(word) > LONGEST or not word.isalpha():
        return
    for place in range(SHORTEST, len(word) - SHORTEST + 1):
        first, last = word[:place], word[place:]
        if first not in PREFIXES and last not in SUFFIXES:
            yield first, last


def _without_link(first: str) -> Iterator[str]:
    """Yield a first part as it may be written alone; nothing if it is but a prefix."""
    for link in LINKS:
        part = first.removesuffix(link) if link else first
        if (part != first or not link) and len(part) >= SHORTEST and part not in PREFIXES:
            yield part
