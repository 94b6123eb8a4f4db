"""How hard a text is to read, by LIX, with a scale for each language.

LIX (C.-H. Björnsson, Läsbarhet, Stockholm 1968) is the average number of words in a sentence
plus the percentage of words of more than six letters. It counts no syllables, so it needs no
dictionary and works for German and English alike; but not on one scale. German writes in one
word what English writes in several, so that the same content has more long words.

English has Björnsson's own steps: up to 30 very easy, 40 easy, 50 average, 60 difficult, beyond
that very difficult, which Anderson found to hold for English too (Lix and Rix, Journal of
Reading 26, 1983). German has those that are usual for it (Lenhard and Lenhard, psychometrica.de,
2011): up to 40 books for children, 50 novels, 60 non-fiction, beyond that specialist texts. These
are Björnsson's, ten higher; so the last step is ten higher too. Texts of authorities and press
releases are non-fiction and mostly lie between 50 and 65: only what is harder than that is told.
"""

from bisect import bisect
from collections.abc import Iterator
from dataclasses import dataclass

from metropol.content_checks.facts import Facts
from metropol.content_checks.findings import Finding, Level
from metropol.content_checks.sentences import letters, sentences, words
from metropol.content_checks.texts import prose
from metropol.languages import ENGLISH, GERMAN
from metropol.models import BasePage

#: Fewer words say little about a text: one long sentence would decide.
ENOUGH = 100
LONG_WORD = 6
#: Bands, easiest first, and where each of them but the last ends, by language.
BANDS = ("very-easy", "easy", "average", "difficult", "very-difficult")
STEPS = {GERMAN: (40, 50, 60, 70), ENGLISH: (30, 40, 50, 60)}
#: A paragraph of more words fills the screen of a phone.
LONG_PARAGRAPH = 150
#: How many sentences are shown, and how much of each.
SHOWN, SHOWN_LENGTH = 3, 300


@dataclass(frozen=True, slots=True)
class Reading:
    """The measures of a text: number of words, LIX, its band, and the sentences, longest first."""

    words: int
    lix: float
    band: str
    longest: tuple[str, ...]


def lix(found: list[str]) -> float:
    """Return the LIX of sentences; 0 for none."""
    every = [word for sentence in found for word in words(sentence)]
    if not every:
        return 0.0
    long = sum(letters(word) > LONG_WORD for word in every)
    return len(every) / len(found) + 100 * long / len(every)


def reading(page: BasePage, language: str) -> Reading | None:
    """Measure the running text of a page in one language; None where there is too little."""
    found = sentences((text for _path, text in prose(page, language)), language)
    number = sum(len(words(sentence)) for sentence in found)
    if number < ENOUGH:
        return None
    value = lix(found)
    longest = sorted(found, key=lambda sentence: len(words(sentence)), reverse=True)[:SHOWN]
    return Reading(number, value, band(value, language), tuple(longest))


def band(value: float, language: str) -> str:
    """Return the band of a LIX, as it is rounded when it is shown."""
    return BANDS[bisect(STEPS[language], round(value))]


def check_readability(page: BasePage, language: str, facts: Facts) -> Iterator[Finding]:
    """Yield a finding if the text is harder to read than it need be."""
    measured = reading(page, language)
    if measured is None or measured.band not in BANDS[-2:]:
        return
    level = Level.WARNING if measured.band == BANDS[-1] else Level.HINT
    longest = [shortened(sentence) for sentence in measured.longest]
    path = next(path for path, text in prose(page, language) if measured.longest[0] in joined(text))
    params = {"lix": round(measured.lix), "band": measured.band, "sentences": longest}
    yield Finding("readability", level, language, path, params)


def check_paragraphs(page: BasePage, language: str, facts: Facts) -> Iterator[Finding]:
    """Yield a finding for each paragraph that is very long."""
    for path, text in prose(page, language):
        number = len(words(text))
        if number > LONG_PARAGRAPH:
            params = {"words": number, "text": shortened(text, 80)}
            yield Finding("paragraph-long", Level.HINT, language, path, params)


def shortened(text: str, length: int = SHOWN_LENGTH) -> str:
    """Return ``text`` cut to a length, with a mark where it was."""
    return text if len(text) <= length else f"{text[:length].rstrip()}…"


def joined(text: str) -> str:
    """Return ``text`` with single spaces, as sentences have them."""
    return " ".join(text.split())
