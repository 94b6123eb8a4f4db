"""A sitemap for each language, and their index; in as many pages as there is need for.

Only what visitors may read in the language: no German page under an English address, nothing
behind a restriction.
"""

from typing import Any

from django.contrib.sitemaps import views
from django.contrib.sitemaps.views import SitemapIndexItem, x_robots_tag
from django.db.models import Max
from django.db.models.functions import Coalesce
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import translation
from django.views.decorators.http import require_safe
from wagtail.contrib.sitemaps import Sitemap
from wagtail.models import Site

from metropol.languages import CODES
from metropol.models import BasePage
from metropol.routing import is_restricted


class LanguageSitemap(Sitemap):
    """The pages of a site that are online in one language."""

    #: The protocol allows ten times as many; so an answer stays at some megabytes.
    limit = 5000

    def __init__(self, request: HttpRequest, code: str) -> None:
        super().__init__(request)
        self.code = code

    def items(self) -> Any:
        """Return the pages, loaded without what only their type knows."""
        site = Site.find_for_request(self.request)
        if site is None:
            raise Http404
        pages = BasePage.objects.in_language(self.code).descendant_of(site.root_page, True)
        return pages.filter(~is_restricted()).order_by("path")

    def get_latest_lastmod(self) -> Any:
        """Return when a page of the map was last published, or None."""
        changed = Coalesce("last_published_at", "latest_revision_created_at")
        return self.items().aggregate(latest=Max(changed))["latest"]

    def _urls(self, page: Any, protocol: str, domain: str) -> list[dict[str, Any]]:
        with translation.override(self.code):
            urls: list[dict[str, Any]] = super()._urls(page, protocol, domain)
        return urls


@require_safe
@x_robots_tag
def index(request: HttpRequest) -> HttpResponse:
    """Return the index of the sitemaps, by their addresses on the site itself."""
    site = Site.find_for_request(request)
    if site is None:
        raise Http404
    entries = []
    for code in CODES:
        sitemap = LanguageSitemap(request, code)
        url = f"{site.root_url}{reverse('sitemap_section', args=[code])}"
        latest = sitemap.get_latest_lastmod()
        pages = range(1, sitemap.paginator.num_pages + 1)
        entries += [
            SitemapIndexItem(url if page == 1 else f"{url}?p={page}", latest) for page in pages
        ]
    return TemplateResponse(
        request, "sitemap_index.xml", {"sitemaps": entries}, content_type="application/xml"
    )


@require_safe
def section(request: HttpRequest, section: str) -> HttpResponse:
    """Return the sitemap of a language, or a page of it (``?p=2``)."""
    sitemaps: dict[str, Any] = {code: LanguageSitemap(request, code) for code in CODES}
    response: HttpResponse = views.sitemap(request, sitemaps, section)
    # A page that went offline is newer than any that is left.
    del response.headers["Last-Modified"]
    return response
