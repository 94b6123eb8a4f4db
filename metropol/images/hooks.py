"""Images in the admin: report and dashboard."""

from typing import Any

from django.http import HttpRequest
from wagtail import hooks
from wagtail.admin.admin_url_finder import register_admin_url_finder
from wagtail.admin.ui.components import Component

from metropol.admin_pages import register_report
from metropol.images.due import due, is_over
from metropol.images.report import ImageReport, changeable_images, may_change_images
from metropol.images.usage import DraftURLFinder
from metropol.models import DraftPictures

register_admin_url_finder(DraftPictures, DraftURLFinder)


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


register_report(ImageReport, "images", order=750, may_see=may_change_images)
