"""From a text to what the index holds of it. Pure: a text and its language go in, terms come out.

A text is taken apart the same way whether it is written by staff or typed by a visitor. A term
is made of small ASCII letters and digits alone, so that every database takes it for one word.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

import Stemmer

from metropol.languages import ENGLISH, GERMAN
from metropol.search.stop_words import STOP_WORDS

#: Longer "words" are addresses and codes: nobody types them twice in the same way.
LONGEST = 60
#: Stems that a process keeps: taking one off takes longer than looking it up.
CACHED = 100_000
_STEMMERS = {GERMAN: Stemmer.Stemmer("german", 0), ENGLISH: Stemmer.Stemmer("english", 0)}
#: Letters and digits, joined by hyphens of any kind: soft hyphens are gone by then.
_WORD = re.compile(r"[^\W_]+(?:[-‐‑‒–][^\W_]+)*")
_PIECE = re.compile(r"[^\W_]+")
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue"})
_INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"))


class Word(NamedTuple):
    """A word of a text: where it stands, and what it is made of.

    ``pieces`` are its parts between hyphens, ``"Klebtechnik-Allianz"`` has two.
    """

    start: int
    end: int
    pieces: tuple[str, ...]

    @property
    def whole(self) -> str:
        """Return the word without its hyphens."""
        return "".join(self.pieces)


def readable(text: str) -> str:
    """Return ``text`` in composed form, without what no database holds and nobody sees.

    NUL and half characters (surrogates) become spaces, soft hyphens go.
    """
    text = re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]", " ", text)
    return unicodedata.normalize("NFC", text.translate(_INVISIBLE))


def words(text: str) -> Iterator[Word]:
    """Yield the words of a readable text in their order."""
    for found in _WORD.finditer(text):
        token = found[0]
        # Most have no hyphen: taking those apart would take longest of all.
        split = (token,) if token.isalnum() else _PIECE.findall(token)
        pieces = tuple([piece for piece in split if len(piece) <= LONGEST])
        if pieces:
            yield Word(found.start(), found.end(), pieces)


@lru_cache(CACHED)
def folded(word: str) -> str:
    """Return a word in small letters without marks: ``"Förderung"`` is ``"forderung"``.

    Letters that have no Latin form stay: ``"Ёлка"`` is ``"елка"``.
    """
    decomposed = unicodedata.normalize("NFKD", word.casefold())
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))


@lru_cache(CACHED)
def terms_of(word: str, language: str) -> tuple[str, ...]:
    """Return the terms that stand for a word, none for a stop word.

    German has one: its stemmer reads ``ue`` and ``ü`` as the same. In an English text an umlaut
    may be typed as ``u`` or as ``ue``, so a word with one has two.
    """
    if folded(word) in STOP_WORDS[language]:
        return ()
    small = unicodedata.normalize("NFC", word.casefold())
    if language == GERMAN:
        forms = [_without_marks_but_umlauts(small)]
    else:
        forms = [folded(small), folded(small.translate(_UMLAUTS))]
    stems = (_STEMMERS[language].stemWord(form) for form in forms)
    return tuple(dict.fromkeys(term for stem in stems if (term := _ascii(folded(stem)))))


def _without_marks_but_umlauts(word: str) -> str:
    if word.isascii():
        return word
    return "".join(letter if letter in "äöü" else folded(letter) for letter in word)


def _ascii(stem: str) -> str:
    """Return a stem as one word of any database.

    Other alphabets are spelt by code, and what begins with a digit gets a letter before it:
    PostgreSQL would read the beginning of ``6e98d1`` as a number of its own.
    """
    spelt = "".join(letter if letter.isascii() else f"u{ord(letter):x}" for letter in stem)
    return f"n{spelt}" if spelt[:1].isdigit() else spelt
