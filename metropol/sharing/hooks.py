"""What sharing adds to Wagtail's admin; metropol.wagtail_hooks imports it."""

from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from metropol.models import BasePage
from metropol.page_views import SIDE_PANELS_HOOK
from metropol.sharing import links
from metropol.sharing.panel import SharePanel
from metropol.sharing.views import share


@hooks.register("register_admin_urls")
def share_urls() -> list[URLPattern]:
    """Add the address that makes and ends links."""
    return [path("pages/<int:page_id>/share/", share, name="share_preview")]


@hooks.register("register_log_actions")
def log_actions(actions: Any) -> None:
    """Let the history of a page tell who made and ended links."""
    actions.register_action(links.MADE, _("Share preview"), _("Link to the preview made"))
    actions.register_action(links.ENDED, _("End shared previews"), _("Links to the preview ended"))


@hooks.register(SIDE_PANELS_HOOK)
def share_panel(
    request: HttpRequest, page: BasePage, panels: list[Any], *, is_partial: bool
) -> None:
    """Add the panel to the edit form."""
    if not is_partial:
        panels.append(SharePanel(page, request))
