"""News for the templates of other apps."""

from collections.abc import Sequence
from typing import Any

from django import template

from clusters.models import ClusterPage
from metropol.filters import Choice
from metropol.languages import ENGLISH, LocalizedValue, current_language, localized
from metropol.templatetags.metropol_tags import page_of_type
from news.chart import Decade, decades
from news.feeds.addresses import Feed
from news.models import NewsPage
from news.models.pages import NewsQuerySet
from news.sharing import ShareLink, share_links

register = template.Library()


@register.simple_tag
def latest_news(number: int) -> NewsQuerySet:
    """Return the newest ``number`` items in the active language, pinned ones first."""
    return NewsPage.objects.listed(current_language())[:number]


@register.simple_tag
def cluster_news(cluster: ClusterPage, number: int) -> NewsQuerySet:
    """Return the newest ``number`` items about ``cluster`` in the active language."""
    return NewsPage.objects.listed(current_language()).filter(clusters=cluster)[:number]


@register.simple_tag
def year_chart(choices: Sequence[Choice]) -> list[Decade]:
    """Return the chart of a year facet's choices."""
    return decades(choices)


@register.simple_tag(takes_context=True)
def news_feeds(context: dict[str, Any]) -> list[Feed]:
    """Return the feed of all news in the active language; no feed without a list of news.

    No query where the menu has the list. ``{% for link in feed.links %}`` are its formats.
    """
    index = _news_list(context)
    return [Feed(index)] if index else []


@register.simple_tag(takes_context=True)
def cluster_feeds(context: dict[str, Any], cluster: ClusterPage) -> list[Feed]:
    """Return the feed of the news about ``cluster`` in the active language (see news_feeds)."""
    index = _news_list(context)
    is_english = current_language() == ENGLISH
    if index is None or (is_english and not cluster.english_live):
        return []
    label = localized(cluster, "title")
    slug = cluster.slug_en if is_english else cluster.slug
    return [Feed(index, "cluster", slug or cluster.slug, label)]


@register.inclusion_tag("components/feed_links.html", takes_context=True)
def cluster_feed_links(context: dict[str, Any], cluster: ClusterPage) -> dict[str, Any]:
    """Return the ``link`` elements by which readers of feeds find the one of ``cluster``."""
    return {"feeds": cluster_feeds(context, cluster), "request": context["request"]}


@register.simple_tag
def share(title: LocalizedValue, url: str) -> list[ShareLink]:
    """Return the links to pass on the page at ``url`` (a full address)."""
    return share_links(str(title.value), url)


def _news_list(context: dict[str, Any]) -> Any:
    """Return the list of news, asked for once in a request."""
    found = context["request"].__dict__.setdefault("_news_list", {})
    if "page" not in found:
        found["page"] = page_of_type(context, "news.NewsIndexPage")
    return found["page"]
