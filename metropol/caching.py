"""Which answers browsers and a cache in front of the portal may keep, and for how long."""

from collections.abc import Callable
from datetime import datetime, time, timedelta
from typing import Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.utils.http import split_header_value

#: Seconds that an answer to a visitor is kept: a correction is seen within minutes.
MAX_AGE: Final = 300
#: Seconds more in which the old answer may be shown while the new one is fetched.
STALE: Final = 60
#: Seconds that a media file is kept: another file has another name.
MEDIA_AGE: Final = 30 * 86_400

KEPT_BY_NOBODY: Final = "private, no-store"
ASKED_AGAIN: Final = "private, no-cache"


class CacheHeadersMiddleware:
    """Say of each answer who may keep it; nothing for visitors varies by cookie.

    What a view has said itself stays, but for what nobody may keep: answers to forms, with a
    cookie, errors, drafts and temporary redirects. Staff get what their browser may keep and
    asks about each time, with the ETag that ConditionalGetMiddleware makes outside this one.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer with the headers."""
        response = self.get_response(request)
        is_visitor = settings.SESSION_COOKIE_NAME not in request.COOKIES
        given = response.get("Cache-Control", "")
        if "no-store" not in given:
            response.headers["Cache-Control"] = _policy(request, response, is_visitor, given)
        if is_visitor:
            _forget_cookie(response)
        return response


def _policy(request: HttpRequest, response: HttpResponse, is_visitor: bool, given: str) -> str:
    """Return the header for an answer whose view said ``given``, or nothing."""
    is_kept = request.method in ("GET", "HEAD") and response.status_code in (200, 301, 304, 308)
    if not is_kept or response.cookies or getattr(request, "is_preview", False):
        return KEPT_BY_NOBODY
    if not is_visitor:
        return ASKED_AGAIN
    if given:
        return given
    if request.path.startswith(settings.MEDIA_URL):
        return f"public, max-age={MEDIA_AGE}"
    return _until_midnight()


def _until_midnight() -> str:
    """Return the header for visitors; what changes by day is not kept beyond the day."""
    now = timezone.localtime()
    midnight = datetime.combine(now.date() + timedelta(days=1), time.min, tzinfo=now.tzinfo)
    left = int(midnight.timestamp() - now.timestamp())
    age = min(MAX_AGE, left)
    stale = min(STALE, left - age)
    return f"public, max-age={age}, stale-while-revalidate={stale}"


def _forget_cookie(response: HttpResponse) -> None:
    """Take ``Cookie`` out of ``Vary``: who has none gets the same, or what nobody keeps."""
    if not response.has_header("Vary"):
        return
    names = [name for name in split_header_value(response["Vary"]) if name.lower() != "cookie"]
    del response.headers["Vary"]
    if names:
        patch_vary_headers(response, names)
