"""Find clusters by their names, in a list of links and in running text.

A cluster is known by title, short name, legal name and other names. Texts write them in many
ways: with or without ``e. V.``, quotation marks, one dash or another, in the genitive
("des Spitzenclusters Solarvalley"). Both sides are brought to one form before they are
compared. A link is a name as a whole, so its case does not count; in running text it counts
where a name could be taken for an everyday word ("IT" is not in "it").
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable

from clusters.models import ClusterPage

_QUOTES = re.compile("[\"'„“”‚‘’«»‹›`´]")
_DASHES = re.compile("[‐‑‒–—―−]")
#: Legal forms say nothing about which cluster is meant.
_LEGAL_FORM = re.compile(r"\b(?:[eE]\.\s?[vV]\.?|eV|eG|gGmbH|GmbH)(?![\w-])")
_SPACES = re.compile(r"\s+")
_SLASH = re.compile(" ?/ ?")
_BRACKETS = re.compile(r" ?\([^()]*\)")
#: Endings that a word of a name takes in a sentence: genitive, plural, adjectives.
_ENDING = "(?:e?s|en|n)?"
_ENDING_AFTER_E = "[mnrs]?"
#: Words up to this length, and those in capitals, are acronyms: their case counts.
_ACRONYM = 3


def plain(text: str) -> str:
    """Return ``text`` without quotation marks and legal forms, with one kind of dash."""
    text = _LEGAL_FORM.sub(" ", _QUOTES.sub("", unicodedata.normalize("NFC", text)))
    text = _SPACES.sub(" ", _DASHES.sub("-", text))
    return _SLASH.sub("/", text).strip(" ,.")


class ClusterMatcher:
    """All names of all clusters, compiled once; it takes time in proportion to the text."""

    def __init__(self, names: Iterable[tuple[str, str]]) -> None:
        """Take pairs of a name and the key of the cluster that has it."""
        self._keys: dict[str, str] = {}
        for name, key in names:
            if form := plain(name):
                self._keys.setdefault(form, key)
        self._folded: dict[str, str] = {}
        for form, key in self._keys.items():
            self._folded.setdefault(form.casefold(), key)
        # The longest name first: "Cluster IT Mitteldeutschland" before "Cluster IT".
        self._forms = sorted(self._keys, key=len, reverse=True)
        self._search = _expression(self._forms) if self._forms else None

    @classmethod
    def from_database(cls) -> "ClusterMatcher":
        """Return a matcher for the clusters there are now (two queries)."""
        names: dict[str, list[str]] = defaultdict(list)
        pages = ClusterPage.objects.exclude(key=None).order_by("pk")
        for page in pages.prefetch_related("other_names"):
            if page.key is None:
                continue
            names[page.key] += [page.title, page.title_en, page.short_name, page.legal_name]
            names[page.key] += [other.name for other in page.other_names.all()]
        return cls((name, key) for key, group in names.items() for name in group if name)

    def match_name(self, name: str) -> str | None:
        """Return the key of the cluster that ``name`` as a whole means, or None.

        What stands in brackets is left out where the name with it is not known.
        """
        whole = plain(name)
        for form in (whole, _BRACKETS.sub("", whole).strip()):
            if key := self._folded.get(form.casefold()):
                return key
            if self._search and (found := self._search.fullmatch(form)):
                return self._key(found)
        return None

    def find_in(self, text: str) -> list[str]:
        """Return the keys of the clusters that ``text`` mentions, each once, in order.

        A line break counts as a blank: texts that do not belong together are searched one by
        one.
        """
        if self._search is None:
            return []
        return list(dict.fromkeys(self._key(found) for found in self._search.finditer(plain(text))))

    def _key(self, found: re.Match[str]) -> str:
        return self._keys[self._forms[int(str(found.lastgroup)[1:])]]


def _expression(forms: list[str]) -> re.Pattern[str]:
    """Return the expression for all names; a name starts where a word starts."""
    initials = {case for form in forms for case in (form[0], form[0].lower(), form[0].upper())}
    first = "".join(re.escape(initial) for initial in sorted(initials) if len(initial) == 1)
    names = "|".join(f"(?P<n{number}>{_pattern(form)})" for number, form in enumerate(forms))
    return re.compile(rf"(?<![\w-])(?=[{first}])(?:{names})")


def _pattern(form: str) -> str:
    """Return the expression for one name, each of its words with its endings.

    A name of one word also stands in compounds ("ACOD-Vorsitz"); "Cluster IT" does not stand
    in "Cluster IT-Sicherheit".
    """
    words = form.split()
    if len(words) == 1:
        return _single(form) + r"(?!\w)"
    pattern = r"\ ".join(_word(word) for word in words)
    return pattern.replace(r"\ \-\ ", r"\ ?-\ ?") + r"(?![\w-])"


def _single(word: str) -> str:
    """Return the expression for a name of one word: as it is, or in capitals, or its first.

    Otherwise its case counts: "BioEconomy" is a name and "Bioeconomy" a word.
    """
    forms = {word}
    if not _is_acronym(word):
        forms |= {word[0].upper() + word[1:], word.upper()}
    return f"(?:{'|'.join(re.escape(form) for form in sorted(forms))}){_ending(word)}"


def _word(word: str) -> str:
    pattern = re.escape(word) + _ending(word)
    return pattern if _is_acronym(word) else f"(?i:{pattern})"


def _ending(word: str) -> str:
    if not word[-1].isalpha():
        return ""
    return _ENDING_AFTER_E if word.endswith("e") else _ENDING


def _is_acronym(word: str) -> bool:
    return len(word) <= _ACRONYM or word.isupper()
