"""The contact form as visitors meet it: sent, refused with everything kept, thanked for."""

from types import SimpleNamespace
from typing import Any

import pytest
from django.core import mail
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from metropol.models import ContactMessage, ContactPage
from tests.members.filling import described, filled, form_with, send_on, summary
from tests.metropol.contact.writing import EMAIL, FORM, form_data, send
from tests.site.html import Document

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("office")]
WORDS = {
    "de": {"thanks": "Danke", "choose": "Bitte wählen Sie", "privacy": "Datenschutz"},
    "en": {"thanks": "Thank you", "choose": "Please choose", "privacy": "Privacy"},
}


@pytest.mark.parametrize("language", FORM)
def test_message_is_stored_mailed_and_thanked_for_without_data_in_the_address(
    language: str,
) -> None:
    client = Client()
    response = send(client, language)
    assert (response.status_code, response["Location"]) == (302, f"{FORM[language]}?sent=1")
    message = ContactMessage.objects.get()
    assert (message.topic, message.name, message.email) == ("general", "Mara Lindner", EMAIL)
    assert message.message == "Gibt es das Programm auch als Text?\n\nViele Grüße"
    assert (message.language, message.sent_at is not None) == (language, True)
    thanks = client.get(response["Location"])
    document = Document(thanks)
    assert WORDS[language]["thanks"] in document.one("h1").text
    assert document.one("meta", name="robots")["content"] == "noindex"
    assert EMAIL not in thanks.content.decode()
    assert not document.all("form")


@pytest.mark.parametrize("language", FORM)
def test_each_error_is_named_at_its_field_and_on_top_and_nothing_is_lost(language: str) -> None:
    response = send(language=language, topic="", name="Mara <b>", message="Da\n& dort", email="x@y")
    assert response.status_code == 422
    assert list(summary(response).values()) == ["id_topic", "id_email"]
    assert WORDS[language]["choose"] in next(iter(summary(response)))
    document = Document(response)
    assert "autofocus" in document.one("div", id="errors").attributes
    assert document.one("div", id="errors")["role"] == "alert"
    for name in ("topic", "email"):
        control = next(each for each in document.elements if each["id"] == f"id_{name}")
        assert control["aria-invalid"] == "true"
        assert described(document, control)
    kept = filled(form_with(response))
    assert (kept["name"], kept["email"]) == (["Mara <b>"], ["x@y"])
    assert kept["message"][0].replace("\r\n", "\n") == "Da\n& dort"
    assert not ContactMessage.objects.exists()
    assert send_on(response, topic="press", email=EMAIL).status_code == 302


@pytest.mark.parametrize("language", FORM)
def test_form_names_purpose_and_period_and_leads_to_the_privacy_page(language: str) -> None:
    document = Document(Client().get(FORM[language]))
    hint = document.all("p", **{"class": "hint"})[-1].text
    assert "30" in hint
    assert WORDS[language]["privacy"] in hint


def test_answers_are_kept_by_no_cache_and_set_no_cookie_but_the_one_of_forms() -> None:
    client = Client()
    for response in (
        client.get(FORM["de"]),
        client.get(f"{FORM['de']}?sent=1"),
        send(client, topic=""),
        send(client),
    ):
        assert "no-store" in response["Cache-Control"]
        assert "private" in response["Cache-Control"]
        assert set(response.cookies) <= {"csrftoken"}


def test_form_without_the_cookie_is_refused_in_plain_words() -> None:
    response = Client(enforce_csrf_checks=True).post(FORM["en"], form_data())
    assert response.status_code == 403
    assert "The form was not sent" in response.content.decode()


def test_link_to_the_form_can_choose_the_topic() -> None:
    for query, chosen in (("?topic=accessibility", "accessibility"), ("?topic=<b>", "")):
        response = Client().get(FORM["de"] + query)
        assert filled(form_with(response)).get("topic", [""]) == [chosen]


def test_form_that_is_sent_twice_is_one_message() -> None:
    data = form_data()
    for _ in range(2):
        assert Client().post(FORM["de"], data).status_code == 302
    assert ContactMessage.objects.count() == len(mail.outbox) == 1
    Client().post(FORM["de"], data | {"message": "Noch etwas anderes."})
    assert ContactMessage.objects.count() == 2


def test_form_that_is_sent_twice_counts_once(settings: Any) -> None:
    settings.SUBMISSION_LIMITS = {"network": 1, "contact": 1}
    data = form_data()
    assert [Client().post(FORM["de"], data).status_code for _ in range(3)] == [302] * 3


def test_field_that_people_do_not_see_is_left_empty() -> None:
    response = send(language="en", website="https://spam.example")
    assert response.status_code == 422
    assert "Please empty it" in Document(response).one("div", id="errors").text
    assert not ContactMessage.objects.exists()
    assert send_on(response, website="").status_code == 302


@pytest.mark.parametrize("stamp", ["", "form:x:y", "\0", None])
def test_form_that_was_not_opened_here_gets_a_new_stamp(stamp: str | None) -> None:
    response = send(language="en", stamp=stamp)
    assert response.status_code == 422
    assert not ContactMessage.objects.exists()
    assert filled(form_with(response))["stamp"][0].startswith("form:")


def test_form_that_is_sent_at_once_waits_a_few_seconds() -> None:
    response = send(language="en", stamp=filled(form_with(Client().get(FORM["en"])))["stamp"][0])
    assert response.status_code == 422
    assert "a few seconds" in Document(response).one("div", id="errors").text


@pytest.mark.parametrize(
    ("limits", "words"),
    [
        ({"network": 2, "contact": 50}, "your network"),
        ({"network": 50, "contact": 2}, "this mail address"),
    ],
)
def test_who_has_sent_a_lot_waits_and_loses_nothing(
    limits: dict[str, int], words: str, settings: Any
) -> None:
    settings.SUBMISSION_LIMITS = limits
    for number in range(2):
        assert send(message=f"Nachricht {number}").status_code == 302
    response = send(language="en", message="Die dritte")
    assert response.status_code == 422
    assert words in Document(response).one("div", id="errors").text
    assert filled(form_with(response))["message"] == ["Die dritte"]
    kept = repr({key: value for key, value in cache._cache.items() if "submission" in key})
    assert kept != "{}"
    assert not [trace for trace in ("werkhof", "mara", "127.0.0") if trace in kept.lower()]
    cache.clear()  # a day later
    assert send_on(response).status_code == 302


def test_limit_of_messages_is_not_that_of_testimonials(settings: Any) -> None:
    settings.SUBMISSION_LIMITS = {"email": 0, "link": 0}
    assert send().status_code == 302


HOSTILE = [
    "<script>alert(1)</script>{{ 7*7 }}",
    "'; DROP TABLE metropol_contactmessage; --",
    "a\0b",
    "\ud800",
    "-1",
    "😀" * 300,
    "x" * 100_000,
    "a@b.example\r\nBcc: c@d.example",
    "",
]


@pytest.mark.parametrize("value", HOSTILE)
@pytest.mark.parametrize("field", ["topic", "message", "name", "email", "website", "stamp"])
def test_hostile_input_gets_a_plain_answer(field: str, value: str) -> None:
    response = send(**{field: value.encode("utf-8", "surrogatepass")})
    assert response.status_code in (302, 400, 422)
    assert "<script>alert" not in response.content.decode()
    for message in mail.outbox:
        assert "\n" not in message.subject
        assert set(message.message().keys()).isdisjoint({"Bcc", "Cc"})


def test_fields_sent_many_times_and_unknown_ones_break_nothing() -> None:
    data = form_data() | {"topic": ["general", "press"], "language": "xx", "sent_at": "2020"}
    assert Client().post(FORM["de"], data).status_code == 302
    assert ContactMessage.objects.get().topic == "press"


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "OPTIONS", "HEAD"])
def test_other_methods_store_nothing(method: str) -> None:
    assert Client().generic(method, FORM["de"]).status_code in (200, 405)
    assert not ContactMessage.objects.exists()


def test_page_that_is_offline_takes_nothing() -> None:
    ContactPage.objects.get().unpublish()
    assert send().status_code == 404
    assert not ContactMessage.objects.exists()


def test_german_form_in_an_english_frame_works(site: Any) -> None:
    page = ContactPage.objects.get()
    page.english_request = page.EnglishRequest.OFFLINE
    page.save_revision().publish()
    document = Document(Client().get(FORM["en"]))
    assert document.one("h1")["lang"] == "de"
    assert send(language="en")["Location"] == f"{FORM['en']}?sent=1"


@pytest.mark.parametrize("address", [FORM["de"], f"{FORM['de']}?sent=1"])
def test_form_needs_eight_queries(address: str) -> None:
    client = Client()
    client.get(address)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    assert len(queries) <= 8


def test_sending_and_errors_need_ten_queries_beside_the_mail(monkeypatch: Any) -> None:
    from metropol import tasks

    enqueued: list[int] = []
    later = SimpleNamespace(enqueue=enqueued.append)
    monkeypatch.setattr(tasks, "deliver_contact_message", later)
    client = Client()
    client.get(FORM["de"])
    for changes, status in (({"topic": ""}, 422), ({}, 302)):
        data = form_data(**changes)
        with CaptureQueriesContext(connection) as queries:
            assert client.post(FORM["de"], data).status_code == status
        assert len([each for each in queries if "SAVEPOINT" not in each["sql"]]) <= 10
    assert len(enqueued) == 1


@pytest.mark.parametrize("mode", ["de", "en"])
def test_preview_shows_the_form(mode: str, admin_user: Any) -> None:
    page = ContactPage.objects.get()
    response = page.make_preview_request(preview_mode=mode)
    assert 'id="id_message"' in response.content.decode()
