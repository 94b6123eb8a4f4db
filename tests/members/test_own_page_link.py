"""Links to the own page: too old, forged, of somebody else, and asked for by mail address."""

from typing import Any

import pytest
from django.core import mail
from django.core.cache import cache
from django.http import HttpResponse
from django.test import Client
from django.utils import translation

from members import models as members
from members.submissions import tokens
from tests.members import filling, submitting
from tests.site.html import Document

pytestmark = pytest.mark.django_db

ASK = {"de": "/de/mitglieder/testimonial/link/", "en": "/en/members/testimonial/link/"}
OWN = "/de/mitglieder/testimonial/verwalten/"
OTHER = "Seit wir dabei sind, wissen wir, wen wir anrufen, wenn eine Frage offen ist."


def answer(response: HttpResponse) -> Any:
    """Return what a stranger sees of an answer."""
    headers = {name: value for name, value in response.items() if name not in ("Date", "Expires")}
    return response.status_code, headers, response.content


@pytest.mark.parametrize("language", ["de", "en"])
def test_an_old_link_sends_a_new_one_to_the_known_address_only(language: str) -> None:
    submission, link = submitting.submitted(language)
    submitting.days_later(submission, 8)
    sent = len(mail.outbox)
    page = Client().get(link)
    assert page.status_code == 410
    assert Document(page).one("html")["lang"] == language
    for words in (submitting.QUOTE, submitting.EMAIL, "Mara"):
        assert words not in page.content.decode()
    assert len(mail.outbox) == sent
    client = Client(enforce_csrf_checks=True)
    response = filling.send_on(
        client.get(link), "t", client=client, email="thief@elsewhere.example", action="withdraw"
    )
    assert response.status_code == 200
    assert submitting.EMAIL not in response.content.decode()
    assert [message.to for message in mail.outbox[sent:]] == [[submitting.EMAIL]]
    assert submitting.QUOTE in Client().get(submitting.last_link()).content.decode()
    submission.refresh_from_db()
    assert submission.state == "submitted"


def test_an_old_link_does_nothing_else() -> None:
    submission, link = submitting.submitted()
    submitting.days_later(submission, 7)
    for action in ("withdraw", "export", "change", "consent", "renew", "approve"):
        cache.clear()
        response = submitting.press(link, action=action, sure="on", purpose="portrait", base="1")
        assert submitting.QUOTE not in response.content.decode()
        assert "attachment" not in response.headers.get("Content-Disposition", "")
    submission.refresh_from_db()
    assert (submission.state, submission.renewed_at) == ("submitted", None)


def test_new_links_have_a_limit(settings: Any) -> None:
    settings.SUBMISSION_LIMITS = {"network": 50, "link": 2}
    submission, link = submitting.submitted()
    submitting.days_later(submission, 8)
    sent = len(mail.outbox)
    answers = [submitting.press(link).status_code for _ in range(4)]
    assert answers == [200, 200, 422, 422]
    assert len(mail.outbox) == sent + 2


def test_older_links_stay_valid_beside_newer_ones() -> None:
    _submission, link = submitting.submitted()
    Client().post(ASK["de"], {"email": submitting.EMAIL})
    newer = submitting.last_link()
    assert newer != link
    for each in (link, newer):
        assert Client().get(each).status_code == 200


@pytest.mark.parametrize("language", ["de", "en"])
def test_asking_for_a_link_answers_the_same_for_known_and_unknown(language: str) -> None:
    submitting.submitted(language)
    submitting.send(email="unconfirmed@werkhof.example", quote_de=OTHER)
    sent = len(mail.outbox)
    page = Client().get(ASK[language])
    assert Document(page).one("label", **{"for": "id_email"}).text
    answers = []
    for email in (submitting.EMAIL, "unknown@werkhof.example", "unconfirmed@werkhof.example"):
        response = filling.send_on(page, "email", email=email)
        assert email not in response.content.decode()
        answers.append(answer(response))
    assert answers[0] == answers[1] == answers[2]
    assert answers[0][0] == 200
    (message,) = mail.outbox[sent:]
    assert message.to == [submitting.EMAIL]
    assert submitting.QUOTE in Client().get(submitting.last_link()).content.decode()


def test_the_limit_of_links_is_the_same_for_known_and_unknown(settings: Any) -> None:
    submitting.submitted()
    settings.SUBMISSION_LIMITS = {"network": 50, "link": 2}
    cache.clear()
    answers = {
        email: [Client().post(ASK["de"], {"email": email}).status_code for _ in range(3)]
        for email in (submitting.EMAIL, "unknown@werkhof.example")
    }
    assert list(answers.values()) == [[200, 200, 422]] * 2


def test_each_testimonial_of_an_address_gets_its_link_in_whatever_case() -> None:
    first, _link = submitting.submitted()
    second, _link = submitting.submitted(quote_de=OTHER)
    sent = len(mail.outbox)
    Client().post(ASK["de"], {"email": f" {submitting.EMAIL.upper()} "})
    quotes = {first.text.quote_de, second.text.quote_de}
    for message in mail.outbox[sent:]:
        html = Client().get(submitting.link_of(message)).content.decode()
        quotes = {quote for quote in quotes if quote not in html}
    assert not quotes


@pytest.mark.parametrize(
    "email", ["", "mara", "a@b", "a\0@b.example", "x" * 100_000, "a@b.example\nBcc: c@d.example"]
)
def test_what_is_no_mail_address_is_told(email: str) -> None:
    response = Client().post(ASK["de"], {"email": email})
    assert response.status_code == 422
    document = Document(response)
    control = document.one("input", name="email")
    assert control["aria-invalid"] == "true"
    assert filling.described(document, control).strip()
    assert control["value"] == email.strip()
    assert not mail.outbox


def test_a_withdrawn_testimonial_has_no_link() -> None:
    _submission, link = submitting.submitted()
    submitting.press(link, action="withdraw", sure="on")
    sent = len(mail.outbox)
    assert Client().post(ASK["de"], {"email": submitting.EMAIL}).status_code == 200
    assert len(mail.outbox) == sent


@pytest.mark.parametrize("token", ["", "x" * 43, "\0", "é", "' OR 1=1 --", "x" * 100_000])
def test_a_forged_link_shows_and_does_nothing(token: str) -> None:
    submission, _link = submitting.submitted()
    data = {"t": token, "action": "withdraw", "sure": "on"}
    for response in (Client().get(OWN, {"t": token}), Client().post(OWN, data)):
        assert response.status_code == 404
        assert submitting.QUOTE not in response.content.decode()
        assert Document(response).all("a", href=ASK["de"])
    submission.refresh_from_db()
    assert submission.state == "submitted"


def test_a_digest_is_no_token() -> None:
    _submission, link = submitting.submitted()
    digest = tokens.digest(submitting.token_of(link))
    assert Client().get(OWN, {"t": digest}).status_code == 404


def test_a_link_reaches_its_own_testimonial_and_no_other() -> None:
    first, mine = submitting.submitted()
    second, theirs = submitting.submitted(
        email="other@werkhof.example", quote_de=OTHER, person="Jo Ahrens"
    )
    html = Client().get(mine).content.decode()
    assert submitting.QUOTE in html
    assert OTHER not in html
    path, _, token = theirs.partition("?t=")
    # The token in the address does not count where the form has another.
    Client().post(f"{path}?t={token}", {"t": submitting.token_of(mine), "action": "renew"})
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.renewed_at is None, second.renewed_at is None) == (False, True)
    data = {"action": "withdraw", "sure": "on", "submission": second.pk, "pk": second.pk}
    assert submitting.press(mine, **data).status_code == 200
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.state, second.state) == ("withdrawn", "submitted")
    assert Client().get(theirs).status_code == 200


def test_without_its_token_a_form_is_refused_in_the_language_of_the_address() -> None:
    submission, link = submitting.submitted("en")
    english = link.partition("?")[0]
    refused = {"t": submitting.token_of(link), "action": "withdraw", "sure": "on"}
    for path, language in ((english, "en"), (OWN, "de"), (ASK["en"], "en"), (ASK["de"], "de")):
        client = Client(enforce_csrf_checks=True)
        client.get(link)
        for data in (refused, refused | {"csrfmiddlewaretoken": "x" * 64}):
            response = client.post(path, data)
            assert response.status_code == 403
            document = Document(response)
            assert document.one("html")["lang"] == language
            with translation.override(language):
                heading = translation.gettext("The form was not sent")
            assert document.one("h1").text.strip() == heading
    submission.refresh_from_db()
    assert submission.state == "submitted"
    assert not members.SubmissionChange.objects.filter(after="withdrawn").exists()


def test_forms_of_a_stranger_do_not_use_up_the_links_of_a_person() -> None:
    submitting.submitted()
    for number in range(6):
        submitting.send(quote_de=f"{submitting.QUOTE} Zum {number}. Mal.")
    assert submitting.send(quote_de=f"{submitting.QUOTE} Noch einmal.").status_code == 422
    mail.outbox.clear()
    assert Client().post(ASK["de"], {"email": submitting.EMAIL}).status_code == 200
    assert len(mail.outbox) == 1
