"""Testimonials in a real browser: submitted, confirmed, moderated, approved, published, gone."""

import re
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.contrib.auth.models import Group
from django.core import mail
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from members import models as members
from metropol import spam
from metropol.setup.staff import CHIEF_EDITORS, EDITORS
from tests import factories
from tests.browser.staff import PASSWORD
from tests.members import portrait_files, submitting

pytestmark = [
    pytest.mark.browser,
    pytest.mark.usefixtures("db"),
]

TEXTS = {
    "de": {
        "name": "Ihr Name",
        "organisation": "Organisation",
        "email": "E-Mail",
        "quote": "Zitat auf Deutsch",
        "agree": "Ich bin einverstanden",
        "portrait": "Porträt (freiwillig)",
        "show": "Mein Porträt darf",
        "send": "Senden",
        "confirm": "Ja, bestätigen",
        "sent": "Bitte sehen Sie in Ihr Postfach",
        "thanks": "Danke, Ihre Adresse ist bestätigt",
    },
    "en": {
        "name": "Your name",
        "organisation": "Organisation",
        "email": "E-mail",
        "quote": "Quote in English",
        "agree": "I agree that my quote",
        "portrait": "Portrait (optional)",
        "show": "My portrait may",
        "send": "Send",
        "confirm": "Yes, confirm",
        "sent": "Please look into your mailbox",
        "thanks": "Thank you, your address is confirmed",
    },
}
QUOTES = {"de": submitting.QUOTE, "en": submitting.QUOTE_EN}


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a machine fill in the form: it is faster than people."""
    monkeypatch.setattr(spam, "MIN_SECONDS", 0)


@pytest.fixture
def member() -> members.Member:
    """A member whose mail addresses are known."""
    made = factories.MemberFactory(name="Werkhof GmbH")
    members.MemberDomain.objects.create(member=made, name="werkhof.example")
    return made


@pytest.fixture
def plain_page(browser: Browser, server: LiveServer) -> Iterator[Page]:
    """A small window of a browser without JavaScript."""
    context = browser.new_context(
        base_url=server.url,
        viewport={"width": 320, "height": 640},
        java_script_enabled=False,
        locale="de-DE",
    )
    window = context.new_page()
    window.set_default_timeout(20_000)
    yield window
    context.close()


def fill_in(page: Page, language: str, member: members.Member) -> None:
    """Fill in the form."""
    words = TEXTS[language]
    page.goto(submitting.FORM[language])
    page.get_by_label(words["name"], exact=True).fill("Mara Lindner")
    page.get_by_label(words["organisation"], exact=True).select_option(label=member.name)
    page.get_by_label(words["email"], exact=True).fill(submitting.EMAIL)
    page.get_by_label(words["quote"]).fill(QUOTES[language])
    page.get_by_label(words["agree"]).check()


def submit(page: Page, language: str, member: members.Member) -> members.Submission:
    """Submit and confirm."""
    words = TEXTS[language]
    fill_in(page, language, member)
    page.get_by_role("button", name=words["send"], exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(words["sent"])
    page.goto(last_link())
    page.get_by_role("button", name=words["confirm"]).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(words["thanks"])
    return members.Submission.objects.get()


def last_link() -> str:
    """Return the link of the newest mail, without the host, which is another in tests."""
    for _attempt in range(50):
        if mail.outbox and "?t=" in mail.outbox[-1].body:
            return submitting.link_of(mail.outbox[-1])
        time.sleep(0.1)
    raise AssertionError("no mail with a link")


@pytest.fixture
def staff(browser: Browser, server: LiveServer) -> Iterator[Page]:
    """A window in which somebody of Chefredaktion is logged in."""
    user = factories.UserFactory(username="chefin", password=PASSWORD)
    user.groups.add(Group.objects.get(name=CHIEF_EDITORS), Group.objects.get(name=EDITORS))
    context = browser.new_context(
        base_url=server.url, viewport={"width": 1400, "height": 1000}, locale="de-DE"
    )
    window = context.new_page()
    window.set_default_timeout(20_000)
    window.goto("/admin/login/")
    window.locator("[name=username]").fill("chefin")
    window.locator("[name=password]").fill(PASSWORD)
    window.get_by_role("button", name="Anmelden").click()
    window.wait_for_url("**/admin/")
    yield window
    context.close()


def open_submission(staff: Page) -> None:
    """Go to the only submission by way of the dashboard and the queue."""
    staff.goto("/admin/")
    staff.get_by_role("link", name=re.compile("Eingereicht")).click()
    staff.get_by_role("link", name="Mara Lindner").click()


def test_from_the_form_to_the_site_and_gone(
    page: Page, staff: Page, member: members.Member, tmp_path: Path
) -> None:
    picture = tmp_path / "mara.jpg"
    picture.write_bytes(portrait_files.plain("JPEG"))
    words = TEXTS["de"]
    fill_in(page, "de", member)
    expect(page.locator(".count").first).to_have_text(re.compile(r"74 / 600"))
    page.get_by_label(words["portrait"], exact=True).set_input_files(picture)
    page.get_by_role("button", name="Senden", exact=True).click()
    # The portrait needs a consent; it is kept, and so is what was typed.
    expect(page.get_by_role("alert")).to_contain_text("Porträt")
    expect(page.get_by_alt_text("Ihr Porträt")).to_be_visible()
    expect(page.get_by_label(words["quote"])).to_have_value(QUOTES["de"])
    page.get_by_label(words["show"]).check()
    page.get_by_role("button", name="Senden", exact=True).click()
    page.wait_for_url("**/gesendet/")
    page.goto(last_link())
    page.get_by_role("button", name="Ja, bestätigen").click()

    open_submission(staff)
    expect(staff.get_by_text("Die Domain gehört zu Werkhof GmbH.")).to_be_visible()
    staff.get_by_role("button", name="Prüfung beginnen").click()
    staff.get_by_label("Zitat (Deutsch)").fill(f"{QUOTES['de']} Und das sofort.")
    staff.get_by_label("Zitat (Englisch)").fill(f"{QUOTES['en']} And at once.")
    staff.get_by_role("button", name="Als neue Fassung speichern").click()
    expect(staff.get_by_role("button", name="Annehmen und Seite anlegen")).to_have_count(0)
    expect(staff.locator(".submission-diff ins").first).to_contain_text("Und das sofort.")
    staff.get_by_label("Ein Wort an die Person").fill("Passt das so?")
    staff.get_by_role("button", name="Zur Zustimmung senden").click()
    expect(staff.locator(".submission-state")).to_contain_text("Änderungen zur Zustimmung")

    page.goto(last_link())
    expect(page.get_by_text("Passt das so?")).to_be_visible()
    page.get_by_role("button", name="Ich stimme diesem Text zu").click()
    expect(page.get_by_text("Danke. Sie haben dem Text zugestimmt.")).to_be_visible()

    staff.reload()
    staff.get_by_role("link", name="Seite", exact=True).click()
    # What the person said is text here, not a field.
    assert staff.locator("[name=quote_de]").count() == 0
    staff.locator("footer .w-dropdown-button button.w-dropdown__toggle").click()
    staff.get_by_role("button", name="Freigeben und Veröffentlichen", exact=True).click()
    staff.wait_for_url("**/admin/**")

    published = members.TestimonialPage.objects.get()
    assert published.live
    address = published.get_url()
    page.goto("/de/mitglieder/testimonials/")
    page.get_by_role("link", name="Mara Lindner").click()
    expect(page.get_by_text("Und das sofort.")).to_be_visible()
    expect(page.locator(".portrait img")).to_be_visible()
    page.get_by_role("link", name="English").click()
    expect(page.get_by_text("And at once.")).to_be_visible()

    page.goto(last_link())
    page.get_by_text("Widerrufen", exact=True).click()
    page.get_by_label("Ja, alles löschen").check()
    page.get_by_role("button", name="Jetzt widerrufen").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Ihr Testimonial ist widerrufen")
    answer = page.goto(address)
    assert answer is not None
    assert answer.status == 410
    page.goto("/de/mitglieder/testimonials/")
    assert page.get_by_role("link", name="Mara Lindner").count() == 0


@pytest.mark.parametrize("language", ["de", "en"])
def test_without_javascript_at_320_pixels(
    plain_page: Page, language: str, member: members.Member
) -> None:
    plain_page.goto(submitting.FORM[language])
    assert plain_page.locator("html").get_attribute("lang") == language
    plain_page.get_by_role("button", name=TEXTS[language]["send"], exact=True).click()
    errors = plain_page.get_by_role("alert").get_by_role("link")
    assert errors.count() == 5
    submission = submit(plain_page, language, member)
    assert (submission.state, submission.language) == ("submitted", language)
    assert submission.original.quotes[0]["words"] == QUOTES[language]
    plain_page.goto(last_link())
    expect(plain_page.get_by_text(QUOTES[language]).first).to_be_visible()


def test_submitted_in_english_with_javascript(page: Page, member: members.Member) -> None:
    assert submit(page, "en", member).language == "en"
    assert mail.outbox[-1].subject == "We have received your testimonial"


def test_invitation_fills_in_name_and_organisation(
    page: Page, staff: Page, member: members.Member
) -> None:
    staff.goto("/admin/submissions/")
    staff.get_by_role("link", name="Einladen", exact=True).click()
    staff.get_by_role("textbox", name="E-Mail").fill(submitting.EMAIL)
    staff.get_by_label("Name (freiwillig)").fill("Mara Lindner")
    staff.locator("#id_member").select_option(label="Werkhof GmbH")
    staff.get_by_role("button", name="Einladung senden").click()
    expect(staff.get_by_role("cell", name=submitting.EMAIL)).to_be_visible()

    page.goto(last_link())
    expect(page.get_by_label("Ihr Name", exact=True)).to_have_value("Mara Lindner")
    chosen = page.get_by_label("Organisation", exact=True)
    expect(chosen).to_have_value(str(member.pk))
    page.get_by_label("Zitat auf Deutsch").fill(submitting.QUOTE)
    page.get_by_label("Ich bin einverstanden").check()
    page.get_by_role("button", name="Senden", exact=True).click()
    page.wait_for_url("**/gesendet/")
    assert members.Submission.objects.get().invitation is not None


def test_declined_with_a_reason(page: Page, staff: Page, member: members.Member) -> None:
    submit(page, "de", member)
    open_submission(staff)
    staff.get_by_text("Ablehnen").first.click()
    staff.get_by_label("Grund, den die Person liest").fill("Es geht nicht um die Region.")
    staff.get_by_role("button", name="Ablehnen").click()
    expect(staff.locator(".submission-state")).to_contain_text("Abgelehnt")
    assert "Es geht nicht um die Region." in mail.outbox[-1].body
    page.goto(last_link())
    expect(page.get_by_text("Wir haben entschieden, es nicht zu veröffentlichen.")).to_be_visible()


def test_expired_links(page: Page, member: members.Member) -> None:
    fill_in(page, "de", member)
    page.get_by_role("button", name="Senden", exact=True).click()
    page.wait_for_url("**/gesendet/")
    link = last_link()
    members.LinkToken.objects.update(expires_at=timezone.now())
    answer = page.goto(link)
    assert answer is not None
    assert answer.status == 410
    expect(page.get_by_role("heading", level=1)).to_have_text("Dieser Link ist abgelaufen")
    page.get_by_role("link", name="Zum Formular").click()
    page.wait_for_url(f"**{urlsplit(submitting.FORM['de']).path}")
    assert members.Submission.objects.get().state == "unverified"
