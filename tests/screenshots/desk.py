"""Pictures of the way to a page: login, dashboard, lists."""

from tests.screenshots.content import CHIEF, TRANSLATOR
from tests.screenshots.registry import picture
from tests.screenshots.studio import Studio


@picture
def login(studio: Studio) -> bytes:
    """The form to log in."""
    page = studio.visitor("/admin/login/", width=1000, height=700)
    return studio.crop(page, page.locator("form"), page.get_by_role("heading"))


@picture
def dashboard(studio: Studio) -> bytes:
    """What is there after logging in."""
    return studio.window(studio.desk(CHIEF, "/admin/", width=1200, height=900))


@picture
def explorer(studio: Studio) -> bytes:
    """The list of news."""
    page = studio.desk(CHIEF, news_list(), height=700)
    return studio.window(page)


@picture
def translations_report(studio: Studio) -> bytes:
    """The report of translations."""
    page = studio.desk(TRANSLATOR, "/admin/reports/translations/", width=1300, height=700)
    return studio.window(page)


def news_list() -> str:
    """Return the path of the list of news in the admin."""
    from news.models import NewsIndexPage

    return f"/admin/pages/{NewsIndexPage.objects.get().pk}/"
