"""The rights of whoever submitted: withdraw, end a consent, have their data."""

import json

import pytest
from django.core import mail
from django.test import Client

from members import models as members
from tests.members import own_page, submitting
from tests.members.own_page import NEW
from tests.site.html import Document

pytestmark = pytest.mark.django_db


def test_a_withdrawal_needs_its_tick() -> None:
    submission, link = own_page.published()
    address = submission.page.get_url()
    refused = own_page.deed(link, "withdraw")
    assert refused.status_code == 422
    assert Document(refused).one("p", role="alert").text.strip()
    assert Client().get(address).status_code == 200
    response = own_page.deed(link, "withdraw", sure="on")
    assert response.status_code == 200
    assert Client().get(address).status_code == 410
    sent = len(mail.outbox)
    for again in (
        Client().get(link),
        submitting.press(link, action="withdraw", sure="on"),
        submitting.press(link, action="export"),
        submitting.press(link, action="change", base="2", person="X", quote_de=NEW),
    ):
        assert again.status_code == 410
        assert NEW not in again.content.decode()
    assert len(mail.outbox) == sent
    submission.refresh_from_db()
    assert (submission.state, submission.email) == ("withdrawn", "")


def test_it_is_said_to_be_still_right() -> None:
    submission, link = own_page.published()
    before = submission.renewed_at
    response = own_page.deed(link, "renew")
    assert response.status_code == 302
    submission.refresh_from_db()
    assert submission.renewed_at > before
    assert submission.state == "published"


def test_consents_are_shown_as_they_were_read_and_end_one_by_one() -> None:
    submission, link = submitting.submitted(
        "en",
        consent_editing="on",
        consent_portrait="on",
        consent_reuse="on",
        portrait=submitting.picture(),
    )
    for text in members.ConsentText.objects.all():
        text.text_en, text.text_de = "Something else.", "Etwas anderes."
        text.save()
    german = link.replace("/en/testimonial/manage/", "/de/testimonial/verwalten/")
    document = Document(Client().get(german))
    given = list(submission.consents.select_related("version"))
    shown = [each for each in document.all("p", lang="en") if "I agree" in each.text]
    assert shown
    for consent in given:
        assert consent.version.text_en in document.one("main").text
    buttons = [each["value"] for each in document.all("input", name="purpose")]
    assert buttons == ["portrait", "editing", "reuse"]

    for purpose in ("portrait", "reuse"):
        response = submitting.press(link, action="consent", purpose=purpose)
        assert response.status_code == 302
        assert not submission.agrees_to(members.Purpose(purpose))
    assert submission.agrees_to(members.Purpose.EDITING)
    assert submission.text.portrait is None
    assert not members.Portrait.objects.exists()
    assert submission.consents.count() == 4
    left = Document(Client().get(link)).all("input", name="purpose")
    assert [each["value"] for each in left] == ["editing"]


@pytest.mark.parametrize("purpose", ["publication", "", "x", "\0", None])
def test_the_first_consent_ends_by_a_withdrawal_only(purpose: str | None) -> None:
    submission, link = submitting.submitted()
    data = {} if purpose is None else {"purpose": purpose}
    submitting.press(link, action="consent", **data)
    assert submission.agrees_to(members.Purpose.PUBLICATION)
    assert submission.state == "submitted"


def test_the_portrait_goes_offline_with_its_consent() -> None:
    submission, link = own_page.published(portrait=submitting.picture(), consent_portrait="on")
    page = members.TestimonialPage.objects.get(pk=submission.page_id)
    assert page.portrait is not None
    assert submitting.press(link, action="consent", purpose="portrait").status_code == 302
    page = members.TestimonialPage.objects.get(pk=page.pk)
    assert (page.live, page.portrait) == (True, None)
    assert Client().get(page.get_url()).status_code == 200
    assert submission.text.portrait is None


def test_the_export_holds_all_there_is_and_nobody_else() -> None:
    submitting.submitted(email="other@werkhof.example", person="Jemand anderes", quote_de=NEW)
    submission, link = submitting.submitted(portrait=submitting.picture(), consent_portrait="on")
    response = own_page.deed(link, "export")
    assert response.status_code == 200
    assert response.headers["Content-Type"] == "application/json"
    assert "attachment" in response.headers["Content-Disposition"]
    assert "no-store" in response.headers["Cache-Control"]
    data = json.loads(response.content)
    assert (data["submission"], data["email"]) == (submission.pk, submitting.EMAIL)
    assert data["texts"][0]["quote_de"] == submitting.QUOTE
    assert data["texts"][0]["portrait_jpeg_base64"]
    assert [each["purpose"] for each in data["consents"]] == ["publication", "portrait"]
    assert all(each["confirmed_at"] for each in data["consents"])
    assert {each["kind"] for each in data["mails"]} == {"confirm", "received"}
    everything = response.content.decode()
    for trace in ("other@", "Jemand anderes", submitting.token_of(link), 'digest": ""'):
        assert trace not in everything
