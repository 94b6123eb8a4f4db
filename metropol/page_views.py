"""The portal's views of pages in the admin, in place of Wagtail's own."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase
from wagtail import hooks
from wagtail.admin.ui.components import MediaContainer
from wagtail.admin.views.pages.create import CreateView
from wagtail.admin.views.pages.edit import EditView
from wagtail.admin.views.pages.revisions import RevisionsRevertView
from wagtail.admin.viewsets.pages import PageViewSet

from metropol.permissions import CHANGE_GERMAN
from metropol.taken import PortalMoveConfirmView
from metropol.translations.listing import ExplorerFilterSet, ExplorerView
from metropol.workflow.views import ReviewActionView, ReviewDataView

#: Gets request, page, the list of side panels of the form, which it may change, and whether only
#: what a draft has changed is shown anew while somebody types: Wagtail itself has no hook for
#: side panels. A new page has no key yet.
SIDE_PANELS_HOOK = "construct_page_side_panels"


class SidePanelsMixin:
    """Adds the portal's side panels to a form."""

    page: Any
    request: Any
    expects_json_response: bool

    def get_side_panels(self) -> "MediaContainer[Any]":
        """Return the side panels in their order."""
        panels = list(super().get_side_panels())  # type: ignore[misc]
        for add in hooks.get_hooks(SIDE_PANELS_HOOK):
            add(self.request, self.page, panels, is_partial=self.expects_json_response)
        return MediaContainer(sorted(panels, key=lambda panel: panel.order))


class PageCreateView(SidePanelsMixin, CreateView):
    """The form of a new page."""


class PageEditView(SidePanelsMixin, EditView):
    """The form of a page that exists."""


class PageRevertView(SidePanelsMixin, RevisionsRevertView):
    """The form of a page with the content of an older revision."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Refuse whoever may not change German: what their form leaves out would go back too."""
        if not request.user.has_perm(CHANGE_GERMAN):
            raise PermissionDenied
        response: HttpResponseBase = super().dispatch(request, *args, **kwargs)
        return response


class PortalPageViewSet(PageViewSet):
    """The views of all page types."""

    add_view_class = PageCreateView
    edit_view_class = PageEditView
    revisions_revert_view_class = PageRevertView
    workflow_action_view_class = ReviewActionView
    collect_workflow_action_data_view_class = ReviewDataView
    move_confirm_view_class = PortalMoveConfirmView
    index_view_class = ExplorerView
    filterset_class = ExplorerFilterSet
