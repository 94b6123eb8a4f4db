"""What a feed says of each item, loaded with the same few queries however many there are."""

import datetime
from collections.abc import Iterable
from functools import partial
from itertools import chain
from typing import Any, NamedTuple
from uuid import UUID, uuid5

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils import timezone, translation
from wagtail.images.shortcuts import get_rendition_or_not_found
from wagtail.rich_text import RichText

from metropol.languages import attribute, current_language, localized, other_language
from metropol.models import BasePage
from metropol.models.served import linked_keys
from metropol.rich_links import resolve_links
from news.feeds.html import absolute, portable
from news.models import NewsPage

#: The zone of older days has odd offsets, which no feed can hold.
MODERN = 1900
#: One of the files that the item's own page shows.
PICTURE = "format-jpeg|width-960"


class Picture(NamedTuple):
    """The picture of an item, with its full address."""

    url: str
    type: str
    width: int
    height: int


class Entry(NamedTuple):
    """An item in the active language; ``other_url`` is empty where it is in no other one."""

    id: str
    url: str
    other_url: str
    title: str
    summary: str
    content: str
    picture: Picture | None
    published: datetime.datetime
    updated: datetime.datetime
    source: str
    tags: list[str]


def entry_id(page: BasePage, name: str = "") -> str:
    """Return an address-free name of a page in the active language that no rename changes."""
    return f"urn:uuid:{uuid5(UUID(str(page.translation_key)), current_language() + name)}"


def entries(items: Iterable[NewsPage], request: HttpRequest) -> list[Entry]:
    """Return the entries of ``items``, all of which have a date."""
    items = list(items)
    bodies = _bodies(items)
    blocks = list(chain.from_iterable(bodies))
    keys = linked_keys(blocks)
    linked = BasePage.objects.live().in_bulk(list(keys)) if keys else {}

    def address(page: BasePage) -> str:
        return page.get_url(request) or ""

    texts = resolve_links(blocks, linked.get, address)
    pairs = zip(items, bodies, strict=True)
    return [_entry(item, body, texts, request) for item, body in pairs]


def _bodies(items: list[NewsPage]) -> list[Any]:
    """Return the texts of all items, their pictures and documents loaded together."""
    streams = [localized(item, "body").value for item in items]
    blocks = NewsPage._meta.get_field("body").stream_block
    found: list[Any] = blocks.bulk_to_python(
        [list(each.raw_data) if each else [] for each in streams]
    )
    return found


def _entry(item: NewsPage, body: Any, texts: dict[str, RichText], request: HttpRequest) -> Entry:
    code = current_language()
    full_url = partial(item.get_full_url, request)
    url = full_url() or ""
    with translation.override(other_language(code)):
        other_url = full_url() or "" if item.english_live else ""
    shown = {"item": item, "body": body, "linked_texts": texts, "text_language": code}
    published = published_at(item)
    return Entry(
        id=entry_id(item),
        url=url,
        other_url=other_url,
        title=str(localized(item, "title").value),
        summary=str(localized(item, "lead").value),
        content=portable(render_to_string("news/feed_entry.html", shown), url),
        picture=_picture(item, url),
        published=published,
        updated=max(published, item.last_published_at or published),
        source=item.source,
        tags=_tags(item, code),
    )


def _tags(item: NewsPage, code: str) -> list[str]:
    """Return the section in the language of the feed; a feed has no mark for another one."""
    name = getattr(item.section, attribute(item.section, "name", code)) if item.section else ""
    return [name] if name else []


def published_at(item: NewsPage) -> datetime.datetime:
    """Return the first moment of the item's day; if it went online later that day, that moment.

    The day of an archive is older than its page. One that lies ahead is none yet.
    """
    day = item.date or datetime.date.min
    zone = timezone.get_default_timezone() if day.year >= MODERN else datetime.UTC
    start = datetime.datetime.combine(day, datetime.time.min, tzinfo=zone)
    first = item.first_published_at
    if first and first.astimezone(zone).date() <= day:
        return first.astimezone(zone)
    return start


def _picture(item: NewsPage, url: str) -> Picture | None:
    if item.image is None:
        return None
    found = get_rendition_or_not_found(item.image, PICTURE)
    return Picture(absolute(url, found.url), "image/jpeg", found.width, found.height)
