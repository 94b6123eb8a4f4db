"""The contact form in a browser: axe-core in each state, and without JavaScript by keyboard."""

import pytest
from playwright.sync_api import Browser
from pytest_django.live_server_helper import LiveServer

from metropol import spam
from metropol.models import ContactMessage, SiteSettings
from tests.browser.looking import LOOKS, problems, window
from tests.metropol.contact.writing import EMAIL, FORM, OFFICE

pytestmark = [
    pytest.mark.browser,
    pytest.mark.looks,
    pytest.mark.usefixtures("db"),
]

SEND = {"de": "Senden", "en": "Send"}


@pytest.fixture(autouse=True)
def office_without_waiting(monkeypatch: pytest.MonkeyPatch, db: None) -> None:
    monkeypatch.setattr(spam, "MIN_SECONDS", 0)
    SiteSettings.objects.update(contact_email=OFFICE)


@pytest.mark.parametrize(("language", "scheme", "width"), LOOKS)
def test_form_errors_and_thanks_have_no_accessibility_problem(
    browser: Browser, server: LiveServer, language: str, scheme: str, width: int
) -> None:
    with window(browser, server.url, scheme, width) as page:
        page.goto(FORM[language])
        found = problems(page, "form")
        page.locator("#id_message").fill("Bleibt stehen")
        page.get_by_role("button", name=SEND[language], exact=True).click()
        page.get_by_role("alert").wait_for()
        # The summary of errors has the focus, and its first link leads to the first field.
        assert page.evaluate("document.activeElement.id") == "errors"
        page.get_by_role("alert").get_by_role("link").first.click()
        assert page.evaluate("location.hash") == "#id_topic"
        assert page.locator("#id_message").input_value() == "Bleibt stehen"
        found += problems(page, "errors")
        page.locator("#id_topic").select_option("accessibility")
        page.locator("#id_email").fill(EMAIL)
        page.get_by_role("button", name=SEND[language], exact=True).click()
        page.wait_for_url(f"**{FORM[language]}?sent=1")
        found += problems(page, "thanks")
        page.reload()
    assert ContactMessage.objects.count() == 1
    assert not found, "\n".join(found)


def test_barrier_is_reported_by_keyboard_without_javascript(
    browser: Browser, server: LiveServer
) -> None:
    context = browser.new_context(base_url=server.url, java_script_enabled=False)
    page = context.new_page()
    page.goto("/de/barrierefreiheit/")
    page.get_by_role("link", name="Barriere melden").press("Enter")
    page.wait_for_url("**/de/kontakt/?topic=accessibility")
    page.locator("#id_message").focus()
    page.keyboard.type("Ich komme nicht an das Menü.")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.type(EMAIL)
    # The field that people do not see is passed over; then the way to the privacy page.
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**?sent=1")
    assert "Danke" in page.get_by_role("heading", level=1).inner_text()
    names = {cookie["name"] for cookie in context.cookies()}
    context.close()
    message = ContactMessage.objects.get()
    assert (message.topic, message.message) == ("accessibility", "Ich komme nicht an das Menü.")
    assert names == {"csrftoken"}
