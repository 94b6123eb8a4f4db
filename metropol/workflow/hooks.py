"""What the review of pages adds to Wagtail's admin; metropol.wagtail_hooks imports it."""

from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, path
from wagtail import hooks

from metropol.models import BasePage
from metropol.page_views import SIDE_PANELS_HOOK
from metropol.workflow.panel import ChangesPanel
from metropol.workflow.views import ChangesView


@hooks.register("register_admin_urls")
def changes_urls() -> list[URLPattern]:
    """Add the page with the changes of a draft."""
    return [path("pages/<int:page_id>/changes/", ChangesView.as_view(), name="page_changes")]


@hooks.register(SIDE_PANELS_HOOK)
def changes_panel(
    request: HttpRequest, page: BasePage, panels: list[Any], *, is_partial: bool
) -> None:
    """Add the panel to the form."""
    if not is_partial:
        panels.append(ChangesPanel(page, request))
