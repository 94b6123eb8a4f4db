"""Pictures of writing a news item."""

from news.models import NewsIndexPage
from tests.screenshots.content import EDITOR, form
from tests.screenshots.registry import picture
from tests.screenshots.stories import ARCHIVES, BRIDGE, WORKSHOP
from tests.screenshots.studio import Studio, section, settle


@picture
def new_news(studio: Studio) -> bytes:
    """The first fields of a new news item."""
    parent = NewsIndexPage.objects.get().pk
    page = studio.desk(EDITOR, f"/admin/pages/add/news/newspage/{parent}/", height=1200)
    page.get_by_label("Titel (Deutsch)*", exact=True).fill(ARCHIVES.german.title)
    page.get_by_label("Dachzeile (Deutsch)").fill(ARCHIVES.german.kicker)
    page.get_by_label("Vorspann (Deutsch)").fill(ARCHIVES.german.lead)
    page.locator("body").click(position={"x": 700, "y": 300})
    return studio.main(page)


@picture
def blocks(studio: Studio) -> bytes:
    """The choice of blocks for a body text."""
    page = studio.desk(EDITOR, form(BRIDGE), height=1000)
    body = page.locator("[data-contentpath=body_de]").first
    body.get_by_role("button", name="Einen Block einfügen").last.click()
    choice = page.locator(".w-combobox-container:visible")
    choice.wait_for()
    settle(page)
    return studio.part(page, body.locator("[data-contentpath]").last, choice)


@picture
def picture_block(studio: Studio) -> bytes:
    """A picture within the text."""
    page = studio.desk(EDITOR, form(WORKSHOP))
    return studio.crop(page, page.locator("[data-contentpath=body_de] [data-contentpath]").first)


@picture
def links(studio: Studio) -> bytes:
    """Further links, of which one has no English label."""
    page = studio.desk(EDITOR, form(BRIDGE))
    return studio.crop(page, section(page, "Weitere Informationen"))
