"""Wagtail's forms for pages, with the findings beside them.

Wagtail has no hook for side panels; its viewset for all page types is the documented place.
"""

from typing import Any

from wagtail.admin.views.pages.create import CreateView
from wagtail.admin.views.pages.edit import EditView
from wagtail.admin.views.pages.revisions import RevisionsRevertView
from wagtail.admin.viewsets.pages import PageViewSet

from metropol.content_checks.side_panels import with_findings


class FindingsMixin:
    """Adds the findings to a form's side panels."""

    page: Any
    request: Any

    def get_side_panels(self) -> Any:
        """Return Wagtail's side panels and the findings."""
        panels = super().get_side_panels()  # type: ignore[misc]
        return with_findings(panels, self.page, self.request)


class CheckedEditView(FindingsMixin, EditView):
    """The form of a page that exists."""


class CheckedCreateView(FindingsMixin, CreateView):
    """The form of a new page."""


class CheckedRevertView(FindingsMixin, RevisionsRevertView):
    """The form of a page with the content of an older revision."""


class CheckedPageViewSet(PageViewSet):
    """The views of all page types."""

    edit_view_class = CheckedEditView
    add_view_class = CheckedCreateView
    revisions_revert_view_class = CheckedRevertView
