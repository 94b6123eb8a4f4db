"""Find the page for an address in one query, whatever its depth.

Wagtail walks down from the home page with two queries per level; the paths that both
languages store make that unnecessary.
"""

from collections.abc import Iterable, Iterator
from itertools import accumulate
from typing import TYPE_CHECKING

from django.db.models import CharField, Exists, ExpressionWrapper, F, OuterRef, QuerySet
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
    page = (
        model.objects.filter(**{f"{column}__in": list(candidates)})
        .select_related(*_types(model))
        .annotate(restricted=is_restricted())
        .order_by("-depth")
        .first()
    )
    specific = page and _as_its_type(page)
    if page is None or specific is None:
        return None
    # Known from this query; most sites have no restrictions, and then need not ask again.
    specific.is_unrestricted = not page.restricted
    try:
        return specific.route(request, parts[page.depth - root.depth :])
    except Http404:
        return None


def _types(model: "type[BasePage]") -> Iterator[str]:
    """Yield the relations to the tables of all page types, and to what their templates show.

    One row is read, so joining a handful of tables costs less than a second query.
    """
    for relation in model._meta.related_objects:
        if relation.one_to_one and issubclass(relation.related_model, model):
            name = str(relation.get_accessor_name())
            yield name
            yield from (f"{name}__{field}" for field in relation.related_model.related_for_serving)


def _as_its_type(page: "BasePage") -> "BasePage | None":
    """Return the page as its own type, from what was loaded with it."""
    model = page.specific_class
    if model is None:
        return None
    return page if type(page) is model else getattr(page, model._meta.model_name)


def is_restricted(within: "BasePage | None" = None) -> Exists:
    """Return the condition that the page, or one above it, is not for everybody.

    What restricts ``within`` or lies above it does not count: whoever sees that has passed it.
    """
    restrictions = _restrictions_above()
    if within:
        restrictions = restrictions.filter(page__path__startswith=within.path).exclude(
            page=within.pk
        )
    return Exists(restrictions)


def is_restricted_beside(passed: Iterable[str]) -> Exists:
    """Return the condition that the page, or one above it, is restricted.

    Pages with the tree paths ``passed`` do not count: whoever sees the page below has passed them.
    """
    return Exists(_restrictions_above().exclude(page__path__in=list(passed)))


def _restrictions_above() -> QuerySet[PageViewRestriction]:
    path = ExpressionWrapper(OuterRef("path"), output_field=CharField())
    restrictions = PageViewRestriction.objects.annotate(below=path)
    return restrictions.filter(below__startswith=F("page__path"))
