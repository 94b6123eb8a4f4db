"""Two pages never get one address, and staff read in plain words which page has it."""

from collections.abc import Callable
from typing import Any, TypeGuard

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils.http import url_has_allowed_host_and_scheme
from wagtail.admin.forms.pages import CopyForm
from wagtail.admin.views.pages.move import MoveConfirmView
from wagtail.admin.widgets import SlugInput

from metropol.languages import CODES, ENGLISH, GERMAN
from metropol.models import BasePage
from metropol.panels import SLUG_FORMATTERS


class PortalCopyForm(CopyForm):
    """The form for a copy: knows the addresses of both languages."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["new_slug"].widget = SlugInput(formatters=SLUG_FORMATTERS)

    def clean(self) -> dict[str, Any]:
        """Name the page that has the address; Wagtail would only say that one has."""
        slug = self.cleaned_data.get("new_slug", "")
        parent = self.cleaned_data.get("new_parent_page") or self.page.get_parent()
        copy = BasePage()
        # Without an English title the German slug is in English addresses too.
        languages = [GERMAN] if self.page.title_en else CODES
        taken = (copy.taken_message(slug, code, parent) for code in languages)
        if message := next(filter(None, taken), None):
            self.add_error("new_slug", message)
        cleaned: dict[str, Any] = super().clean()
        return cleaned


class PortalMoveConfirmView(MoveConfirmView):
    """The last step of a move: both addresses must be free at the destination."""

    def dispatch(
        self, request: HttpRequest, page_to_move_id: int, destination_id: int, **kwargs: Any
    ) -> HttpResponseBase:
        """Go back with a message where one is not."""
        page = get_object_or_404(BasePage, pk=page_to_move_id)
        destination = get_object_or_404(BasePage, pk=destination_id)
        slugs = {GERMAN: page.slug, ENGLISH: page.slug_en or page.slug}
        taken = (page.taken_message(slug, code, destination) for code, slug in slugs.items())
        if message := next(filter(None, taken), None):
            messages.error(request, message)
            return redirect("wagtailadmin_pages:move", page.pk)
        found: HttpResponseBase = super().dispatch(
            request, page_to_move_id, destination_id, **kwargs
        )
        return found


class TakenAddressMiddleware:
    """Who comes second to an address sees so in the form, with nothing lost.

    The form has found the address free, and another save was faster.
    """

    #: What does nothing before it fails, and so may be done again.
    FORMS = ("add", "edit", "copy")

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer as ever."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponseBase | None:
        """Send the form again; where there is none, go back with the message."""
        match = request.resolver_match
        if match is None or not _is_about_slugs(error):
            return None
        is_form = match.namespace == "wagtailadmin_pages" and match.url_name in self.FORMS
        if is_form and "action-workflow-action" not in request.POST:
            try:
                response: HttpResponseBase = match.func(request, *match.args, **match.kwargs)
            except ValidationError as again:
                if not _is_about_slugs(again):
                    raise
            else:
                return response
        messages.error(request, " ".join(error.messages))
        back = request.META.get("HTTP_REFERER", "")
        is_ours = url_has_allowed_host_and_scheme(back, {request.get_host()})
        return redirect(back if is_ours else "wagtailadmin_home")


def _is_about_slugs(error: Exception) -> TypeGuard[ValidationError]:
    return isinstance(error, ValidationError) and {"slug", "slug_en"} >= set(
        getattr(error, "error_dict", ["other"])
    )
