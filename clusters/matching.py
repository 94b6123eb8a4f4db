"""Find clusters by their names, in a list of links and in running text.

A cluster is known by title, short name, legal name and other names. Texts write them in many
ways: with or without ``e. V.``, quotation marks, one dash or another, in the genitive
("des Spitzenclusters Solarvalley"). Both sides are brought to one form before they are
compared; case counts, or "IT" would be found in "it".
"""

import re
from collections import defaultdict
from collections.abc import Iterable

from clusters.models import ClusterPage

_QUOTES = re.compile("[\"'„“”‚‘’«»‹›`´]")
_DASHES = re.compile("[‐‑‒–—―−]")
#: Legal forms say nothing about which cluster is meant.
_LEGAL_FORM = re.compile(r"\b(?:e\.\s?V\.?|eG|gGmbH|GmbH|AG)(?![\w-])", re.IGNORECASE)
_SPACES = re.compile(r"\s+")
#: Endings of the German genitive and plural that a word of a name takes in a sentence.
_ENDING = "(?:e?s|en|n)?"


def plain(text: str) -> str:
    """Return ``text`` without quotation marks and legal forms, with one kind of dash."""
    text = _LEGAL_FORM.sub(" ", _QUOTES.sub("", text))
    return _SPACES.sub(" ", _DASHES.sub("-", text)).strip(" ,.")


class ClusterMatcher:
    """All names of all clusters, compiled once; about a microsecond for each character."""

    def __init__(self, names: Iterable[tuple[str, str]]) -> None:
        """Take pairs of a name and the key of the cluster that has it."""
        self._keys: dict[str, str] = {}
        for name, key in names:
            if form := plain(name):
                self._keys.setdefault(form, key)
        # The longest name first: "Cluster IT Mitteldeutschland" before "Cluster IT".
        forms = sorted(self._keys, key=len, reverse=True)
        self._groups = dict(enumerate(forms))
        alternatives = "|".join(f"(?P<n{i}>{_pattern(form)})" for i, form in enumerate(forms))
        self._search = re.compile(rf"(?<![\w-])(?:{alternatives})") if forms else None

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
        """Return the key of the cluster that ``name`` as a whole means, or None."""
        form = plain(name)
        if form in self._keys:
            return self._keys[form]
        found = self._search.fullmatch(form) if self._search else None
        return self._key(found) if found else None

    def find_in(self, text: str) -> list[str]:
        """Return the keys of the clusters that ``text`` mentions, each once, in order."""
        if self._search is None:
            return []
        return list(dict.fromkeys(self._key(found) for found in self._search.finditer(plain(text))))

    def _key(self, found: re.Match[str]) -> str:
        return self._keys[self._groups[int(str(found.lastgroup)[1:])]]


def _pattern(form: str) -> str:
    """Return the expression for one name, each of its words with its endings.

    A name of one word also stands in compounds ("ACOD-Vorsitz"); "Cluster IT" does not stand
    in "Cluster IT-Sicherheit".
    """
    words = [re.escape(word) + (_ENDING if word.isalpha() else "") for word in form.split()]
    pattern = r"\ ".join(words).replace(r"\ \-\ ", r"\ ?-\ ?")
    return pattern + (r"(?!\w)" if len(words) == 1 else r"(?![\w-])")
