"""The draft that a link shows, and what staff do with links."""

from typing import cast

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.decorators import method_decorator
from django.views.decorators.csp import csp_override
from django.views.decorators.http import require_POST
from django.views.generic import View

from metropol.admin_pages import user_of
from metropol.csp import SHARED_CSP
from metropol.languages import current_language
from metropol.models import BasePage
from metropol.sharing import links
from metropol.sharing.panel import share_context


@method_decorator(csp_override(SHARED_CSP), name="dispatch")
class SharedPreviewView(View):
    """The latest draft of a page for whoever has the link, in the language of the address."""

    http_method_names = ("get", "head")

    def dispatch(self, request: HttpRequest, *args: str, **kwargs: str) -> HttpResponseBase:
        """Keep every answer out of search engines and caches, and its address out of referrers."""
        response: HttpResponseBase = super().dispatch(request, *args, **kwargs)
        response.headers["X-Robots-Tag"] = "noindex"
        response.headers["Cache-Control"] = "private, no-store"
        # Not even the origin is needed: there is no form whose origin somebody checks.
        response.headers["Referrer-Policy"] = "no-referrer"
        return response

    def get(self, request: HttpRequest, token: str) -> HttpResponseBase:
        """Show the draft, or say why there is none to see."""
        link = links.read(token)
        if link is None:
            return _refused(request, "unknown", 404)
        if link.is_expired:
            return _refused(request, "expired", 410, link)
        try:
            page = links.draft(link)
        except links.NotShareable:
            page = None
        if page is None:
            return _refused(request, "ended", 410)
        vars(request).update(is_preview=True, shared_preview=link)
        return page.render_draft(request, current_language())


def _refused(
    request: HttpRequest, why: str, status: int, link: links.SharedPreview | None = None
) -> HttpResponse:
    context = {"why": why, "link": link}
    return render(request, "metropol/no_shared_preview.html", context, status=status)


@require_POST
def share(request: HttpRequest, page_id: int) -> HttpResponse:
    """Make a link to the draft of a page, or end all of them.

    Answers with the content of the side panel where a script asks, else goes back to the form.
    """
    page = cast(BasePage, get_object_or_404(BasePage, pk=page_id).specific)
    if not page.permissions_for_user(request.user).can_edit():
        raise PermissionDenied
    done, status = "", 200
    try:
        if request.POST.get("action") == "end":
            links.end(page, user_of(request))
            done = "ended"
        else:
            links.make(page, user_of(request))
            done = "made"
    except links.NotShareable:
        status = 409
    if request.headers.get("X-Requested-With") != "XMLHttpRequest":
        return redirect("wagtailadmin_pages:edit", page.pk)
    context = share_context(request, page) | {"done": done}
    return render(request, "metropol/admin/share.html", context, status=status)
