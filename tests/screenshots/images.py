"""Pictures of images: what is asked for, and which lack something."""

from tests.screenshots.content import CHIEF, EDITOR, form, image
from tests.screenshots.registry import picture
from tests.screenshots.stories import BRIDGE
from tests.screenshots.studio import Studio, section


@picture
def image_form(studio: Studio) -> bytes:
    """What an image says and on which terms it is used."""
    page = studio.desk(EDITOR, f"/admin/images/{image('Saalebrücke').pk}/", height=1800)
    return studio.crop(
        page,
        page.get_by_text("Alternativtext (Deutsch)").first,
        page.locator("[name=credit]"),
        page.locator("[name=use_until]"),
    )


@picture
def image_of_page(studio: Studio) -> bytes:
    """The image of a page, with its alternative texts there."""
    page = studio.desk(EDITOR, form(BRIDGE))
    return studio.crop(page, section(page, "Bild"))


@picture
def image_report(studio: Studio) -> bytes:
    """The report of images."""
    page = studio.desk(CHIEF, "/admin/reports/images/", width=1300, height=520)
    return studio.main(page)
