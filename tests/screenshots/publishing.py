"""Pictures of publishing, in one language or both."""

from playwright.sync_api import Locator, Page

from tests.screenshots.content import CHIEF, EDITOR, form
from tests.screenshots.registry import picture
from tests.screenshots.stories import ARCHIVES, BRIDGE, BUSES
from tests.screenshots.studio import Studio, section, settle


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
    page = studio.desk(CHIEF, form(BRIDGE))
    return studio.part(page, *open_menu(page))


@picture
def submit_menu(studio: Studio) -> bytes:
    """What Redaktion can do with it."""
    page = studio.desk(EDITOR, form(BRIDGE))
    return studio.part(page, *open_menu(page))


@picture
def english_online(studio: Studio) -> bytes:
    """English on- and offline, with a schedule."""
    page = studio.desk(CHIEF, form(BRIDGE))
    page.get_by_label("Englisch online ab").fill("2026-06-01 09:00")
    calendar = page.locator(".xdsoft_datetimepicker:visible")
    calendar.wait_for()
    page.get_by_label("Online stellen").check()
    calendar.wait_for(state="hidden")
    return studio.crop(page, section(page, "Englisch online und offline"))


@picture
def refused(studio: Studio) -> bytes:
    """A publication that is refused since English is not complete."""
    page = studio.desk(CHIEF, form(BUSES))
    open_menu(page)
    page.locator("button[name=action-publish-english]").click()
    page.get_by_text("Als Entwurf gespeichert").wait_for()
    settle(page)
    return studio.part(page, page.locator(".messages"), margin=0)


@picture
def slugs(studio: Studio) -> bytes:
    """Both slugs, of which the German one has another page."""
    page = studio.desk(CHIEF, form(BRIDGE))
    page.get_by_role("tab", name="Suchmaschinen").click()
    page.get_by_label("Kurztitel (Deutsch)").fill("fuenf-stadtarchive-zeigen-ihre-karten-gemeinsam")
    page.get_by_role("button", name="Entwurf speichern").click()
    page.get_by_text(f"hat schon die Seite „{ARCHIVES.german.title}“").first.wait_for(
        state="attached"
    )
    settle(page)
    page.get_by_role("tab", name="Suchmaschinen").click()
    return studio.crop(page, section(page, "Für Suchmaschinen"))
