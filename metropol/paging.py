"""Paged lists with stable addresses: ``?p=2``."""

from collections.abc import Mapping
from typing import Any

from django.core.paginator import Page, Paginator
from django.http import HttpRequest

PARAMETER = "p"


def paginate(
    request: HttpRequest, items: Any, per_page: int = 20, count: int | None = None
) -> Page[Any]:
    """Return the page of ``items`` (a queryset) that the address asks for.

    ``count`` is how many there are, where that is known; else they are counted.

    A number that is none, too small or too large gives the nearest page there is.
    """
    paginator = Paginator(items, per_page)
    if count is not None:
        paginator.count = count
    return paginator.get_page(request.GET.get(PARAMETER))


def changed_address(request: HttpRequest, changes: Mapping[str, str]) -> str:
    """Return the address asked for with these parameters changed, on the first page of the list.

    A parameter without a value goes.
    """
    query = request.GET.copy()
    for name, value in {PARAMETER: "", **changes}.items():
        query.pop(name, None)
        if value:
            query[name] = value
    return f"{request.path}?{query.urlencode()}" if query else request.path
