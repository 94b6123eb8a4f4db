"""Sentences and words of running text, in German and English."""

import re
from collections.abc import Iterable
from itertools import pairwise

from metropol.languages import GERMAN


def _set_of(words: str) -> frozenset[str]:
    return frozenset(words.split())


#: Abbreviations that end with a full stop in the middle of a sentence, in small letters.
_GERMAN = _set_of(
    "abb abs abt allg anm art aufl bd betr bspw bzgl bzw ca co dgl dipl dr ehem einschl engl"
    " entspr etc evtl exkl fa ff ggf ggfs hr hrsg ing inh inkl insb jh jr kfm lt max mag min"
    " mind mio mrd nr ph phil prof rd rer sog sr st std stk str tel tsd usf usw vgl"
    " vorm zit zzgl zzt jan feb mär apr jun jul aug sep sept okt nov dez"
)
_ENGLISH = _set_of(
    "al approx apr aug ave bros cf co corp dec dept dr e.g ed eds esp est etc feb fig gen gov"
    " hon i.e inc incl jan jr jul jun ltd mar max messrs min mr mrs ms mt no nov oct op p pp"
    " prof rev sep sept sr st ste vol vs"
)
#: Words that are small within a sentence, so that with a capital they begin one.
_GERMAN_OPENERS = _set_of(
    "der die das dem den des ein eine einen einem einer es er sie wir ihr ich in im am an auf"
    " aus bei mit nach von zu zum zur für und auch so dann danach dabei damit dies diese dieser"
    " dieses hier heute seit weitere alle mehr wer was wie wenn"
)
_ENGLISH_OPENERS = _set_of(
    "the a an it he she they we you i in at on by for from with to and this that these those"
    " here today since more all who what how when if"
)
_END = re.compile(r"[.!?…]+[\"'»«“”’)\]]*$")
_OPENING = "\"'»«„“‚‘([–-"
_INITIALS = re.compile(r"(?:[^\W\d_]\.)+$")
#: ``1. Januar``, ``19. Auflage``, ``Friedrich II.``: in German a full stop makes an ordinal.
_ORDINAL = re.compile(r"(?:\d{1,3}|[IVXL]{1,5})\.$")


def sentences(paragraphs: Iterable[str], language: str) -> list[str]:
    """Return the sentences of paragraphs; the end of a paragraph ends a sentence.

    A full stop ends no sentence after an abbreviation (``z. B.``, ``Dr.``, ``GmbH & Co.``), an
    initial, a German ordinal, or before a small letter.
    """
    return [sentence for text in paragraphs for sentence in _split(text, language)]


def words(sentence: str) -> list[str]:
    """Return the words of a sentence; one with hyphens is one word, a dash is none."""
    return [token for token in sentence.split() if any(map(str.isalnum, token))]


def letters(word: str) -> int:
    """Return the number of letters of a word; digits and marks do not count."""
    return sum(map(str.isalpha, word))


def _split(text: str, language: str) -> list[str]:
    found: list[list[str]] = [[]]
    for token, following in pairwise([*text.split(), ""]):
        found[-1].append(token)
        if following and _ends(token, following, language):
            found.append([])
    return [sentence for tokens in found if words(sentence := " ".join(tokens))]


def _ends(token: str, following: str, language: str) -> bool:
    """Tell whether a sentence ends with ``token``, and ``following`` begins the next."""
    if not _END.search(token):
        return False
    begins = following.lstrip(_OPENING)[:1]
    if begins.islower() or not begins:
        return False
    bare = token.lstrip(_OPENING)
    if bare.endswith(".") and _goes_on(bare, following, language):
        return _begins_sentence(following, language)
    return True


def _goes_on(token: str, following: str, language: str) -> bool:
    """Tell whether a full stop after ``token`` is part of it: an abbreviation or an ordinal."""
    if _INITIALS.match(token) or (language == GERMAN and _ORDINAL.match(token)):
        return True
    stem = token.rstrip(".").casefold()
    if language == GERMAN:
        return stem in _GERMAN or stem.endswith("str")  # Bahnhofstr. 5
    return stem in _ENGLISH and (stem != "no" or following[:1].isdigit())


def _begins_sentence(word: str, language: str) -> bool:
    """Tell whether a word with a capital begins a sentence: after ``Co.`` not KG, but Sie."""
    if word.endswith("."):
        return False  # another initial
    bare = word.strip(_OPENING + ".,;:!?").casefold()
    return bare in (_GERMAN_OPENERS if language == GERMAN else _ENGLISH_OPENERS)
