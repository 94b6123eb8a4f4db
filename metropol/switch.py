"""Where the switch of languages leads from what is shown."""

from typing import Any, Final

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils import translation
from django.utils.encoding import iri_to_uri
from wagtail import views as wagtail_views

from metropol.models import BasePage

#: Characters of a query that is kept; longer ones no person has chosen.
MAX_QUERY: Final = 2000


def other_address(context: dict[str, Any], page: BasePage | None, code: str) -> str:
    """Return the path of what is shown in the language ``code``, else that language's home page.

    Always a path of this site. The query stays as it is, page number included, unless the
    context has an ``other_query``: filters may have other names in the other language. What
    lies below a page names its ``subpaths`` by language, with a query of its own where it
    needs one. A draft that is seen by a link is seen by it in both languages.
    """
    request: HttpRequest = context["request"]
    if shared := getattr(request, "shared_preview", None):
        return str(shared.path(code))
    if page is not None:
        with translation.override(code):
            url = page.get_url(request) or ""
        url += context.get("subpaths", {}).get(code, "") if url else ""
    elif lost := context.get("lost"):
        return lost.addresses.get(code) or _of_view(request, code) or f"/{code}/"
    else:
        url = _of_view(request, code)
    if not url:
        return f"/{code}/"
    query = "" if "?" in url else _query(context, request)
    return f"{url}?{query}" if query else url


def _of_view(request: HttpRequest, code: str) -> str:
    """Return the address of the request's view in another language, "" if it is a page's."""
    match = getattr(request, "resolver_match", None)
    if match is None or match.func is wagtail_views.serve:
        return ""
    try:
        with translation.override(code):
            url = reverse(match.view_name, args=match.args, kwargs=match.kwargs)
    except NoReverseMatch:
        return ""
    return url if url.startswith(f"/{code}/") else ""


def _query(context: dict[str, Any], request: HttpRequest) -> str:
    if getattr(request, "is_preview", False):
        return ""
    # Not request.GET, which refuses too many parameters: a page of an error must show too.
    return kept_query(context.get("other_query", request.META.get("QUERY_STRING", "")))


def kept_query(query: str) -> str:
    """Return a query, as it was asked, as part of an address; nothing where it is too long."""
    return "" if len(query) > MAX_QUERY else iri_to_uri(query).replace("#", "%23")
