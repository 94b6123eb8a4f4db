"""Pictures of the checks before publishing."""

from tests.screenshots.content import CHIEF, EDITOR, form
from tests.screenshots.registry import picture
from tests.screenshots.stories import HARD
from tests.screenshots.studio import Studio, settle


@picture
def checks(studio: Studio) -> bytes:
    """The panel beside the form."""
    page = studio.desk(EDITOR, form(HARD), width=1500, height=1500)
    page.get_by_role("button", name="Inhaltsprüfung ein- und ausblenden").click()
    settle(page)
    return studio.part(page, page.locator(".content-checks:visible").first)


@picture
def checks_report(studio: Studio) -> bytes:
    """The report for the whole site."""
    page = studio.desk(CHIEF, "/admin/reports/content-checks/", width=1200, height=560)
    return studio.main(page)
