"""Beside the form: what a draft changes, and links to it for people outside."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from metropol.setup.staff import EDITORS
from news.models import NewsPage
from tests import factories
from tests.browser.looking import RULES
from tests.browser.test_editor_journey import log_in

pytestmark = [
    pytest.mark.browser,
    pytest.mark.usefixtures("db"),
]


@pytest.fixture
def news() -> NewsPage:
    """A news item that is online, with a draft that says more."""
    page = factories.NewsPageFactory(title="Brücke", lead_de="Die Brücke ist fertig.")
    page.save_revision().publish()
    page = NewsPage.objects.get(pk=page.pk)
    page.lead_de = "Die neue Brücke ist fertig."
    page.save_revision()
    return page


def assert_accessible(page: Page, *parts: str) -> None:
    found = Axe().run(page, context={"include": [list(parts)]} if parts else None, options=RULES)
    assert not found.response["violations"], found.generate_report()


def test_editor_sees_the_changes_and_shares_the_draft_by_keyboard(
    page: Page, browser: Browser, news: NewsPage
) -> None:
    log_in(page, EDITORS)
    page.goto(f"/admin/pages/{news.pk}/edit/")
    page.get_by_role("button", name="Änderungen ein- oder ausblenden").press("Enter")
    changes = page.locator("[data-side-panel=changes]")
    expect(changes.locator("ins")).to_contain_text("neue")
    assert_accessible(page, "[data-side-panel=changes]")

    page.get_by_role("button", name="Vorschau teilen ein- oder ausblenden").press("Enter")
    page.get_by_role("button", name="Links erstellen", exact=True).press("Enter")
    status = page.locator("[data-share-status]")
    expect(status).to_have_text("Die Links sind erstellt.")
    field = page.get_by_label("Link Deutsch")
    expect(field).to_be_focused()
    assert_accessible(page, "[data-side-panel=share]")
    page.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(new Error()); }")
    page.get_by_role("button", name="Kopieren Deutsch").press("Enter")
    expect(status).to_contain_text("Strg+C")
    assert field.evaluate("field => field.selectionEnd") == len(field.input_value())

    outside = browser.new_context().new_page()
    outside.goto(field.input_value())
    expect(outside.get_by_text("Die neue Brücke ist fertig.")).to_be_visible()
    outside.get_by_role("complementary", name="Vorschau").get_by_role("link").click()
    expect(outside.get_by_role("complementary", name="Preview")).to_be_visible()
    assert_accessible(outside)
    page.get_by_role("button", name="Alle Links beenden").press("Enter")
    expect(status).to_have_text("Alle Links zu dieser Seite sind beendet.")
    outside.reload()
    expect(outside.get_by_role("heading", level=1)).to_have_text("No preview")
    outside.context.close()
