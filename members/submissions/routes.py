"""Which view answers below the member directory."""

from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse

from members.models import MemberIndexPage
from members.submissions import own_page, views
from members.submissions.addresses import SUBPATHS
from metropol.languages import current_language

_VIEWS: dict[str, Callable[..., HttpResponse]] = {
    "form": views.form,
    "sent": views.sent,
    "confirm": views.confirm,
    "invite": views.invite,
    "portrait": views.portrait,
    "manage": own_page.manage,
    "link": own_page.link,
}


def find_view(parts: list[str]) -> Callable[..., HttpResponse] | None:
    """Return the view for the rest of an address in the active language, if it is one."""
    path = "".join(f"{part}/" for part in parts)
    language = current_language()
    found = (name for name, paths in SUBPATHS.items() if paths[language] == path)
    name = next(found, None)
    return _VIEWS[name] if name else None


def link(request: HttpRequest, word: str) -> HttpResponse:
    """Answer at the address that a mail has, wherever the directory is now.

    Raises Http404 without a live directory.
    """
    page, view = MemberIndexPage.objects.live().first(), find_view(["testimonial", word])
    if page is None or view is None:
        raise Http404
    return view(request, page)
