"""Paged lists with stable addresses: ``?p=2``."""

from typing import Any

from django.core.paginator import Page, Paginator
from django.http import HttpRequest

PARAMETER = "p"


def paginate(request: HttpRequest, items: Any, per_page: int = 20) -> Page[Any]:
    """Return the page of ``items`` (a queryset) that the address asks for.

    A number that is none, too small or too large gives the nearest page there is.
    """
    return Paginator(items, per_page).get_page(request.GET.get(PARAMETER))
