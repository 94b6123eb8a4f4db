"""What the public form stores: consents, one row for each testimonial, and no word too much."""

import hashlib
from typing import Any

import pytest
from django.core import mail
from django.core.cache import cache
from django.http import HttpResponse
from django.test import Client

from members import models as members
from tests import factories
from tests.members import filling, submitting
from tests.site.html import Document

pytestmark = pytest.mark.django_db

OTHER = "Seit wir dabei sind, wissen wir, wen wir anrufen, wenn eine Frage offen ist."


def public(response: HttpResponse) -> Any:
    """Return what a stranger sees of an answer."""
    headers = {name: value for name, value in response.items() if name not in ("Date", "Expires")}
    return response.status_code, headers, response.content, dict(response.cookies)


@pytest.mark.parametrize("language", ["de", "en"])
def test_a_consent_is_stored_with_version_language_times_and_digest(language: str) -> None:
    response = submitting.send(language=language, consent_editing="on")
    assert response.status_code == 302
    submission = members.Submission.objects.get()
    assert submission.language == language
    given = list(submission.consents.select_related("version__consent"))
    assert [each.version.consent.purpose for each in given] == ["publication", "editing"]
    for each in given:
        text = each.version.text(language)
        assert (each.language, each.version.number) == (language, 1)
        assert each.digest == hashlib.sha256(text.encode()).hexdigest()
        assert each.given_at >= submission.created_at
        assert each.confirmed_at is None
    submitting.press(submitting.last_link())
    submission.refresh_from_db()
    assert all(each.confirmed_at == submission.confirmed_at for each in submission.consents.all())


def test_a_form_with_old_consent_texts_is_shown_again_with_the_new_ones_unticked() -> None:
    client = Client()
    data = submitting.form_data(
        consent_reuse="on", consent_portrait="on", portrait=submitting.picture()
    )
    text = members.ConsentText.objects.get(purpose="publication")
    text.text_de = "Ich bin mit allem Neuen einverstanden."
    text.save()
    response = client.post(submitting.FORM["de"], data)
    assert response.status_code == 422
    document = Document(response)
    label = document.one("label", **{"for": "id_consent_publication"})
    assert label.text == "Ich bin mit allem Neuen einverstanden."
    kept = filling.filled(filling.form_with(response))
    assert not any(name.startswith("consent_") for name in kept)
    assert kept["quote_de"] == [submitting.QUOTE]
    assert document.all("img", width="96")
    assert not members.Submission.objects.exists()

    unread = filling.send_on(response, client=client)
    assert unread.status_code == 422
    agreed = filling.send_on(unread, client=client, consent_publication="on", consent_portrait="on")
    assert agreed.status_code == 302
    given = members.Submission.objects.get().consents.order_by("pk")
    assert [each.version.number for each in given] == [2, 1]
    assert given[0].digest == hashlib.sha256(text.text_de.encode()).hexdigest()


@pytest.mark.parametrize("wording", ["", "1", "x", "1,2,3,4,5", "4,3,2,1"])
def test_a_form_without_the_present_wording_gives_no_consent(wording: str) -> None:
    response = submitting.send(wording=wording)
    assert response.status_code == 422
    assert "consent_publication" not in filling.filled(filling.form_with(response))


def test_the_answer_does_not_tell_whether_an_address_is_known() -> None:
    submitting.submitted_by_form(email="known@werkhof.example")
    factories.UserFactory(email="staff@werkhof.example")
    answers = []
    for name in ("known", "unknown", "staff"):
        client = Client()
        response = submitting.send(client, email=f"{name}@werkhof.example", quote_de=OTHER[:-3])
        answers.append((public(response), public(client.get(response["Location"]))))
        members.Submission.objects.filter(state="unverified").delete()
        cache.clear()  # what the rules against spam remember of the text is not about the address
    assert answers[0] == answers[1] == answers[2]
    assert answers[0][0][0] == 302


def test_the_answer_to_an_error_does_not_tell_it_either() -> None:
    submitting.submitted_by_form(email="known@werkhof.example")
    stamp, answers = submitting.stamp(), []
    for name in ("known", "other"):
        response = submitting.send(email=f"{name}@werkhof.example", person="", stamp=stamp)
        typed = filling.filled(filling.form_with(response))
        assert typed.pop("email") == [f"{name}@werkhof.example"]
        assert typed.pop("csrfmiddlewaretoken")
        answers.append((response.status_code, Document(response).one("main").text, typed))
    assert answers[0] == answers[1]


def test_the_same_sent_twice_is_one_row_and_two_mails() -> None:
    data = submitting.form_data()
    for _ in range(2):
        assert Client().post(submitting.FORM["de"], data).status_code == 302
    submission = members.Submission.objects.get()
    assert submission.texts.count() == 1
    assert submission.consents.count() == 1
    assert [message.to for message in mail.outbox] == [[submitting.EMAIL]] * 2
    first, second = (submitting.link_of(message) for message in mail.outbox)
    assert first != second
    assert submitting.press(second).status_code == 200
    assert submitting.press(first).status_code == 200
    submission.refresh_from_db()
    assert submission.state == "submitted"
    assert len(mail.outbox) == 3


def test_a_form_with_a_kept_portrait_sent_twice_is_one_row_with_it() -> None:
    client = Client()
    typed = {"alt": "Mara am Fluss", "credit": "Jo", "consent_portrait": "on"}
    response = submitting.send(client, email="", portrait=submitting.picture(), **typed)
    for _ in range(2):
        again = filling.send_on(response, client=client, email=submitting.EMAIL)
        assert again.status_code == 302
    assert members.Submission.objects.get().text.portrait is not None


def test_an_upload_sent_twice_is_one_row() -> None:
    for _ in range(2):
        submitting.send(portrait=submitting.picture(), consent_portrait="on", credit="Jo")
    assert members.Submission.objects.get().text.portrait is not None
    assert len(mail.outbox) == 2


@pytest.mark.parametrize(
    "change",
    [
        {"quote_de": OTHER},
        {"person": "Mara B. Lindner"},
        {"function": ""},
        {"consent_reuse": None},
        {"credit": "Jo Ahrens"},
        {"clusters": []},
    ],
)
def test_what_differs_is_another_testimonial(change: dict[str, Any]) -> None:
    cluster = factories.ClusterPageFactory()
    full: dict[str, Any] = {
        "consent_reuse": "on",
        "consent_portrait": "on",
        "clusters": [cluster.pk],
        "credit": "Jo",
    }
    submitting.send(**full, portrait=submitting.picture())
    response = submitting.send(**full | change, portrait=submitting.picture())
    assert response.status_code == 302
    first, second = members.Submission.objects.order_by("pk")
    assert len(mail.outbox) == 2
    submitting.press(submitting.last_link())
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.state, second.state) == ("unverified", "submitted")
    consents = {each.version.consent.purpose for each in second.consents.all()}
    assert ("reuse" in consents) == ("consent_reuse" not in change)


def test_who_sends_it_again_in_the_other_language_consents_in_that() -> None:
    submitting.send(function="")
    submitting.send(function="", language="en")
    submitting.press(submitting.last_link())
    confirmed = members.Submission.objects.get(state="submitted")
    assert confirmed.language == "en"
    assert {each.language for each in confirmed.consents.all()} == {"en"}


def test_a_confirmed_testimonial_can_be_sent_once_more() -> None:
    first, _link = submitting.submitted_by_form()
    second, _link = submitting.submitted_by_form()
    assert first.pk != second.pk
    assert members.Submission.objects.filter(state="submitted").count() == 2
