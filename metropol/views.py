"""Views that belong to no page."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_safe
from wagtail.models import Site

from metropol.languages import CODES, GERMAN
from metropol.lost import find_lost
from metropol.machine.text_files import robots_txt, security_txt
from metropol.models import SiteSettings


@require_safe
def choose_language(request: HttpRequest) -> HttpResponse:
    """Redirect ``/`` to the front page in the language that the browser prefers."""
    language = translation.get_language_from_request(request)
    response = redirect(f"/{language if language in CODES else GERMAN}/")
    patch_vary_headers(response, ["Accept-Language"])
    return response


def locked_out(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
    """Say plainly that too many logins failed, and what helps."""
    return render(request, "locked_out.html", status=429)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Say that nothing is here, and where the page is in case the address is nearly right."""
    return render(request, "404.html", {"lost": find_lost(request)}, status=404)


def gone(request: HttpRequest) -> HttpResponse:
    """Say that a page is withdrawn for good."""
    return render(request, "410.html", status=410)


def form_refused(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Say what to do when the browser did not send what protects a form."""
    return render(request, "403_csrf.html", status=403)


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Tell crawlers what to leave out, and where the sitemap is."""
    site, settings = _site_and_settings(request)
    return HttpResponse(robots_txt(settings, site.root_url), content_type=_PLAIN)


@require_safe
def security(request: HttpRequest) -> HttpResponse:
    """Tell researchers whom to write to; 404 while nobody is named."""
    site, settings = _site_and_settings(request)
    text = security_txt(settings, site.root_url)
    if not text:
        raise Http404
    return HttpResponse(text, content_type=_PLAIN)


def _site_and_settings(request: HttpRequest) -> tuple[Site, SiteSettings]:
    """Return the site of a request and its settings. Raises Http404 where there is no site."""
    site = Site.find_for_request(request)
    if site is None:
        raise Http404
    return site, SiteSettings.objects.filter(site=site).first() or SiteSettings()


_PLAIN = "text/plain; charset=utf-8"
