"""All addresses of the portal."""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.conf.urls.static import static
from django.urls import URLPattern, URLResolver, include, path, re_path
from django.utils.translation import gettext_lazy as _
from django.views.decorators.csp import csp_override
from wagtail import urls as wagtail_urls
from wagtail import views as wagtail_views
from wagtail.admin import urls as admin_urls
from wagtail.documents import urls as document_urls
from wagtail.utils.urlpatterns import decorate_urlpatterns

from members.submissions.routes import link as testimonial_link
from metropol import views
from metropol.csp import ADMIN_CSP
from metropol.machine import sitemaps
from metropol.search.views import search
from metropol.sharing.views import SharedPreviewView
from metropol.styleguide import styleguide

handler404 = "metropol.views.not_found"

urlpatterns: list[URLPattern | URLResolver] = [
    path("", views.choose_language, name="choose_language"),
    path(
        "admin/",
        include(decorate_urlpatterns([*admin_urls.urlpatterns], csp_override(ADMIN_CSP))),
    ),
    path("sitemap.xml", sitemaps.index, name="sitemap"),
    path("sitemap-<str:section>.xml", sitemaps.section, name="sitemap_section"),
    path("robots.txt", views.robots, name="robots_txt"),
    path(".well-known/security.txt", views.security, name="security_txt"),
    path("documents/", include(document_urls)),
    *([path("styleguide/", styleguide, name="styleguide")] if settings.STYLEGUIDE else []),
    *static(settings.MEDIA_URL, document_root=settings.MEDIA_ROOT),
    *i18n_patterns(
        path(_("preview/<str:token>/"), SharedPreviewView.as_view(), name="shared_preview"),
        path(_("search/"), search, name="search"),
        path("testimonial/<slug:word>/", testimonial_link, name="testimonial_link"),
        # Files that a page answers with, such as feeds: Wagtail's own pattern knows no dot.
        re_path(r"^((?:[\w-]+/)*[\w-]+\.[a-z]+)$", wagtail_views.serve, name="page_file"),
        path("", include(wagtail_urls)),
    ),
]
