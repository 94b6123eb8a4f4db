"""From what a visitor types to what is looked for. Pure."""

from dataclasses import dataclass

from metropol.search.terms import Word, readable, terms_of, words

#: More says nothing more: characters that are read, and words that are looked for.
LONGEST = 500
MOST_WORDS = 20


@dataclass(frozen=True, slots=True)
class Query:
    """What is looked for in one language.

    ``text`` is shown again; ``groups`` are looked for: all of them, and of each any term. There
    is none where nothing but stop words was typed.
    """

    text: str
    language: str
    groups: tuple[tuple[str, ...], ...]

    def __bool__(self) -> bool:
        return bool(self.groups)

    @property
    def terms(self) -> frozenset[str]:
        """Return all terms."""
        return frozenset(term for group in self.groups for term in group)


def parse(typed: str, language: str) -> Query:
    """Return the query that somebody typed, however long or strange it is."""
    text = " ".join(readable(typed[: 4 * LONGEST]).split())
    if len(text) > LONGEST:
        text = text[: LONGEST + 1].rpartition(" ")[0] or text[:LONGEST]
    groups: dict[tuple[str, ...], None] = {}
    for word in words(text):
        groups.update(dict.fromkeys(_groups(word, language)))
    return Query(text, language, tuple(groups)[:MOST_WORDS])


def _groups(word: Word, language: str) -> list[tuple[str, ...]]:
    return [terms for piece in word.pieces if (terms := terms_of(piece, language))]
