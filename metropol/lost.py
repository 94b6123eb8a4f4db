"""The page that an address without one nearly names: in the other language, or in its words."""

from collections.abc import Iterator
from typing import NamedTuple

from django.db.models import Q
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils import translation
from django.utils.translation import gettext
from wagtail import views as wagtail_views
from wagtail.models import Site

from metropol.languages import CODES, GERMAN, current_language, localized, other_language
from metropol.machine.text_files import search_addresses
from metropol.models import BasePage
from metropol.routing import MAX_DEPTH, find_route, is_restricted
from metropol.switch import kept_query

#: Pages with the same last word of their address that are looked at.
CANDIDATES = 20
LONGEST = 255


class Lost(NamedTuple):
    """Addresses and titles of the page by language; only those in which it is online."""

    addresses: dict[str, str]
    titles: dict[str, str]

    @property
    def here(self) -> str:
        """Return the address in the active language."""
        return self.addresses.get(current_language(), "")

    @property
    def there(self) -> str:
        """Return the address in the other language."""
        return self.addresses.get(other_language(current_language()), "")

    @property
    def title_here(self) -> str:
        """Return the title in the active language."""
        return self.titles.get(current_language(), "")

    @property
    def title_there(self) -> str:
        """Return the title in the other language."""
        return self.titles.get(other_language(current_language()), "")


NOTHING = Lost({}, {})


def find_lost(request: HttpRequest) -> Lost:
    """Return where the page is that a request nearly names, for everybody to read.

    Each part of an address may be the German or the English word, with the language in front
    or without it; or the whole is right in the other language. Two queries at most beside the
    site's own.
    """
    match, site = request.resolver_match, Site.find_for_request(request)
    parts = _parts(request)
    if (match and match.func is not wagtail_views.serve) or site is None or not parts:
        return NOTHING
    if page := _named(site, parts):
        return _found(request, page)
    return _search(request, parts) or _below(request, parts)


def _parts(request: HttpRequest) -> list[str]:
    parts = [part for part in request.path_info.split("/") if part]
    parts = parts[1:] if parts[:1] and parts[0] in CODES else parts
    is_plain = all("\0" not in part and len(part) <= LONGEST for part in parts)
    return parts if is_plain and len(parts) <= MAX_DEPTH else []


def _named(site: Site, parts: list[str]) -> BasePage | None:
    """Return the page whose address has one of the two words at each of its parts."""
    root = site.root_page
    pages = (
        BasePage.objects.live()
        .filter(Q(slug=parts[-1]) | Q(slug_en=parts[-1]))
        .filter(depth=root.depth + len(parts), path__startswith=root.path)
        .filter(~is_restricted())
        .order_by("path")
    )
    start = len(root.url_path)
    for page in pages[:CANDIDATES]:
        german, english = (
            path[start:].strip("/").split("/") for path in (page.url_path, page.url_path_en)
        )
        if all(part in words for part, *words in zip(parts, german, english, strict=True)):
            return page
    return None


def _search(request: HttpRequest, parts: list[str]) -> Lost | None:
    """Return the search with what was looked for, where the word is that of the other language."""
    addresses, there = search_addresses(), other_language(current_language())
    if addresses[there] != f"/{there}/{'/'.join(parts)}/":
        return None
    query, titles = kept_query(request.META.get("QUERY_STRING", "")), {}
    for code, address in addresses.items():
        addresses[code] = f"{address}?{query}" if query else address
        with translation.override(code):
            titles[code] = gettext("Search")
    return Lost(addresses, titles)


def _below(request: HttpRequest, parts: list[str]) -> Lost:
    """Return what answers at the same address in the other language: a route below a page."""
    code, path = other_language(current_language()), "/".join(parts)
    with translation.override(code):
        route = find_route(BasePage, request, path)
        if route is None or not route.page.is_unrestricted or code not in _codes(route.page):
            return NOTHING
        try:
            address = reverse("wagtail_serve", args=[f"{path}/"])
        except NoReverseMatch:  # letters that no page has in its address
            return NOTHING
    return Lost({code: address}, {code: str(localized(route.page, "title", code).value)})


def _found(request: HttpRequest, page: BasePage) -> Lost:
    addresses, titles = {}, {}
    for code in _codes(page):
        with translation.override(code):
            if url := page.get_url(request):
                addresses[code] = url
                titles[code] = str(localized(page, "title", code).value)
    return Lost(addresses, titles)


def _codes(page: BasePage) -> Iterator[str]:
    """Yield the languages in which a page is online."""
    return (code for code in CODES if code == GERMAN or page.english_live)
