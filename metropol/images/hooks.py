"""Images in the admin: report and dashboard."""

from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.admin_url_finder import register_admin_url_finder
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component

from metropol.images.due import due, is_over
from metropol.images.report import ImageReport, changeable_images, may_change_images
from metropol.images.usage import DraftURLFinder
from metropol.models import DraftPictures

register_admin_url_finder(DraftPictures, DraftURLFinder)


class ImageReportMenuItem(MenuItem):
    """The entry of the report, for those who may change images."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Tell whether the user may change any images."""
        return may_change_images(request.user)


class DueImagesPanel(Component):
    """The images whose last day is over or near."""

    name = "due_images"
    template_name = "metropol/images/panel.html"
    order = 130
    #: How many the panel names.
    shown = 10

    def __init__(self, user: Any) -> None:
        self.user = user

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        """Return the first of them, and how many there are."""
        images = due(changeable_images(self.user))
        first = [(image, is_over(image)) for image in images[: self.shown]]
        return {"images": first, "number": images.count() if first else 0}


@hooks.register("construct_homepage_panels")
def due_images_panel(request: HttpRequest, panels: list[Component]) -> None:
    """Put images that are due on the dashboard."""
    if may_change_images(request.user):
        panels.append(DueImagesPanel(request.user))


@hooks.register("register_reports_menu_item")
def image_report_menu_item() -> MenuItem:
    """Put the report into the menu."""
    return ImageReportMenuItem(
        _("Images"), reverse("image_report"), name="image-report", icon_name="image", order=750
    )


@hooks.register("register_admin_urls")
def image_report_urls() -> list[URLPattern]:
    """Add the report."""
    return [
        path("reports/images/", ImageReport.as_view(), name="image_report"),
        path(
            "reports/images/results/",
            ImageReport.as_view(results_only=True),
            name="image_report_results",
        ),
    ]
