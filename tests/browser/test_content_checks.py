"""The findings beside the form, with the keyboard: to the field, and a new count after a save."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from metropol.setup.staff import CHIEF_EDITORS
from tests import factories
from tests.browser.test_editor_journey import log_in

pytestmark = [
    pytest.mark.browser,
    pytest.mark.usefixtures("db"),
]


def test_editor_goes_to_what_was_found_and_mends_it(page: Page) -> None:
    item = factories.NewsPageFactory(
        title="Brücke",
        seo_title="Die neue Brücke über den Fluss " * 3,
        body_de=[("heading", "Ende")],
    )
    item.save_revision().publish()
    log_in(page, CHIEF_EDITORS)
    page.goto(f"/admin/pages/{item.pk}/edit/")
    toggle = page.get_by_role("button", name="Inhaltsprüfung ein- und ausblenden")
    expect(toggle).to_contain_text("3")
    toggle.press("Enter")
    panel = page.locator("[data-side-panel=findings]")
    expect(panel).to_contain_text("3 Hinweise vor dem Veröffentlichen")
    found = Axe().run(page, context="[data-side-panel=findings]").response["violations"]
    assert [each["id"] for each in found] == []

    panel.locator("a[href$='=seo_title']").press("Enter")
    field = page.locator("#id_seo_title")
    expect(field).to_be_visible()  # its tab is open now
    # Wagtail notices changes from some seconds on after the form has come.
    page.wait_for_timeout(4_000)
    field.fill("Brücke")
    expect(toggle).to_contain_text("2")  # saved and checked by itself
    expect(panel).to_contain_text("2 Hinweise vor dem Veröffentlichen")

    panel.get_by_role("link", name="Zum Feld „Text (Deutsch)“").first.press("Enter")
    expect(field).to_be_hidden()
    expect(page.get_by_label("Titel (Englisch)", exact=True)).to_be_visible()
