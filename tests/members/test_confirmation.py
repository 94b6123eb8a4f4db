"""Double opt-in: the link in the first mail, and the button behind it."""

import hashlib

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone, translation

from members import models as members
from members.submissions import notices, retention, tokens
from tests.members import filling, submitting
from tests.site.html import Document

pytestmark = pytest.mark.django_db


@pytest.fixture
def link() -> str:
    """Return the link of the mail that asks for a confirmation."""
    submitting.send()
    return submitting.last_link()


def state() -> str:
    return str(members.Submission.objects.get().state)


@pytest.mark.parametrize("language", ["de", "en"])
def test_the_mail_leads_to_a_page_in_its_language(language: str) -> None:
    submitting.send(language=language)
    (message,) = mail.outbox
    assert message.to == [submitting.EMAIL]
    assert f"/{language}/testimonial/" in message.body
    html = message.alternatives[0][0]
    assert f'lang="{language}"' in html
    assert submitting.token_of(submitting.last_link()) in html
    # Nobody has confirmed the address yet: what was typed is not sent to it.
    for words in (submitting.QUOTE, "Mara Lindner", "Werkhof GmbH"):
        assert words not in message.body + html
    page = Client().get(submitting.last_link())
    assert Document(page).one("html")["lang"] == language
    assert filling.send_on(page, "t").status_code == 200
    assert state() == "submitted"


def test_looking_changes_nothing(link: str) -> None:
    client = Client()
    for method in ("GET", "HEAD", "OPTIONS", "GET"):
        assert client.generic(method, link).status_code == 200
    assert client.get(f"{link}&delete=1").status_code == 200
    submission = members.Submission.objects.get()
    assert (submission.state, submission.confirmed_at) == ("unverified", None)
    assert submission.consents.filter(confirmed_at=None).count() == 1
    assert len(mail.outbox) == 1


def test_the_button_confirms_and_twice_does_no_harm(link: str) -> None:
    before = timezone.now()
    page = Client().get(link)
    assert filling.send_on(page, "t").status_code == 200
    submission = members.Submission.objects.get()
    assert submission.state == "submitted"
    assert submission.confirmed_at is not None
    assert submission.confirmed_at > before
    assert submission.text.approved_at == submission.confirmed_at
    assert submission.consents.get().confirmed_at == submission.confirmed_at
    assert filling.send_on(page, "t").status_code == 200
    assert submitting.press(link, delete="1").status_code == 200
    again = members.Submission.objects.get()
    assert (again.state, again.confirmed_at) == ("submitted", submission.confirmed_at)
    assert [each.kind for each in again.letters.order_by("pk")] == ["confirm", "received"]
    assert len(mail.outbox) == 2
    assert again.changes.count() == 2


def test_a_link_is_random_and_stored_as_a_digest_only(link: str) -> None:
    token = submitting.token_of(link)
    assert len(token) == 43
    row = members.LinkToken.objects.get()
    assert row.digest == hashlib.sha256(token.encode()).hexdigest()
    stored = [
        list(model.objects.values())
        for model in (members.LinkToken, members.Letter, members.Submission)
    ]
    assert token not in str(stored)
    submitting.send(quote_de=submitting.QUOTE[::-1])
    assert submitting.token_of(submitting.last_link()) != token


@pytest.mark.parametrize("method", ["get", "post"])
def test_pages_of_links_leave_no_trace(link: str, method: str) -> None:
    path, _, token = link.partition("?t=")
    for address, given in ((path, token), (path, "x" * 43)):
        response = getattr(Client(), method)(address, {"t": given})
        assert response.headers["Referrer-Policy"] == "strict-origin"
        assert "no-store" in response.headers["Cache-Control"]
        assert "noindex" in response.headers["X-Robots-Tag"]
        assert Document(response).all("meta", name="robots", content="noindex")
        assert not Document(response).all("link", rel="canonical")
        assert not response.cookies.get("sessionid")


def test_nothing_on_the_page_comes_from_elsewhere(link: str) -> None:
    document = Document(Client().get(link))
    for element in document.elements:
        for name in ("src", "action", "href"):
            value = element[name] or ""
            foreign = value.startswith(("http", "//")) and element.name != "a"
            assert not foreign, value


def test_a_link_ends_after_seven_days(link: str) -> None:
    submission = members.Submission.objects.get()
    submitting.days_later(submission, 6)
    assert Client().get(link).status_code == 200
    submitting.days_later(submission, 1)
    expired = Client().get(link)
    assert expired.status_code == 410
    assert Document(expired).all("a", href=submitting.FORM["de"])
    assert submitting.press(link).status_code == 410
    assert submitting.press(link, delete="1").status_code == 410
    assert state() == "unverified"


def test_what_nobody_confirms_is_deleted() -> None:
    submitting.send(portrait=submitting.picture(), consent_portrait="on")
    link, submission = submitting.last_link(), members.Submission.objects.get()
    submitting.days_later(submission, 6)
    retention.purge()
    assert state() == "unverified"
    submitting.days_later(submission, 2)
    retention.purge()
    for model in (members.Submission, members.SubmissionText, members.LinkToken, members.Portrait):
        assert not model.objects.exists()
    assert Client().get(link).status_code == 404


def test_who_did_not_send_it_deletes_it_at_once(link: str) -> None:
    response = filling.send_on(Client().get(link), "t", delete="1")
    assert response.status_code == 200
    for model in (members.Submission, members.SubmissionConsent, members.Letter):
        assert not model.objects.exists()
    assert Client().get(link).status_code == 404
    assert submitting.press(link).status_code == 404


@pytest.mark.parametrize("token", ["", "x", "x" * 43, "é" * 43, "\0", "x" * 100_000])
def test_a_forged_link_is_not_valid(token: str, link: str) -> None:
    path = link.partition("?t=")[0]
    for response in (Client().get(path, {"t": token}), Client().post(path, {"t": token})):
        assert response.status_code == 404
        assert Document(response).one("h1").text == notices.find("unknown").heading
    assert state() == "unverified"


def test_a_link_is_for_one_purpose(link: str) -> None:
    submission = members.Submission.objects.get()
    invitation = members.Invitation.objects.create(email=submitting.EMAIL, language="de")
    owners = {"confirm": submission, "manage": submission, "invite": invitation}
    given = {each: tokens.issue(tokens.Purpose(each), owner) for each, owner in owners.items()}
    base = "/de/mitglieder/testimonial/"
    pages = {"confirm": "bestaetigen/", "manage": "verwalten/", "invite": "einladung/"}
    for purpose, token in given.items():
        for name, path in pages.items():
            found = Client().get(f"{base}{path}", {"t": token}).status_code
            assert found == (200 if name == purpose else 404), (purpose, name)
            if name != purpose:
                posted = Client().post(f"{base}{path}", {"t": token, "action": "withdraw"})
                assert posted.status_code == 404
    assert state() == "unverified"


def test_a_confirmation_of_one_testimonial_is_not_that_of_another(link: str) -> None:
    first = members.Submission.objects.get()
    submitting.send(email="other@werkhof.example", quote_de=submitting.QUOTE[:-1] + "!", person="O")
    submitting.press(link)
    other = members.Submission.objects.exclude(pk=first.pk).get()
    assert other.state == "unverified"


def test_after_a_withdrawal_the_first_link_says_so(link: str) -> None:
    submitting.press(link)
    submitting.press(submitting.last_link(), action="withdraw", sure="on")
    for response in (Client().get(link), submitting.press(link)):
        assert response.status_code == 410
        assert Document(response).one("h1").text == notices.find("withdrawn").heading
    assert state() == "withdrawn"


@pytest.mark.parametrize("language", ["de", "en"])
def test_a_button_without_its_cookie_says_what_to_do(language: str) -> None:
    submitting.send(language=language)
    link = submitting.last_link()
    path, _, token = link.partition("?t=")
    refused = Client(enforce_csrf_checks=True).post(path, {"t": token})
    assert refused.status_code == 403
    document = Document(refused)
    assert document.one("html")["lang"] == language
    with translation.override(language):
        assert document.one("h1").text.strip() == translation.gettext("The form was not sent")
    assert state() == "unverified"

    client = Client(enforce_csrf_checks=True)
    page = client.get(link)
    assert list(page.cookies) == ["csrftoken"]
    cookie = page.cookies["csrftoken"]
    assert (cookie["max-age"], cookie["expires"], cookie["samesite"]) == ("", "", "Lax")
    assert filling.send_on(page, "t", client=client).status_code == 200
    assert state() == "submitted"


def test_the_button_works_over_https_with_the_referrer_that_the_page_allows(link: str) -> None:
    client = Client(enforce_csrf_checks=True)
    page = client.get(link, secure=True)
    path, _, token = link.partition("?t=")
    data = {"t": token, "csrfmiddlewaretoken": page.context["csrf_token"]}
    for headers, status in (
        ({"origin": "null"}, 403),
        ({}, 403),
        ({"referer": "https://elsewhere.example/"}, 403),
        ({"referer": "https://testserver/"}, 200),
    ):
        response = client.post(path, data, secure=True, headers=headers)
        assert response.status_code == status
    assert state() == "submitted"
