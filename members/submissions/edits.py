"""What a moderator's edit of somebody's words is: a correction, or something to ask about."""

import re
import unicodedata

#: Typing errors in one text, and the share of its words, above which it counts as rewritten.
MAX_TYPOS = 3
WORDS_PER_TYPO = 5
#: Below so many letters a typing error too often makes another word: fruchtbar, furchtbar.
LONG = 9

_INVISIBLE = re.compile("[\u00ad\u200b\u2060\ufeff]")
_SHAPES = str.maketrans(
    {
        **dict.fromkeys("„“”‟«»″", '"'),
        **dict.fromkeys("‘’‚‛‹›´`ʼ′", "'"),
        **dict.fromkeys("‐‑‒–—―−", "-"),
    }
)
_WORD = re.compile(r"[^\W_]+(?:[':-][^\W_]+)*")
_FREE = re.compile(r"[,.;:\s-]+")
_NOT_FREE = re.compile(r"[^,.;:-]+")
_NEGATION = re.compile(
    r"kein\w*|nichts?|nie|niemals|niemand\w*|nirgend\w*|ohne|weder|noch|kaum|nein|no|not|never"
    r"|none|nobody|nothing|nowhere|neither|nor|without|cannot|hardly|barely|\w+n't"
    r"|(?:ai|ca|do|does|did|is|are|was|were|wo|have|has|had|would|could|should)nt"
)
_UN = re.compile("un(?!ter|ser|i)|non")
#: Their case tells who is meant.
_POLITE = re.compile(r"sie|ih(?:r|re|rem|ren|rer|res|nen)")
#: With ss and with ß two words of different meaning.
_MASS = re.compile(r"\w*(?:m|b)[au]ssen?|\w*(?:flo|scho|floe|loe)ss\w*")
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})
_VOWELS = frozenset("aeiouy")


def is_blank_change(before: str, after: str) -> bool:
    """Tell whether two texts differ in nothing but the amount and kind of white space."""
    return " ".join(_normal(before).split()) == " ".join(_normal(after).split())


def is_trivial(before: str, after: str) -> bool:
    """Tell whether two texts differ only in white space and typing errors.

    Then the person need not be asked again. In doubt the answer is no: that costs a mail, a wrong
    yes puts words into somebody's mouth. The order of the texts does not matter.

    Both must have the same words one by one. A word may differ in

    - the case of its first letter; that of Sie and Ihr only where a sentence starts;
    - the spelling of umlauts: ae, oe, ue, ss; but not Masse and Maße;
    - one typing error, if it has at least nine letters, no digit, no hyphen and no prefix such as
      un-: two neighbours swapped, or a letter single instead of double or the reverse. Neither
      touches its first letter or its last three, which carry number, gender and tense. Not: two
      vowels swapped (Reise, Riese), a vowel with l or r (fruchtbar, furchtbar), s and r single or
      double (reisen, reißen; verreisen, vereisen). At most three such words in the text and one in
      five of its words.

    A replaced, missing or additional letter is never a typing error: anschaffen, abschaffen;
    gefeiert, gefeuert; betreut, bereut; Lebensraum, Lebenstraum.

    Between words commas, full stops, semicolons, colons and dashes may be set or may be removed,
    but not both, since a mark that moves can change the meaning; and not beside a negation or a
    number. All other marks stay, also ? and !, an ellipsis, hyphens and quotation marks, which can
    be ironic. Only their shape may differ, and a pair around the whole text may come or go.
    """
    old, new = _parts(before), _parts(after)
    if len(old) != len(new) or not _same_marks(old[::2], new[::2], old[1::2]):
        return False
    typos = 0
    pairs = list(zip(old[1::2], new[1::2], strict=True))
    for index, (one, other) in enumerate(pairs):
        starts = not index or all(re.search("[.?!…]", parts[index * 2]) for parts in (old, new))
        if not _same_word(one, other, starts=starts):
            if not _is_typo(one, other):
                return False
            typos += 1
    return typos <= MAX_TYPOS and typos * WORDS_PER_TYPO <= len(pairs)


def _normal(text: str) -> str:
    return unicodedata.normalize("NFC", _INVISIBLE.sub("", text))


def _parts(text: str) -> list[str]:
    """Return what is between words and the words, by turns; a list of odd length."""
    text = re.sub(r"\.{2,}", "…", " ".join(_normal(text).translate(_SHAPES).split()))
    if quoted := re.fullmatch(r"""(["'])([^"]*)\1([.,]?)""", text):
        text = quoted[2] + quoted[3]
    found, end = [], 0
    for match in _WORD.finditer(text):
        found += [text[end : match.start()].replace("'", '"'), match[0]]
        end = match.end()
    return [*found, text[end:].replace("'", '"')]


def _same_marks(old: list[str], new: list[str], words: list[str]) -> bool:
    """Tell whether what is between ``words`` differs only in marks that were set, or removed."""
    ways = set()
    for index, (one, other) in enumerate(zip(old, new, strict=True)):
        if _FREE.sub("", one) != _FREE.sub("", other):
            return False
        near = words[max(index - 1, 0) : index + 1]
        if index < len(words) and any(map(_has_number, near)):
            if one != other:
                return False
        elif 0 < index < len(words):
            marks, others = _NOT_FREE.sub("", one), _NOT_FREE.sub("", other)
            if marks != others and any(_NEGATION.fullmatch(word.lower()) for word in near):
                return False
            if bool(marks) != bool(others):
                ways.add(bool(marks))
    return len(ways) < 2


def _same_word(one: str, other: str, *, starts: bool) -> bool:
    """Tell whether two words are one, up to its first letter's case and its umlauts."""
    if one == other:
        return True
    if _has_number(one + other):
        return False
    a, b = _spelt(one), _spelt(other)
    if a != b:
        return False
    if one.lower() != other.lower():
        return not _MASS.fullmatch(a)
    return starts or not _POLITE.fullmatch(a)


def _is_typo(one: str, other: str) -> bool:
    """Tell whether two different words differ by a typing error that makes no other word."""
    short, long = sorted((_spelt(one), _spelt(other)), key=len)
    if len(short) < LONG or not (short + long).isalpha() or _has_number(short + long):
        return False
    if any(_NEGATION.fullmatch(word) or _UN.match(word) for word in (short, long)):
        return False
    at = next((i for i, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), len(short))
    if not 1 <= at < len(long) - 4 + (len(short) < len(long)):
        return False
    here, there = long[at], long[at - 1]
    if len(short) < len(long):
        return at > 1 and here == there and here not in "rs" and short[at:] == long[at + 1 :]
    pair = {here, long[at + 1]}
    vowels = len(pair & _VOWELS)
    if vowels == 2 or (vowels == 1 and pair & set("lr")):
        return False
    return short[at:] == long[at + 1] + here + long[at + 2 :]


def _has_number(text: str) -> bool:
    return any(map(str.isnumeric, text))


def _spelt(word: str) -> str:
    """Return a word with a small first letter and without umlauts."""
    return (word[:1].lower() + word[1:]).translate(_UMLAUTS)
