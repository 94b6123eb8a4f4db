"""The two formats: Atom (RFC 4287) and JSON Feed 1.1 (jsonfeed.org)."""

import datetime
import json
import re
from collections.abc import Sequence
from typing import Any, NamedTuple

from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape
from django.utils.xmlutils import SimplerXMLGenerator

from metropol.languages import other_language
from news.feeds.addresses import FORMATS
from news.feeds.entries import Entry

#: What no XML document can hold, written in whatever way.
_UNWRITABLE = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class Channel(NamedTuple):
    """What a feed says of itself; ``other_*`` are addresses in the other language."""

    id: str
    title: str
    description: str
    language: str
    author: str
    page_url: str
    other_page_url: str
    url: str
    other_url: str
    updated: datetime.datetime


def as_atom(channel: Channel, entries: Sequence[Entry]) -> str:
    """Return the Atom feed."""
    feed = _Atom(
        title=_clean(channel.title),
        link=channel.page_url,
        description=None,
        subtitle=_clean(channel.description) or None,
        language=channel.language,
        author_name=_clean(channel.author),
        feed_url=channel.url,
        feed_guid=channel.id,
        channel=channel,
    )
    for entry in entries:
        feed.add_item(
            title=_clean(entry.title),
            link=entry.url,
            description=_clean(escape(entry.summary)),
            unique_id=entry.id,
            pubdate=entry.published,
            updateddate=entry.updated,
            author_name=_clean(entry.source) or None,
            categories=[_clean(tag) for tag in entry.tags],
            entry=entry,
        )
    return feed.writeString("utf-8")


class _Atom(Atom1Feed):
    """Django's feed with full text, pictures and the other language."""

    def latest_post_date(self) -> datetime.datetime:
        """Return when the feed changed; an empty one has not changed just now."""
        updated: datetime.datetime = self.feed["channel"].updated
        return updated

    def add_root_elements(self, handler: SimplerXMLGenerator) -> None:
        """Add where the list and the feed are in the other language."""
        super().add_root_elements(handler)
        channel = self.feed["channel"]
        other = other_language(channel.language)
        for media_type, url in (
            ("text/html", channel.other_page_url),
            (FORMATS["atom"][0], channel.other_url),
        ):
            if url:
                _alternate(handler, url, other, media_type)

    def add_item_elements(self, handler: SimplerXMLGenerator, item: dict[str, Any]) -> None:
        """Add full text, picture and the item in the other language."""
        super().add_item_elements(handler, item)
        entry: Entry = item["entry"]
        if entry.other_url:
            other = other_language(self.feed["language"])
            _alternate(handler, entry.other_url, other, "text/html")
        if entry.picture:
            picture = {"href": entry.picture.url, "type": entry.picture.type}
            handler.addQuickElement("link", "", {"rel": "enclosure", **picture})
        handler.addQuickElement("content", _clean(entry.content), {"type": "html"})


def _alternate(handler: SimplerXMLGenerator, url: str, language: str, media_type: str) -> None:
    link = {"rel": "alternate", "href": url, "hreflang": language, "type": media_type}
    handler.addQuickElement("link", "", link)


def as_json(channel: Channel, entries: Sequence[Entry]) -> str:
    """Return the JSON Feed; what is empty is left out."""
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": channel.title,
        "description": channel.description,
        "home_page_url": channel.page_url,
        "feed_url": channel.url,
        "language": channel.language,
        "authors": [{"name": channel.author}],
    }
    items = [_filled(_json_item(entry, channel.language)) for entry in entries]
    return json.dumps(_filled(feed) | {"items": items}, ensure_ascii=False)


def _json_item(entry: Entry, language: str) -> dict[str, Any]:
    picture = entry.picture
    return {
        "id": entry.id,
        "url": entry.url,
        "title": entry.title,
        "summary": entry.summary,
        "content_html": entry.content or " ",
        "image": picture.url if picture else "",
        "date_published": entry.published.isoformat(timespec="seconds"),
        "date_modified": entry.updated.isoformat(timespec="seconds"),
        "authors": [{"name": entry.source}] if entry.source else [],
        "tags": entry.tags,
        "language": language,
        "attachments": [{"url": picture.url, "mime_type": picture.type}] if picture else [],
    }


def _filled(values: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value}


def _clean(text: str) -> str:
    return _UNWRITABLE.sub("", text)
