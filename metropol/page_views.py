"""The portal's views of pages in the admin, in place of Wagtail's own."""

from typing import Any

from wagtail import hooks
from wagtail.admin.views.pages.create import CreateView
from wagtail.admin.views.pages.edit import EditView
from wagtail.admin.viewsets.pages import PageViewSet

from metropol.workflow.views import ReviewActionView, ReviewDataView

#: Gets request, page and the list of side panels of the form, to which it may add: Wagtail
#: itself has no hook for them. A new page has no key yet.
SIDE_PANELS_HOOK = "construct_page_side_panels"


class PageCreateView(CreateView):
    """Wagtail's form of a new page with the portal's side panels."""

    def get_side_panels(self) -> Any:
        """Return the side panels."""
        panels = super().get_side_panels()
        for add in hooks.get_hooks(SIDE_PANELS_HOOK):
            add(self.request, self.page, panels)
        return panels


class PageEditView(EditView):
    """Wagtail's edit form with the portal's side panels."""

    def get_side_panels(self) -> Any:
        """Return the side panels; only Wagtail's own where a draft is saved while typing."""
        panels = super().get_side_panels()
        if not self.expects_json_response:
            for add in hooks.get_hooks(SIDE_PANELS_HOOK):
                add(self.request, self.page, panels)
        return panels


class PortalPageViewSet(PageViewSet):
    """The views of all page types."""

    add_view_class = PageCreateView
    edit_view_class = PageEditView
    workflow_action_view_class = ReviewActionView
    collect_workflow_action_data_view_class = ReviewDataView
