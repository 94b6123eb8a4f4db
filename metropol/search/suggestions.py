"""“Did you mean”: the words of the site that are nearest to those typed."""

from itertools import islice

from django.db.models.functions import Length
from rapidfuzz import process
from rapidfuzz.distance import OSA

from metropol.languages import GERMAN
from metropol.models import SearchWord
from metropol.search.queries import MOST_WORDS, Query
from metropol.search.terms import Word, folded, words

#: Letters of a word that may be mistyped, and how alike two words must be.
SHORTEST = 4
ALIKE = 0.72
#: Words that are looked at, the most frequent first.
MOST = 50_000


def suggestion(query: Query) -> str:
    """Return the query with words of the site in place of unknown ones; "" if there is none."""
    typed_words = list(islice(words(query.text), MOST_WORDS))
    lengths = [len(folded(word.whole)) for word in typed_words]
    if not lengths:
        return ""
    # Words that are much shorter or longer are not alike.
    least, most = int(ALIKE * min(lengths)), int(max(lengths) / ALIKE) + 1
    known = SearchWord.objects.filter(language=query.language).annotate(size=Length("folded"))
    known = known.filter(size__gte=least, size__lte=most).order_by("-entries", "word")
    by_form: dict[str, tuple[str, int, int]] = {}
    rows = known.values_list("folded", "word", "entries", "capitals")[:MOST]
    for form, word, entries, capitals in rows:
        by_form.setdefault(form, (word, entries, capitals))
    parts, end, is_changed = [], 0, False
    for typed in typed_words:
        better = _better(typed, by_form, query.language)
        parts += [query.text[end : typed.start], better or query.text[typed.start : typed.end]]
        end = typed.end
        is_changed |= bool(better)
    return "".join([*parts, query.text[end:]]) if is_changed else ""


def _better(word: Word, known: dict[str, tuple[str, int, int]], language: str) -> str:
    """Return the word of the site that is nearest to an unknown one, the most frequent first."""
    typed = folded(word.whole)
    if (
        len(typed) < SHORTEST
        or typed in known
        or all(folded(each) in known for each in word.pieces)
    ):
        return ""
    found = process.extract(
        typed, known.keys(), scorer=OSA.normalized_similarity, score_cutoff=ALIKE, limit=5
    )
    if not found:
        return ""
    best = max(found, key=lambda each: (round(each[1], 2), known[each[0]][1]))[0]
    text, entries, capitals = known[best]
    return text.capitalize() if language == GERMAN and 2 * capitals > entries else text
