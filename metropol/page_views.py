"""The portal's views of pages in the admin, in place of Wagtail's own."""

from wagtail.admin.viewsets.pages import PageViewSet

from metropol.translations.listing import ExplorerFilterSet, ExplorerView


class PortalPageViewSet(PageViewSet):
    """The views of all page types."""

    index_view_class = ExplorerView
    filterset_class = ExplorerFilterSet
