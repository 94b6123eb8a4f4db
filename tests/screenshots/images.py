"""Pictures of images: what is asked for, and which lack something."""

from tests.screenshots.content import CHIEF, EDITOR, image
from tests.screenshots.registry import picture
from tests.screenshots.studio import Studio


@picture
def image_form(studio: Studio) -> bytes:
    """The form of an image."""
    page = studio.desk(EDITOR, f"/admin/images/{image('Saalebrücke').pk}/", height=1800)
    return studio.window(page)


@picture
def image_report(studio: Studio) -> bytes:
    """The report of images."""
    page = studio.desk(CHIEF, "/admin/reports/images/", height=700)
    return studio.window(page)
