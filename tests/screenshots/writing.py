"""Pictures of writing a news item."""

from playwright.sync_api import Locator, Page

from news.models import NewsIndexPage
from tests.screenshots.content import EDITOR, form
from tests.screenshots.registry import picture
from tests.screenshots.stories import ARCHIVES, BRIDGE
from tests.screenshots.studio import Studio, settle


def panel(page: Page, field: str) -> Locator:
    """Return the part of a form that holds a field, with its heading."""
    return page.locator(f"section.w-panel:has([name='{field}'])").last


@picture
def new_news(studio: Studio) -> bytes:
    """The first fields of a new news item."""
    parent = NewsIndexPage.objects.get().pk
    page = studio.desk(EDITOR, f"/admin/pages/add/news/newspage/{parent}/", height=1300)
    page.get_by_label("Titel (Deutsch)*", exact=True).fill(ARCHIVES.german.title)
    page.get_by_label("Vorspann (Deutsch)").fill(ARCHIVES.german.lead)
    page.get_by_label("Dachzeile (Deutsch)").fill(ARCHIVES.german.kicker)
    return studio.window(page)


@picture
def blocks(studio: Studio) -> bytes:
    """The choice of blocks for a body text."""
    page = studio.desk(EDITOR, form(BRIDGE))
    body = page.locator("[data-contentpath=body_de]").first
    body.get_by_role("button", name="Einen Block einfügen").last.click()
    page.get_by_role("option", name="Absatz").wait_for()
    settle(page)
    return studio.window(page)
