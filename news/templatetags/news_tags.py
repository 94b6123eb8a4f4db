"""News for the templates of other apps."""

from django import template

from clusters.models import ClusterPage
from metropol.languages import current_language
from news.models import NewsIndexPage, NewsPage
from news.models.pages import NewsQuerySet

register = template.Library()


@register.simple_tag
def latest_news(number: int) -> NewsQuerySet:
    """Return the newest ``number`` items in the active language."""
    return NewsPage.objects.listed(current_language())[:number]


@register.simple_tag
def cluster_news(cluster: ClusterPage, number: int) -> NewsQuerySet:
    """Return the newest ``number`` items about ``cluster`` in the active language."""
    return NewsPage.objects.listed(current_language()).filter(clusters=cluster)[:number]


@register.simple_tag
def news_index() -> NewsIndexPage | None:
    """Return the page that lists all news."""
    return NewsIndexPage.objects.live().first()
