"""Views that belong to no page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_safe

from metropol.languages import CODES, GERMAN


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


def gone(request: HttpRequest) -> HttpResponse:
    """Say that a page is withdrawn for good."""
    return render(request, "410.html", status=410)


def form_refused(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Say what to do when the browser did not send what protects a form."""
    return render(request, "403_csrf.html", status=403)
