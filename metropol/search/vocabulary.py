"""The words of the site, counted with each change of an entry."""

import re
from collections import Counter
from collections.abc import Iterable
from itertools import batched, chain

from django.db import connection, transaction
from django.db.models import CharField, F, Value

from metropol.languages import GERMAN
from metropol.models import CompoundWord, SearchEntry, SearchWord
from metropol.search import backends
from metropol.search.compounds import Splitter, candidates
from metropol.search.stop_words import STOP_WORDS
from metropol.search.terms import folded, words

#: Letters of a word that may be meant.
LENGTHS = range(3, 41)
#: Words in one statement: databases have limits.
BATCH = 5_000
#: From how many words on it is quicker to load all nouns than to ask for some.
MANY = 5_000
#: Entries that are counted at once.
READ = 500
#: What ends a sentence, or begins a part of it with a capital letter.
_END = re.compile(r"[.!?:;…\n•„“”»«\"]")

#: How often each word stands in entries of a language, and how often as a noun does.
Counts = Counter[tuple[str, str, bool]]


def count(title: str, text: str, language: str, *, times: int = 1) -> Counts:
    """Return the words of an entry, each ``times``: language, word, and whether as a noun."""
    found: dict[str, bool] = {}
    stop_words = STOP_WORDS[language]
    for part in (title, text):
        end = 0
        for word in words(part):
            is_first = not end or _END.search(part, end, word.start) is not None
            end = word.end
            for piece in word.pieces:
                if len(piece) in LENGTHS and piece.isalpha():
                    small = piece.lower()
                    is_noun = not is_first and piece[0].isupper() and not piece.isupper()
                    if is_noun or small not in found:
                        found[small] = is_noun
    return Counter(
        {
            (language, word, is_noun): times
            for word, is_noun in found.items()
            if folded(word) not in stop_words
        }
    )


def change(difference: Counts) -> None:
    """Add what is counted, and subtract what is counted below zero; what is left by none goes."""
    rows: dict[tuple[str, str], list[int]] = {}
    for (language, word, is_noun), number in difference.items():
        row = rows.setdefault((language, word), [0, 0])
        row[0] += number
        row[1] += number if is_noun else 0
    changed = [(*key, row[0], row[1]) for key, row in rows.items() if any(row)]
    table = connection.ops.quote_name(SearchWord._meta.db_table)
    for batch in batched(changed, BATCH):
        values = ", ".join(["(%s, %s, %s, %s, %s)"] * len(batch))
        statement = (
            f"INSERT INTO {table} (language, word, folded, entries, capitals)"  # noqa: S608
            f" VALUES {values} ON CONFLICT (language, word) DO UPDATE SET"
            f" entries = {table}.entries + excluded.entries,"
            f" capitals = {table}.capitals + excluded.capitals"
        )
        with connection.cursor() as cursor:
            cursor.execute(statement, [*chain.from_iterable(map(_values, batch))])
    if any(row[0] < 0 for row in rows.values()):
        SearchWord.objects.filter(entries__lte=0).delete()


def _values(row: tuple[str, str, int, int]) -> tuple[str | int, ...]:
    language, word, entries, capitals = row
    return language, word, folded(word)[:64], entries, capitals


def recount(attempts: int = 3) -> None:
    """Count all words of all entries anew, beside a site that runs.

    Counted without holding anybody up, and again if an entry has changed meanwhile. Where they
    change all the time, the last count is taken.
    """
    for attempt in range(1, attempts + 1):
        seen, counts = set(), Counts()
        entries = SearchEntry.objects.order_by("pk").values_list("pk", "title", "text", "language")
        for key, title, text, language in entries.iterator(READ):
            seen.add(key)
            counts.update(count(title, text, language))
        with transaction.atomic():
            backends.lock()
            if attempt < attempts and seen != set(SearchEntry.objects.values_list("pk", flat=True)):
                continue
            stored = SearchWord.objects.values_list("language", "word", "entries", "capitals")
            for language, word, number, capitals in stored.iterator(BATCH):
                counts[language, word, False] -= number - capitals
                counts[language, word, True] -= capitals
            change(counts)
            return


def splitter(found: Iterable[str]) -> Splitter:
    """Return what takes apart these German words (in small letters).

    Nouns are words that stand mostly with a capital letter within sentences, and those that
    staff name.
    """
    nouns = SearchWord.objects.filter(language=GERMAN, capitals__gt=F("entries") / 2.0)
    asked = set(chain.from_iterable(map(candidates, set(found))))
    if len(asked) < MANY:
        nouns = nouns.filter(word__in=asked)
    told = CompoundWord.objects.order_by().values_list("word", "role")
    known = nouns.values_list("word", Value("", CharField()))
    rows = [(word.lower(), role) for word, role in told.union(known, all=True)]
    return Splitter(
        nouns={word for word, role in rows if role != CompoundWord.Role.WHOLE},
        wholes={word for word, role in rows if role},
    )
