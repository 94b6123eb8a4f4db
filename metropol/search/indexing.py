"""Entries of the index, brought up to date in batches."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import batched

from django.db import transaction

from metropol.languages import GERMAN
from metropol.models import SearchEntry
from metropol.search import backends, vocabulary
from metropol.search.compounds import SHORTEST, Splitter
from metropol.search.sources import Document, Source
from metropol.search.terms import terms_of, words

#: Objects that are looked at together: each batch takes the same number of queries.
BATCH = 200
#: Terms of one entry; PostgreSQL holds some 16,000 places of words.
MOST_TERMS = 15_000
#: What tells whether an entry is as it was.
COLUMNS = ("kind", "title", "text", "title_terms", "body_terms", "day", "year")


def refresh(source: Source, keys: Iterable[int]) -> int:
    """Bring the entries of these objects up to date, and return how many entries were written.

    What is offline, restricted or gone loses its entries. Entries that are right stay as they
    are, with their keys: who reads them meanwhile (metropol.search.vocabulary) sees the change.
    """
    written = 0
    for batch in batched(sorted(set(keys)), BATCH):
        with transaction.atomic():
            # First of all: who comes later sees what the one before has committed.
            backends.lock()
            written += _refresh(source, batch)
    return written


def _refresh(source: Source, keys: Sequence[int]) -> int:
    documents = {
        (found.pk, document.language): document
        for found in source.load(keys)
        for document in source.documents(found)
    }
    stored = {
        (entry.key, entry.language): entry
        for entry in SearchEntry.objects.filter(source=source.name, key__in=keys)
    }
    _count_words(stored, documents)
    splitter = vocabulary.splitter(_long_words(documents.values()))
    wanted = {
        key: _entry(source.name, key[0], document, splitter) for key, document in documents.items()
    }
    kept = {key for key, entry in stored.items() if _is_same(entry, wanted.get(key))}
    going = [entry.pk for key, entry in stored.items() if key not in kept]
    SearchEntry.objects.filter(pk__in=going).delete()
    coming = [entry for key, entry in wanted.items() if key not in kept]
    SearchEntry.objects.bulk_create(coming)
    return len(coming)


def _count_words(
    stored: dict[tuple[int, str], SearchEntry], documents: dict[tuple[int, str], Document]
) -> None:
    """Tell the vocabulary which words come and which go."""
    difference = vocabulary.Counts()
    for key in stored.keys() | documents.keys():
        before, after = stored.get(key), documents.get(key)
        old, new = (each and (each.title[:255], each.text) for each in (before, after))
        if old != new:
            for texts, times in ((old, -1), (new, 1)):
                if texts:
                    difference.update(vocabulary.count(*texts, key[1], times=times))
    vocabulary.change(difference)


def _long_words(documents: Iterable[Document]) -> set[str]:
    return {
        word.whole.lower()
        for document in documents
        if document.language == GERMAN
        for text in (document.title, document.text)
        for word in words(text)
        if len(word.whole) >= 2 * SHORTEST
    }


def _entry(source: str, key: int, document: Document, splitter: Splitter) -> SearchEntry:
    code = document.language
    return SearchEntry(
        source=source,
        key=key,
        language=code,
        kind=document.kind,
        title=document.title[:255],
        text=document.text,
        title_terms=_terms((document.title, *document.headlines), code, splitter),
        body_terms=_terms(document.body, code, splitter),
        day=document.day,
        year=document.year,
    )


def _terms(texts: Iterable[str], language: str, splitter: Splitter) -> str:
    """Return the terms of texts in their order, with those of compounds and their parts."""
    found: list[str] = []
    parts: dict[str, tuple[str, ...]] = defaultdict(tuple)
    for text in texts:
        for word in words(text):
            is_simple = len(word.pieces) == 1
            forms = word.pieces if is_simple else (*word.pieces, word.whole)
            for form in forms:
                found += terms_of(form, language)
                small = form.lower()
                if language == GERMAN and len(small) >= 2 * SHORTEST:
                    if small not in parts:
                        parts[small] = splitter.parts(small)
                    for part in parts[small]:
                        found += terms_of(part, language)
            if len(found) >= MOST_TERMS:
                return " ".join(found[:MOST_TERMS])
    return " ".join(found)


def _is_same(stored: SearchEntry, wanted: SearchEntry | None) -> bool:
    return wanted is not None and all(
        getattr(stored, name) == getattr(wanted, name) for name in COLUMNS
    )
