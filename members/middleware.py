"""What staff are told where Wagtail itself has no words for it."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme

from members.submissions.publishing import NotApproved


class NotApprovedMiddleware:
    """A publication that is refused gives a message, also from a list or a workflow."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer as ever."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Go back with the message; other exceptions go on."""
        if not isinstance(error, NotApproved):
            return None
        messages.error(request, error.messages[0])
        back = request.META.get("HTTP_REFERER", "")
        is_ours = url_has_allowed_host_and_scheme(back, {request.get_host()})
        return redirect(back if is_ours else "wagtailadmin_home")
