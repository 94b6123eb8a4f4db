"""When an item that can be read is still for a person to decide."""

from collections.abc import Iterator

from members.models import Member, TestimonialPage
from news.archive.content import is_cut, record_text
from news.archive.ledger import Known
from news.archive.record import Notice, Record, notice
from news.models import NewsLink, NewsPage, NewsSection


def review_reason(record: Record, known: Known | None) -> Notice | None:
    """Return why an item is not stored as it is, or None.

    ``known`` is the item of the same family, headline and date, if there is one.
    """
    if record.language != "de":
        return notice("not-german", language=record.language)
    for text, limit in _limits(record):
        if len(text) > limit:
            return notice("text-too-long", text=text[:60], length=len(text), limit=limit)
    if known is None:
        return None
    if known.is_deleted:
        return notice("page-deleted")
    if known.is_edited:
        return notice("page-edited")
    if is_cut(record_text(record), known.text):
        return notice("text-shortened")
    return None


def _limits(record: Record) -> Iterator[tuple[str, int]]:
    """Yield each text that goes into a field of limited length, with that length."""
    yield record.kicker or "", _length(NewsPage, "kicker")
    yield record.section or "", _length(NewsSection, "name")
    for link in record.links:
        yield link, _length(NewsLink, "label")
    if record.testimonial:
        yield record.testimonial.name, _length(TestimonialPage, "person")
        yield record.testimonial.organisation, _length(Member, "name")


def _length(model: type, field: str) -> int:
    return int(model._meta.get_field(field).max_length)  # type: ignore[attr-defined]
