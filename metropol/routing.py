"""Find the page for an address in one query, whatever its depth.

Wagtail walks down from the home page with two queries per level; the paths that both
languages store make that unnecessary.
"""

from itertools import accumulate
from typing import TYPE_CHECKING

from django.db.models import CharField, Exists, ExpressionWrapper, F, OuterRef
from django.http import Http404, HttpRequest
from wagtail.models import PageViewRestriction, Site
from wagtail.url_routing import RouteResult

from metropol.languages import ENGLISH, current_language

if TYPE_CHECKING:
    from metropol.models import BasePage

#: Deeper addresses are not looked up: no page of a portal lies there.
MAX_DEPTH = 12


def find_route(model: "type[BasePage]", request: HttpRequest, path: str) -> RouteResult | None:
    """Return the page at ``path`` (without the language prefix) of the request's site.

    The longest part of the address that is a page routes the rest of it, so that routable
    pages keep working. None where nothing answers.
    """
    site = Site.find_for_request(request)
    parts = [part for part in path.split("/") if part]
    if site is None or len(parts) > MAX_DEPTH or "\x00" in path:
        return None
    root = site.root_page
    column = "url_path_en" if current_language() == ENGLISH else "url_path"
    candidates = accumulate((f"{part}/" for part in parts), initial=root.url_path)
    found = (
        model.objects.filter(**{f"{column}__in": list(candidates)})
        .annotate(restricted=_is_restricted())
        .order_by("-depth")
        .first()
    )
    page = found and _load_specific(found)
    if page is None:
        return None
    # Known from this query; most sites have no restrictions, and then need not ask again.
    page.is_unrestricted = not found.restricted
    try:
        return page.route(request, parts[page.depth - root.depth :])
    except Http404:
        return None


def _load_specific(page: "BasePage") -> "BasePage | None":
    """Return the page as its own type, with what its template shows of related objects."""
    model = page.specific_class
    if model is None:
        return None
    pages = model._default_manager.all()
    if model.related_for_serving:
        pages = pages.select_related(*model.related_for_serving)
    return pages.get(pk=page.pk)


def _is_restricted() -> Exists:
    """Return the condition that the page, or one above it, is not for everybody."""
    path = ExpressionWrapper(OuterRef("path"), output_field=CharField())
    restrictions = PageViewRestriction.objects.annotate(below=path)
    return Exists(restrictions.filter(below__startswith=F("page__path")))
