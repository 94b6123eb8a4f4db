"""A day of an editor and of a translator, from the changed German to the old English address."""

import re

import pytest
from playwright.sync_api import Page, expect

from metropol.setup.staff import CHIEF_EDITORS, TRANSLATORS
from news.models import NewsPage
from tests import factories
from tests.browser.staff import choose_action, log_in

pytestmark = [
    pytest.mark.browser,
    pytest.mark.usefixtures("db"),
]
GERMAN, ENGLISH = "/de/aktuelles/bruecke/", "/en/news/bridge/"


@pytest.fixture
def news() -> NewsPage:
    """A news item that is online in both languages."""
    page = factories.NewsPageFactory(
        title="Brücke",
        title_en="Bridge",
        slug="bruecke",
        slug_en="bridge",
        kicker_de="Verkehr",
        kicker_en="Traffic",
        lead_de="Die neue Brücke ist fertig.",
        lead_en="The new bridge is ready.",
        body_de=factories.paragraph("Sie verbindet zwei Städte."),
        body_en=factories.paragraph("It joins two cities."),
        english_request="online",
    )
    page.save_revision().publish()
    return NewsPage.objects.get(pk=page.pk)


def state(page: Page, field: str) -> str:
    """Return what the form says of the English text of a field."""
    return page.locator(f"#translation-{field} .translation-mark").inner_text()


def open_form(page: Page, news: NewsPage) -> None:
    page.goto(f"/admin/pages/{news.pk}/edit/")
    expect(page.locator("#translation-lead")).to_be_visible()


def publish(page: Page, action: str) -> None:
    """Publish one language; the form comes back and says so."""
    choose_action(page, action)
    expect(page.locator(".messages")).to_contain_text("veröffentlicht")


def test_a_day_of_an_editor_and_of_a_translator(page: Page, news: NewsPage) -> None:
    # The editor changes German, sees that English is outdated, and publishes German only.
    log_in(page, CHIEF_EDITORS)
    open_form(page, news)
    assert "aktuell" in state(page, "lead")
    page.get_by_label("Vorspann (Deutsch)").fill("Die neue Brücke ist endlich fertig.")
    page.get_by_label("Dachzeile (Deutsch)").fill("Verkehr und Wege")
    publish(page, "action-publish-german")
    assert "veraltet" in state(page, "lead")
    page.locator("#translation-lead summary").click()
    expect(page.locator("#translation-lead ins")).to_contain_text("endlich")
    page.goto(GERMAN)
    expect(page.get_by_text("Die neue Brücke ist endlich fertig.")).to_be_visible()
    page.goto(ENGLISH)
    expect(page.get_by_text("The new bridge is ready.")).to_be_visible()

    # The translator changes one field, confirms another, and publishes English only.
    log_in(page, TRANSLATORS)
    open_form(page, news)
    assert page.locator("[name=lead_de]").count() == 0
    assert "veraltet" in state(page, "kicker")
    page.locator("#translation-kicker").get_by_role(
        "button", name="Englisch ist noch richtig"
    ).click()
    page.wait_for_url(re.compile("#translation-kicker$"))
    assert "aktuell" in state(page, "kicker")
    page.get_by_label("Vorspann (Englisch)").fill("The new bridge is ready at last.")
    publish(page, "action-publish-english")
    assert "aktuell" in state(page, "lead")
    assert "veraltet" not in page.locator("#translation-summary").inner_text()
    page.goto(ENGLISH)
    expect(page.get_by_text("The new bridge is ready at last.")).to_be_visible()

    # The editor renames both addresses; the old ones lead on, each in its language.
    log_in(page, CHIEF_EDITORS)
    open_form(page, news)
    page.get_by_role("tab", name="Suchmaschinen").click()
    page.get_by_label("Kurztitel (Deutsch)").fill("neue-bruecke")
    page.get_by_label("Kurztitel (Englisch)").fill("new-bridge")
    choose_action(page, "action-publish")
    page.wait_for_url("**/admin/pages/**")
    expect(page.locator(".messages")).to_contain_text("veröffentlicht")
    for old, new in ((GERMAN, "/de/aktuelles/neue-bruecke/"), (ENGLISH, "/en/news/new-bridge/")):
        response = page.goto(old)
        assert response is not None
        before = response.request.redirected_from
        assert before is not None
        first = before.response()
        assert first is not None
        assert first.status == 301
        assert before.redirected_from is None, "one hop"
        assert page.url.endswith(new)
