"""Pictures of German and English side by side."""

from playwright.sync_api import Locator, Page

from tests.screenshots.content import CHIEF, TRANSLATOR, form
from tests.screenshots.registry import picture
from tests.screenshots.stories import BRIDGE, BUSES
from tests.screenshots.studio import Studio


def pair(page: Page, field: str) -> Locator:
    """Return a field in both languages, with the state of its English below."""
    return page.locator(".bilingual", has=page.locator(f"#translation-{field}")).last


@picture
def translation_states(studio: Studio) -> bytes:
    """The sum at the head of a form, and a field below with its state."""
    page = studio.desk(CHIEF, form(BUSES))
    return studio.crop(page, page.locator("#translation-summary"), pair(page, "title"))


@picture
def translation_copied(studio: Studio) -> bytes:
    """An English text that was copied from the German one."""
    page = studio.desk(CHIEF, form(BUSES))
    return studio.crop(page, pair(page, "lead"))


@picture
def translation_outdated(studio: Studio) -> bytes:
    """An English text that is outdated, with what changed in German, as a translator sees it."""
    page = studio.desk(TRANSLATOR, form(BRIDGE))
    page.locator("#translation-lead summary").click()
    return studio.crop(page, pair(page, "lead"))
