"""The side panel in which staff make links to the draft of a page."""

from typing import Any, ClassVar

from django.http import HttpRequest
from django.middleware.csrf import get_token
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.side_panels import BaseSidePanel

from metropol.languages import CODES, NAMES
from metropol.models import BasePage
from metropol.sharing import links


def share_context(request: HttpRequest, page: BasePage) -> dict[str, Any]:
    """Return what the panel shows: the link that is valid now, or why there can be none."""
    if not page.pk:
        return {"page": page}
    refusal = ""
    try:
        links.check(page)
    except links.NotShareable as reason:
        refusal = str(reason)
    link = None if refusal else links.current(page)
    addresses = [
        {"code": code, "name": NAMES[code], "url": request.build_absolute_uri(link.path(code))}
        for code in CODES
        if link
    ]
    return {
        "page": page,
        "refusal": refusal,
        "link": link,
        "addresses": addresses,
        "days": links.LIFETIME.days,
        # Wagtail renders side panels without the request.
        "csrf_token": get_token(request),
    }


class SharePanel(BaseSidePanel):
    """Links for people outside."""

    class SidePanelToggle(BaseSidePanel.SidePanelToggle):
        """The button that opens the panel."""

        aria_label = _("Toggle sharing of the preview")
        icon_name = "link-external"
        has_counter = False

    class Media:
        js: ClassVar[list[str]] = ["metropol/share-preview.js"]

    name = "share"
    order = 370
    title = _("Share preview")
    template_name = "metropol/admin/share_panel.html"

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        """Return the panel's content."""
        context: dict[str, Any] = super().get_context_data(parent_context)
        return context | share_context(self.request, self.object)
