"""Pictures of previews, and of what reviewers see."""

from tests.screenshots.content import CHIEF, EDITOR, form
from tests.screenshots.publishing import open_menu
from tests.screenshots.registry import picture
from tests.screenshots.stories import BRIDGE, CYCLING
from tests.screenshots.studio import Studio, settle


@picture
def preview(studio: Studio) -> bytes:
    """The preview beside the form, in English."""
    page = studio.desk(CHIEF, form(BRIDGE), width=1400, height=860)
    page.get_by_role("button", name="Vorschau umschalten").click()
    page.locator("#id_preview_mode").select_option("en")
    heading = page.frame_locator("[data-side-panel=preview] iframe").first.get_by_role("heading")
    heading.get_by_text(BRIDGE.english.title).wait_for()
    settle(page)
    return studio.main(page)


@picture
def share(studio: Studio) -> bytes:
    """The panel with the links to a draft."""
    page = studio.desk(EDITOR, form(BRIDGE), width=1300, height=900)
    page.get_by_role("button", name="Vorschau teilen ein- oder ausblenden").click()
    page.get_by_role("button", name="Links erstellen").click()
    page.get_by_text("Die Links sind erstellt.").wait_for()
    settle(page)
    panel = page.locator("[data-side-panel=share]")
    return studio.part(page, panel.get_by_text("Wer den Link hat"), panel.locator("p").last)


@picture
def review_menu(studio: Studio) -> bytes:
    """What somebody who approves can do."""
    page = studio.desk(CHIEF, form(CYCLING), height=1000)
    return studio.part(page, *open_menu(page))


@picture
def review(studio: Studio) -> bytes:
    """The changes that somebody decides about."""
    page = studio.desk(CHIEF, form(CYCLING), width=1100, height=900)
    _foot, menu = open_menu(page)
    menu.get_by_role("button", name="Kommentar").first.click()
    page.locator(".changes-dialog").wait_for()
    settle(page)
    return studio.part(page, page.locator(".modal-content"), margin=0)
