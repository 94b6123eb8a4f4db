"""The list of news as an address asks for it: filters, chart, top story, a page of items."""

import datetime
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from django.http import HttpRequest
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from clusters.facets import ClusterFacet
from metropol.facets import Facet, MonthFacet, RelatedFacet, YearFacet
from metropol.filters import Filters
from metropol.languages import LocalizedValue, current_language, localized
from metropol.paging import paginate
from news.chart import decades
from news.feeds.addresses import Feed
from news.models import NewsPage, NewsSection

if TYPE_CHECKING:
    from news.models import NewsIndexPage


class Part(NamedTuple):
    """A part of what a filtered list calls itself: ``Section Innovation``."""

    word: str
    name: LocalizedValue

    def __str__(self) -> str:
        return f"{self.word} {self.name.value}".strip()


def facets() -> list[Facet]:
    """Return what news can be filtered by, in the active language."""
    return [
        YearFacet("year", _("Year"), "date"),
        MonthFacet("month", _("Month"), "date"),
        RelatedFacet("section", _("Section"), NewsSection),
        ClusterFacet(),
    ]


def listing(request: HttpRequest, index: "NewsIndexPage") -> dict[str, Any]:
    """Return what the template shows of the news below ``index``.

    ``list_title`` is empty for the whole list. A pinned item is the top story of its first page;
    a filtered list knows no pins. Raises Http404 for a filter that cannot be one.
    """
    items = NewsPage.objects.listed(current_language(), index)
    filters = Filters(request, items, facets())
    chosen: Any = filters.items
    ordered = chosen.newest_first() if filters else chosen
    page = paginate(request, ordered, count=filters.count)
    shown = list(page.object_list)
    is_start = not filters and page.number == 1
    top_story = shown.pop(0) if is_start and shown and shown[0].is_pinned else None
    parts = title_parts(filters)
    years = filters["year"].choices
    return {
        "news": page,
        "filters": filters,
        # The years are in the chart.
        "has_more_filters": any(each.choices for each in filters.shown if each.parameter != "year"),
        "other_query": filters.other_query,
        "top_story": top_story,
        # Pinned items stand among the others, also those without a date.
        "dated": [item for item in shown if item.date or item.is_pinned],
        "undated": [item for item in shown if not (item.date or item.is_pinned)],
        "title_parts": parts,
        "list_title": list_title(index, parts),
        "decades": decades(years),
        "undated_choice": next((each for each in years if each.slug == YearFacet.UNDATED), None),
        "feeds": _feeds(index, filters),
    }


def title_parts(filters: Filters) -> list[Part]:
    """Return what the filters leave, part by part: ``March 2024``, ``Section Innovation``."""
    chosen = {facet.parameter: facet.chosen for facet in filters.shown if facet.chosen}
    parts = []
    year, month = chosen.get("year"), chosen.get("month")
    if year:
        label = year.label
        if month and year.slug != YearFacet.UNDATED:
            day = datetime.date(int(year.slug), int(month.slug), 1)
            label = label._replace(value=date_format(day, "YEAR_MONTH_FORMAT"))
        parts.append(Part("", label))
    named = (facet for facet in filters.shown if facet.parameter not in ("year", "month"))
    parts += [Part(facet.label, facet.chosen.label) for facet in named if facet.chosen]
    return parts


def list_title(index: "NewsIndexPage", parts: Sequence[Part]) -> str:
    """Return title and parts as plain text, or nothing without parts."""
    title = localized(index, "title").value
    return f"{title}: {', '.join(map(str, parts))}" if parts else ""


def _feeds(index: "NewsIndexPage", filters: Filters) -> list[Feed]:
    """Return the feeds of what the list shows: of all news, and of what is chosen."""
    chosen = ((kind, filters[kind].chosen) for kind in ("section", "cluster"))
    topics = [Feed(index, kind, each.slug, each.label) for kind, each in chosen if each]
    return [Feed(index), *topics]
