"""Pictures of previews, and of what reviewers see."""

from tests.screenshots.content import CHIEF, EDITOR, form
from tests.screenshots.registry import picture
from tests.screenshots.stories import BRIDGE, CYCLING
from tests.screenshots.studio import Studio, settle


@picture
def preview(studio: Studio) -> bytes:
    """The preview beside the form, in English."""
    page = studio.desk(CHIEF, form(BRIDGE), width=1300)
    page.get_by_role("button", name="Vorschau umschalten").click()
    page.locator("#id_preview_mode").select_option("en")
    settle(page)
    return studio.window(page)


@picture
def share(studio: Studio) -> bytes:
    """The panel with the links to a draft."""
    page = studio.desk(EDITOR, form(BRIDGE), width=1300)
    page.get_by_role("button", name="Vorschau teilen ein- oder ausblenden").click()
    page.get_by_role("button", name="Links erstellen").click()
    page.get_by_text("Die Links sind erstellt.").wait_for()
    settle(page)
    return studio.window(page)


@picture
def review(studio: Studio) -> bytes:
    """What somebody who approves can do, and the changes."""
    page = studio.desk(CHIEF, form(CYCLING), width=1300, height=900)
    page.get_by_role("button", name="Änderungen ein- oder ausblenden").click()
    settle(page)
    return studio.window(page)
