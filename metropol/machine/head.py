"""What the head of a page says of its addresses."""

from collections.abc import Mapping
from typing import NamedTuple

from django.http import HttpRequest
from django.utils import translation

from metropol.languages import CODES, ENGLISH, GERMAN, current_language
from metropol.models import BasePage
from metropol.paging import PARAMETER


class Head(NamedTuple):
    """Canonical address, addresses by ``hreflang``, and whether search engines may list the page.

    ``url`` is what others should link to; ``language`` is the language of its text.
    """

    url: str
    language: str
    canonical: str
    alternates: dict[str, str]
    is_indexed: bool


def head_of(
    request: HttpRequest,
    page: BasePage,
    number: int = 1,
    subpaths: Mapping[str, str] | None = None,
    *,
    is_filtered: bool = False,
) -> Head:
    """Return what the head says of a page, or of page ``number`` of the list it shows.

    ``subpaths`` is what follows its address, by language. A list with a filter is for people:
    search engines follow its links and show the items and the whole list instead, so that
    combinations of filters are no pages of their own. The second page of a list is no
    translation of the second page in the other language.
    """
    code = current_language()
    paths = {key: path.partition("?")[0] for key, path in (subpaths or {}).items()}
    urls = {key: full_url(request, page, key) for key in CODES}
    if not urls[code]:
        return Head("", code, "", {}, is_indexed=False)
    urls = {key: url + paths.get(key, "") for key, url in urls.items()}
    is_hidden = is_filtered or hasattr(request, "shared_preview")
    if code == ENGLISH and not page.english_live:
        canonical = "" if is_hidden else urls[GERMAN]
        return Head(urls[GERMAN], GERMAN, canonical, {}, is_indexed=False)
    url = urls[code] + (f"?{PARAMETER}={number}" if number > 1 else "")
    if is_hidden:
        return Head(url, code, "", {}, is_indexed=False)
    alternates = {}
    if page.live and page.english_live and number == 1:
        alternates = urls | {"x-default": urls[GERMAN]}
    return Head(url, code, url, alternates, is_indexed=True)


def full_url(request: HttpRequest, page: BasePage, code: str) -> str:
    """Return the full URL of a page in the language ``code``."""
    with translation.override(code):
        return page.get_full_url(request) or ""


def root_url(request: HttpRequest, page: BasePage) -> str:
    """Return the address of the page's site without a path, "" for a page that has none."""
    parts = page.get_url_parts(request)
    return parts[1] if parts else ""
