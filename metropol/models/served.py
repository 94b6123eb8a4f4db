"""How a page is found and shown, to visitors and in a preview."""

from collections.abc import Iterable
from itertools import chain
from typing import Any

from django.apps import apps
from django.db import models
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils import translation
from django.utils.decorators import method_decorator
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.csp import csp_override
from wagtail.models import AbstractPage, PageViewRestriction
from wagtail.rich_text import RichText, extract_references_from_rich_text
from wagtail.url_routing import RouteResult

from metropol.csp import PREVIEW_CSP
from metropol.languages import CODES, ENGLISH, GERMAN, current_language, localized
from metropol.routing import find_route


class ServedPage(AbstractPage):
    """Routing, restrictions, links and previews of a page in both languages."""

    is_unrestricted = False
    english_live: Any
    title_en: Any

    class Meta:
        abstract = True

    @staticmethod
    def route_for_request(request: HttpRequest, path: str) -> RouteResult | None:
        """Return the page for an address in the active language, or None (see Wagtail)."""
        cached = vars(request)
        if "_wagtail_route_for_request" not in cached:
            cached["_wagtail_route_for_request"] = find_route(
                apps.get_model("metropol.BasePage"), request, path
            )
        return cached["_wagtail_route_for_request"]

    def get_view_restrictions(self) -> models.QuerySet[PageViewRestriction]:
        """Return the restrictions of this page and of those above it (see Wagtail).

        Without a query where the address was found by metropol.routing and nothing restricts it.
        """
        if self.is_unrestricted and not self.alias_of_id:
            return PageViewRestriction.objects.none()
        return super().get_view_restrictions()

    def linked_page_keys(self) -> set[int]:
        """Return the keys of the pages that this page's texts link to.

        They are loaded together with its surroundings (metropol.navigation).
        """
        return linked_keys(localized(self, "body").value if hasattr(self, "body") else ())

    def related_page_keys(self) -> models.QuerySet[Any] | None:
        """Return a query for the keys of the pages that this page names, if it names any.

        They are loaded together with its surroundings too (metropol.navigation).
        """
        return None

    @property
    def preview_modes(self) -> list[tuple[str, str]]:
        """Offer a preview in each language, named in its own."""
        return [(GERMAN, "Deutsch"), (ENGLISH, "English")]

    @method_decorator(csp_override(PREVIEW_CSP))
    @method_decorator(xframe_options_sameorigin)
    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponseBase:
        """Show the draft in the language ``mode_name`` inside the admin."""
        return self.render_draft(request, mode_name if mode_name in CODES else GERMAN)

    def render_draft(self, request: HttpRequest, language: str) -> HttpResponseBase:
        """Render the draft in ``language``, English as if it were online where there is any."""
        with translation.override(language):
            request.LANGUAGE_CODE = language
            self.english_live = self.english_live or bool(self.title_en)
            response = super().serve_preview(request, language)
            return response.render() if hasattr(response, "render") else response

    def structured_data(self, language: str, publisher: dict[str, Any]) -> dict[str, Any]:
        """Return what the page is about as a node of schema.org; {} says nothing of it.

        ``publisher`` is the organisation behind the portal, for nodes that name it. The address
        of the page and its picture are added (metropol.machine).
        """
        return {}

    def get_sitemap_urls(self, request: HttpRequest | None = None) -> list[dict[str, Any]]:
        """Return the entry of the page in the sitemap of the active language (see Wagtail)."""
        urls = {}
        for code in CODES:
            with translation.override(code):
                urls[code] = self.get_full_url(request)
        alternates = urls | {"x-default": urls[GERMAN]} if self.english_live else {}
        entry = {
            "location": urls[current_language()],
            "lastmod": self.last_published_at or self.latest_revision_created_at,
            "alternates": [
                {"lang_code": code, "location": url} for code, url in alternates.items()
            ],
        }
        return [entry] if entry["location"] else []

    @property
    def confidential_title(self) -> str:
        """Return how mails call a page whose title and words are for few, "" for all others.

        Such mails tell nothing of its words, and its draft is never shared by a link.
        """
        return ""


def linked_keys(blocks: Iterable[Any]) -> set[int]:
    """Return the keys of the pages to which the rich texts among ``blocks`` link."""
    sources = (block.value.source for block in blocks if isinstance(block.value, RichText))
    links = chain.from_iterable(map(extract_references_from_rich_text, sources))
    return {
        int(key) for model, key, *_ in links if issubclass(model, AbstractPage) and key.isdecimal()
    }
