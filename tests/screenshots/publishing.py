"""Pictures of publishing, in one language or both."""

from playwright.sync_api import Locator, Page

from tests.screenshots.content import CHIEF, EDITOR, form
from tests.screenshots.registry import picture
from tests.screenshots.stories import BRIDGE, BUSES
from tests.screenshots.studio import Studio


def open_menu(page: Page) -> tuple[Locator, Locator]:
    """Open the menu at the foot of a form; return the buttons at the foot and the menu."""
    foot = page.locator("footer .w-dropdown-button")
    foot.locator("button.w-dropdown__toggle").click()
    menu = page.locator(".w-dropdown__content:visible")
    menu.wait_for()
    return foot, menu


@picture
def publish_menu(studio: Studio) -> bytes:
    """What Chefredaktion can do with a page that is online in both languages."""
    page = studio.desk(CHIEF, form(BRIDGE), height=700)
    return studio.part(page, *open_menu(page))


@picture
def submit_menu(studio: Studio) -> bytes:
    """What Redaktion can do with it."""
    page = studio.desk(EDITOR, form(BRIDGE), height=700)
    return studio.part(page, *open_menu(page))


@picture
def english_online(studio: Studio) -> bytes:
    """English on- and offline, with a schedule."""
    page = studio.desk(CHIEF, form(BRIDGE))
    page.get_by_label("Online stellen").check()
    page.get_by_label("Englisch online ab").fill("2026-06-01 09:00")
    page.keyboard.press("Escape")
    return studio.crop(page, section(page, "Englisch online und offline"))


@picture
def refused(studio: Studio) -> bytes:
    """A publication that is refused since English is not complete."""
    page = studio.desk(CHIEF, form(BUSES))
    open_menu(page)
    page.locator("button[name=action-publish-english]").click()
    page.wait_for_load_state("networkidle")
    return studio.window(page)


@picture
def slugs(studio: Studio) -> bytes:
    """Both slugs, in the tab for search engines."""
    page = studio.desk(CHIEF, form(BRIDGE))
    page.get_by_role("tab", name="Suchmaschinen").click()
    return studio.crop(page, section(page, "Für Suchmaschinen"))


def section(page: Page, heading: str) -> Locator:
    """Return a part of a form by its heading."""
    return page.locator("section.w-panel:visible", has=page.get_by_role("heading", name=heading))
