"""What is due, on the dashboard."""

from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from wagtail import hooks
from wagtail.admin.ui.components import Component

from metropol.contact.admin import READ_MESSAGES
from metropol.duties import review
from metropol.models import ContactMessage


class DutiesPanel(Component):
    """Statements to review, and messages that did not reach the office."""

    name = "duties"
    template_name = "metropol/duties/panel.html"
    order = 112

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        """Return what the user can do something about."""
        user = parent_context["request"].user
        pages = review.due(timezone.localdate() + review.AHEAD)
        reads = user.has_perm(READ_MESSAGES)
        return {
            "statements": [
                (page, review.said(page))
                for page in pages
                if page.permissions_for_user(user).can_edit()
            ],
            "unsent": ContactMessage.failed().count() if reads else 0,
        }


@hooks.register("construct_homepage_panels")
def duties_panel(request: HttpRequest, panels: list[Component]) -> None:
    """Put what is due on the dashboard."""
    panels.append(DutiesPanel())
