"""The answer at the address of a feed."""

import datetime

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import translation
from django.utils.cache import patch_cache_control

from metropol import navigation
from metropol.languages import current_language, localized, other_language
from metropol.site_settings import shown_settings
from news.feeds.addresses import FORMATS, Feed, FeedName
from news.feeds.entries import entries, entry_id
from news.feeds.formats import Channel, as_atom, as_json
from news.listing import facets
from news.models import NewsIndexPage, NewsPage

#: How many items a feed holds, and how many seconds it may be kept.
LENGTH = 25
KEPT = 600
_WRITERS = {"atom": as_atom, "json": as_json}


def feed_response(request: HttpRequest, index: NewsIndexPage, name: FeedName) -> HttpResponse:
    """Answer with the newest items of a topic that have a date. Raises Http404."""
    news = NewsPage.objects.listed(current_language(), index)
    news = news.filter(date__isnull=False).newest_first()
    feed, other, news = _topic(index, name, news)
    shown = entries(news[:LENGTH], request)
    updated = max((entry.updated for entry in shown), default=None)
    channel = _channel(request, feed, other, name.format, updated)
    response = HttpResponse(
        _WRITERS[name.format](channel, shown),
        content_type=f"{FORMATS[name.format][0]}; charset=utf-8",
    )
    if index.get_view_restrictions():
        patch_cache_control(response, private=True)
    else:
        patch_cache_control(response, public=True, max_age=KEPT)
    return response


def _topic(
    index: NewsIndexPage, name: FeedName, news: "QuerySet[NewsPage]"
) -> "tuple[Feed, Feed | None, QuerySet[NewsPage]]":
    """Return the feed, the same in the other language if there is one, and its items."""
    if not name.kind:
        return Feed(index), Feed(index), news
    facet = next(each for each in facets() if each.parameter == name.kind)
    value = facet.unused(name.slug)
    if value is None:
        raise Http404
    code = current_language()
    feed = Feed(index, name.kind, value.slugs[code], value.label)
    other_code = other_language(code)
    with translation.override(other_code):
        found = facet.unused(name.slug)
    other = Feed(index, name.kind, found.slugs[other_code], found.label) if found else None
    return feed, other, facet.narrow(news, name.slug)


def _channel(
    request: HttpRequest,
    feed: Feed,
    other: Feed | None,
    ending: str,
    updated: datetime.datetime | None,
) -> Channel:
    code, index = current_language(), feed.index
    home = navigation.frame(request, index).home or index
    site = str(localized(home, "title").value)
    settings = shown_settings(request).settings
    with translation.override(other_language(code)):
        other_page_url = other.page_url if other else ""
        other_url = other.url(ending) if other else ""
    return Channel(
        id=entry_id(index, f"/{feed.kind}/{feed.slug}" if feed.kind else ""),
        title=f"{site} – {feed.title}",
        description=str(localized(index, "lead").value),
        language=code,
        author=str(localized(settings, "organisation").value) or site,
        page_url=feed.page_url,
        other_page_url=other_page_url,
        url=feed.url(ending),
        other_url=other_url,
        updated=updated
        or index.last_published_at
        or datetime.datetime.fromtimestamp(0, datetime.UTC),
    )
