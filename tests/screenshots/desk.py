"""Pictures of the way to a page: login, dashboard, lists."""

from news.models import NewsIndexPage
from tests.screenshots.content import CHIEF, TRANSLATOR
from tests.screenshots.registry import picture
from tests.screenshots.studio import Studio


@picture
def login(studio: Studio) -> bytes:
    """The form to log in."""
    page = studio.visitor("/admin/login/", width=1000, height=700)
    return studio.part(page, page.locator("form"), page.get_by_role("heading"))


@picture
def dashboard(studio: Studio) -> bytes:
    """What is there after logging in, with what should be translated next."""
    return studio.window(studio.desk(TRANSLATOR, "/admin/", width=1200, height=860))


@picture
def explorer(studio: Studio) -> bytes:
    """The list of news, with the state of their English."""
    page = studio.desk(CHIEF, f"/admin/pages/{NewsIndexPage.objects.get().pk}/", height=660)
    return studio.main(page)


@picture
def translations_report(studio: Studio) -> bytes:
    """The report of translations."""
    page = studio.desk(TRANSLATOR, "/admin/reports/translations/", width=1260, height=640)
    return studio.main(page)
