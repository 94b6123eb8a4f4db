"""An editor's way through the admin: translate a news item, publish it, see it in English."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from metropol.setup.staff import CHIEF_EDITORS, EDITORS, TRANSLATORS
from news.models import NewsPage
from tests import factories
from tests.browser.staff import choose_action, log_in

pytestmark = [
    pytest.mark.browser,
    pytest.mark.usefixtures("db"),
]


@pytest.fixture
def news() -> NewsPage:
    """A news item that is online in German only."""
    page = factories.NewsPageFactory(
        title="Brücke über den Fluss",
        lead_de="Die neue Brücke ist fertig.",
        body_de=factories.paragraph("Sie verbindet zwei Städte."),
    )
    page.save_revision().publish()
    return NewsPage.objects.get(pk=page.pk)


def english_body(page: Page) -> Locator:
    return page.locator("[data-contentpath=body_en]").first


def write_english(page: Page) -> None:
    """Fill in the English column of a news item."""
    page.get_by_label("Titel (Englisch)", exact=True).fill("Bridge across the river")
    page.get_by_label("Vorspann (Englisch)").fill("The new bridge is ready.")
    body = english_body(page)
    body.get_by_role("button", name="Einen Block einfügen").first.click()
    page.get_by_role("option", name="Absatz").click()
    editor = body.locator("[contenteditable=true]").first
    editor.click()
    editor.press_sequentially("It joins two cities.")
    # The editor hands its text to the form a moment later.
    expect(body.locator("input[name='body_en-0-value']")).to_have_value(re.compile("two cities"))


def test_chief_editor_translates_and_publishes(page: Page, news: NewsPage) -> None:
    log_in(page, CHIEF_EDITORS)
    page.goto("/de/aktuelles/bruecke-ueber-den-fluss/")
    page.get_by_role("link", name="Diese Seite bearbeiten").click()
    expect(page.get_by_text("Zurzeit offline")).to_be_visible()
    write_english(page)
    page.get_by_label("Online stellen").check()
    choose_action(page, "action-publish")
    page.wait_for_url("**/admin/pages/**")
    expect(page.get_by_text("veröffentlicht").first).to_be_visible()

    page.goto("/de/aktuelles/bruecke-ueber-den-fluss/")
    page.get_by_role("link", name="English").click()
    page.wait_for_url("**/en/news/bridge-across-the-river/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Bridge across the river")
    expect(page.get_by_text("It joins two cities.")).to_be_visible()
    assert page.locator("html").get_attribute("lang") == "en"
    page.goto("/en/news/")
    expect(page.get_by_role("link", name="Bridge across the river")).to_be_visible()


def test_slugs_follow_both_titles_while_they_are_typed(page: Page) -> None:
    log_in(page, EDITORS)
    page.goto("/de/aktuelles/")
    page.get_by_role("link", name="Diese Seite bearbeiten").click()
    parent = page.url.rstrip("/").split("/")[-2]
    page.goto(f"/admin/pages/add/news/newspage/{parent}/")
    page.get_by_label("Titel (Deutsch)*", exact=True).press_sequentially("Große Öfen für Köln")
    page.get_by_label("Titel (Englisch)", exact=True).press_sequentially("Large ovens")
    page.get_by_role("tab", name="Suchmaschinen").click()
    expect(page.get_by_label("Kurztitel (Deutsch)")).to_have_value("grosse-oefen-fuer-koeln")
    expect(page.get_by_label("Kurztitel (Englisch)")).to_have_value("large-ovens")


def test_translator_edits_english_and_submits(page: Page, news: NewsPage) -> None:
    log_in(page, TRANSLATORS)
    page.goto(f"/admin/pages/{news.pk}/edit/")
    expect(page.get_by_text("Die neue Brücke ist fertig.").first).to_be_visible()
    assert page.locator("[name=lead_de]").count() == 0
    write_english(page)
    choose_action(page, "action-submit")
    page.wait_for_url("**/admin/pages/**")
    draft = NewsPage.objects.get(pk=news.pk).get_latest_revision_as_object()
    assert draft.title_en == "Bridge across the river"
    assert draft.current_workflow_state is not None


def test_preview_shows_either_language_beside_the_form(page: Page, news: NewsPage) -> None:
    log_in(page, CHIEF_EDITORS)
    page.goto(f"/admin/pages/{news.pk}/edit/")
    page.get_by_label("Titel (Englisch)", exact=True).fill("Bridge across the river")
    page.get_by_role("button", name="Vorschau umschalten").click()
    frame = page.frame_locator("iframe").first
    expect(frame.get_by_role("heading", level=1)).to_have_text("Brücke über den Fluss")
    page.locator("#id_preview_mode").select_option("en")
    expect(frame.get_by_role("heading", level=1)).to_have_text("Bridge across the river")
