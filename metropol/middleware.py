"""Language by address, and by nothing else."""

from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBadRequest
from django.http.response import HttpResponseBase
from django.template.loader import render_to_string
from django.utils import translation
from wagtail.contrib.redirects.middleware import RedirectMiddleware

from metropol.gone import is_gone
from metropol.languages import GERMAN
from metropol.redirects import language_of_redirect, leads_offline
from metropol.views import gone, not_found


class LanguageMiddleware:
    """Activate the language that the address names; German where it names none.

    Django's LocaleMiddleware would redirect any unknown address without a prefix and vary
    answers by header; here only ``/`` looks at the header (metropol.views.choose_language).
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer in the language of the address."""
        language = translation.get_language_from_path(request.path_info) or GERMAN
        with translation.override(language):
            request.LANGUAGE_CODE = language
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        return response


class EncodingMiddleware:
    """Refuse forms that are not UTF-8: ours always are.

    Other encodings bring half characters, which no page and no database can hold, or fail when
    the form is read.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer 400 to another encoding."""
        if (request.encoding or "utf-8").lower() not in ("utf-8", "utf8"):
            # The request itself cannot be read by what templates are given.
            return HttpResponseBadRequest(render_to_string("400.html"))
        return self.get_response(request)


class OwnNotFoundMiddleware:
    """In development (``DEBUG``), answer with the site's own page where a view finds nothing.

    What Django shows there instead is for addresses that no pattern matches.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Change nothing before or after a view."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Answer 404 in place of Django."""
        return not_found(request, exception) if isinstance(exception, Http404) else None


class PortalRedirectMiddleware(RedirectMiddleware):
    """Wagtail's redirects, each in its language: old addresses need not name theirs.

    What is gone for good answers 410.
    """

    def process_response(
        self, request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        """Look for a redirect where there is no page."""
        if response.status_code != 404:
            return response
        address = request.get_full_path()
        if is_gone(address):
            return gone(request)
        code = language_of_redirect(address)
        if code is None:
            return response
        with translation.override(code):
            found: HttpResponseBase = super().process_response(request, response)
        # A hop to a page that is offline helps nobody, and browsers remember it.
        return response if found is not response and leads_offline(request) else found
