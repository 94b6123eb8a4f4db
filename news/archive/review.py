"""When an item that can be read is still for a person to decide."""

import datetime
from collections.abc import Iterator

from members.models import Member, TestimonialPage
from news.archive.content import record_text
from news.archive.ledger import Known
from news.archive.parser import parse_bytes
from news.archive.record import Notice, Record, notice
from news.models import NewsLink, NewsPage, NewsSection

#: Characters of a whole item. A hundred times what the longest has; PostgreSQL has a limit of
#: one megabyte for the search vector of a row.
MAX_TEXT = 250_000


def limit_reason(record: Record, text: str) -> Notice | None:
    """Return which text of an item is too long for its place, or None."""
    for words, limit in _limits(record):
        if len(words) > limit:
            return notice("text-too-long", text=words[:60], length=len(words), limit=limit)
    if len(text) > MAX_TEXT:
        return notice("text-too-long", text=record.lead[:60], length=len(text), limit=MAX_TEXT)
    return None


def review_reason(
    record: Record, text: str, known: Known | None, *, is_translation: bool
) -> Notice | None:
    """Return why an item is not stored as it is, or None.

    ``text`` is the whole text of the file, ``known`` the item of the same family, headline and
    date, if there is one. Only a confirmed translation may be in another language than German.
    """
    if record.language != "de" and not is_translation:
        return notice("not-german", language=record.language)
    if known is None:
        return None
    if known.is_deleted:
        return notice("page-deleted")
    if known.is_edited:
        return notice("page-edited")
    if _is_cut(record, text, known.text):
        return notice("text-shortened")
    return None


def _is_cut(record: Record, text: str, known: str) -> bool:
    """Tell whether a text is the text ``known`` with an end missing.

    Either the end of the file, be it only of the link list or the footer, or that of the words
    of the item, though a footer follows them.
    """
    if len(text) < len(known) and known.startswith(text):
        return True
    old = parse_bytes(known.encode(), today=datetime.date.max).record
    if old is None:
        return False
    words, known_words = record_text(record), record_text(old)
    return len(words) < len(known_words) and known_words.startswith(words)


def _limits(record: Record) -> Iterator[tuple[str, int]]:
    """Yield each text that goes into a field of limited length, with that length."""
    yield record.kicker or "", length_of(NewsPage, "kicker")
    yield record.section or "", length_of(NewsSection, "name")
    for link in record.links:
        yield link, length_of(NewsLink, "label")
    if record.testimonial:
        yield record.testimonial.name, length_of(TestimonialPage, "person")
        yield record.testimonial.organisation, length_of(Member, "name")


def length_of(model: type, field: str) -> int:
    """Return how many characters a field takes."""
    return int(model._meta.get_field(field).max_length)  # type: ignore[attr-defined]
