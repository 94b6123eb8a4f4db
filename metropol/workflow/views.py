"""Where staff see what a draft changes: beside the form, as a page, and while they judge it."""

from typing import Any, cast

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.pages.utils import get_breadcrumbs_items_for_page
from wagtail.admin.views.pages.workflow import CollectWorkflowActionDataView, WorkflowActionView
from wagtail.models import Revision

from metropol.models import BasePage
from metropol.word_diff import diff_html
from metropol.workflow.changes import Change, by_language, changes_to_live


def changes_context(page: BasePage, revision: Revision | None = None) -> dict[str, Any]:
    """Return what the list of changes shows: sections by language; None if nothing is online."""
    found = changes_to_live(page, revision)
    if found is None:
        return {"sections": None}
    sections = [
        {"code": code, "heading": heading, "rows": [(each, _marked(each)) for each in rows]}
        for code, heading, rows in by_language(found)
    ]
    return {"sections": sections if found else []}


def _marked(change: Change) -> SafeString:
    return diff_html(change.before, change.after)


class ChangesView(WagtailAdminTemplateMixin, TemplateView):
    """What the latest draft of a page changes against what is online."""

    page_title = _("Changes")
    header_icon = "doc-full-inverse"
    template_name = "metropol/admin/changes_page.html"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Find the page; refuse whoever may not edit it."""
        super().setup(request, *args, **kwargs)
        found = get_object_or_404(BasePage, pk=kwargs["page_id"])
        self.page = cast(BasePage, found.specific)
        permissions = self.page.permissions_for_user(request.user)
        if not (permissions.can_edit() or permissions.can_publish()):
            raise PermissionDenied

    @cached_property
    def is_part(self) -> bool:
        """Tell whether the side panel asks, which shows the list alone."""
        return self.request.headers.get("X-Requested-With") == "XMLHttpRequest"

    def get_template_names(self) -> list[str]:
        """Return the template of the list, or of the page around it."""
        return ["metropol/admin/changes.html" if self.is_part else self.template_name]

    def get_page_subtitle(self) -> str:
        """Return whose changes these are."""
        return str(self.page.get_admin_display_title())

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Return the way to the page."""
        items = get_breadcrumbs_items_for_page(self.page, self.request.user)
        edit = reverse("wagtailadmin_pages:edit", args=[self.page.pk])
        return [*items, {"url": edit, "label": _("Edit")}, {"url": "", "label": _("Changes")}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the changes."""
        context = super().get_context_data(**kwargs)
        shown = {"page": self.page, "is_part": self.is_part, "has_links": True}
        return context | shown | changes_context(self.page)


class _WithChanges:
    """A dialog in which a reviewer decides: what it decides about stands above the form."""

    template_name = "metropol/admin/workflow_action.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add what the revision under review changes."""
        context: dict[str, Any] = super().get_context_data(**kwargs)  # type: ignore[misc]
        page, revision = context["page"].specific, context["task_state"].revision
        return context | {"where": "dialog"} | changes_context(page, revision)


class ReviewActionView(_WithChanges, WorkflowActionView):
    """The dialog of a list or the dashboard."""


class ReviewDataView(_WithChanges, CollectWorkflowActionDataView):
    """The dialog of the edit form."""
