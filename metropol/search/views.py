"""The page of the search."""

from collections.abc import Iterable
from typing import Any, NamedTuple

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from metropol.languages import current_language
from metropol.paging import changed_address, paginate
from metropol.search import failures
from metropol.search.promotions import promotions
from metropol.search.queries import Query, parse
from metropol.search.results import Hits
from metropol.search.sources import kinds
from metropol.search.suggestions import suggestion

PER_PAGE = 10


class Choice(NamedTuple):
    """A value of a filter, with its address and the number of results there."""

    label: Any
    address: str
    number: int
    is_chosen: bool


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Answer with what is found, or with the form and hints where nothing was asked for."""
    query = parse(request.GET.get("q", ""), current_language())
    kind = request.GET.get("type", "")
    hits = Hits(request, query, kind if kind in kinds() else "", _year(request.GET.get("year")))
    # Words that are too frequent to be looked for may still be those of a recommendation.
    found = promotions(request, query) if query.text else []
    context: dict[str, Any] = {"query": query, "promotions": found}
    if query:
        context |= {
            "number": hits.count(),
            "total": hits.total,
            "results": paginate(request, hits, PER_PAGE),
            "filters": _filters(request, hits),
            "without": {
                "type": changed_address(request, {"type": ""}),
                "year": changed_address(request, {"year": ""}),
                "both": changed_address(request, {"type": "", "year": ""}),
            },
        }
        if not hits.total and not found:
            context["suggested"] = _suggested(request, query)
            failures.note(query)
    return render(request, "search.html", context)


def _year(typed: str | None) -> int | None:
    """Return a year that there may be; anything else is no filter."""
    is_year = typed and len(typed) == 4 and typed.isascii() and typed.isdecimal()
    return int(typed) if typed and is_year else None


def _suggested(request: HttpRequest, query: Query) -> str:
    """Return what may have been meant, if it finds anything."""
    text = suggestion(query)
    better = parse(text, query.language)
    return text if better and Hits(request, better).total else ""


def _filters(request: HttpRequest, hits: Hits) -> dict[str, list[Choice]]:
    """Return the choices of both filters, those with results and the chosen one."""
    by_kind, by_year = hits.by_kind(), hits.by_year()
    types = ((kind, name, by_kind[kind]) for kind, name in kinds().items())
    years = {*by_year, *filter(None, [hits.year])}
    return {
        "type": _choices(request, "type", types, hits.kind),
        "year": _choices(
            request,
            "year",
            ((str(year), year, by_year[year]) for year in sorted(years, reverse=True)),
            str(hits.year or ""),
        ),
    }


def _choices(
    request: HttpRequest, name: str, values: Iterable[tuple[str, Any, int]], chosen: str
) -> list[Choice]:
    return [
        Choice(label, changed_address(request, {name: value}), number, value == chosen)
        for value, label, number in values
        if number or value == chosen
    ]
