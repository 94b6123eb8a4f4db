"""The rules against spam as whoever sends the form meets them."""

from typing import Any

import pytest
from django.core import mail
from django.core.cache import cache
from django.http import HttpResponse
from django.test import Client

from members import models as members
from tests.members import filling, submitting
from tests.site.html import Document

pytestmark = pytest.mark.django_db

OTHER = "Seit wir dabei sind, wissen wir, wen wir anrufen, wenn eine Frage offen ist."
TYPED = {
    "person": "Mara Lindner",
    "function": "Leitung",
    "organisation": "Werkhof GmbH",
    "email": submitting.EMAIL,
    "quote_de": OTHER,
    "alt": "Mara am Fluss",
    "credit": "Jo Ahrens",
    "consent_publication": "on",
    "consent_portrait": "on",
    "consent_reuse": "on",
}


def refused(client: Client | None = None, words: str = "", **changes: Any) -> HttpResponse:
    """Send the English form, check that it is refused with ``words`` and complete; return it."""
    before = members.Submission.objects.count(), len(mail.outbox)
    response = submitting.send(client, "en", **TYPED | {"portrait": submitting.picture()} | changes)
    assert response.status_code == 422
    assert words in Document(response).one("div", id="errors").text
    kept = filling.filled(filling.form_with(response))
    for name, value in (TYPED | changes).items():
        if name not in ("stamp", "portrait"):
            assert kept[name] == [value], name
    assert Document(response).all("img", width="96")
    assert before == (members.Submission.objects.count(), len(mail.outbox))
    return response


def test_a_field_that_people_do_not_see_is_left_empty() -> None:
    response = refused(words="Please empty it", website="https://spam.example")
    document = Document(response)
    trap = document.one("input", name="website")
    assert trap["tabindex"] == "-1"
    assert trap["autocomplete"] == "off"
    assert document.one("label", **{"for": "id_website"}).text
    assert filling.send_on(response, website="").status_code == 302


@pytest.mark.parametrize("language", ["de", "en"])
def test_a_form_that_is_sent_at_once_waits_a_few_seconds(language: str) -> None:
    response = submitting.send(language=language, stamp=submitting.stamp(0))
    words = {"de": "einige Sekunden", "en": "a few seconds"}[language]
    assert response.status_code == 422
    assert words in Document(response).one("div", id="errors").text
    assert not members.Submission.objects.exists()
    again = filling.send_on(response, stamp=submitting.stamp(5))
    assert again.status_code == 302


def test_who_corrects_an_error_does_not_wait_twice() -> None:
    response = submitting.send(person="", stamp=submitting.stamp(10))
    assert response.status_code == 422
    assert filling.send_on(response, person="Mara Lindner").status_code == 302


@pytest.mark.parametrize("stamp", ["", "form", "form:1tTTTT:x", "x" * 100, "old"])
def test_a_form_that_is_too_old_or_has_a_forged_stamp_gets_a_new_one(stamp: str) -> None:
    given = submitting.stamp(25 * 3600) if stamp == "old" else stamp
    response = refused(words="open for too long", stamp=given)
    renewed = filling.filled(filling.form_with(response))["stamp"][0]
    assert renewed != given
    at_once = filling.send_on(response)
    assert at_once.status_code == 422  # a moment after the new stamp
    assert filling.send_on(at_once, stamp=submitting.stamp(5)).status_code == 302


def test_a_network_that_has_sent_a_lot_waits(settings: Any) -> None:
    settings.SUBMISSION_LIMITS = {"network": 2, "email": 50}
    for number in range(2):
        assert submitting.send(email=f"p{number}@werkhof.example", quote_de=f"{number}. {OTHER}")
    response = refused(words="your network")
    there = Client(REMOTE_ADDR="198.51.100.7")
    assert filling.send_on(response, client=there).status_code == 302


def test_a_mail_address_that_has_sent_a_lot_waits(settings: Any) -> None:
    settings.SUBMISSION_LIMITS = {"network": 50, "email": 2}
    for number in range(2):
        assert submitting.send(quote_de=f"{number}. {OTHER}").status_code == 302
    response = refused(words="this mail address")
    cache.clear()  # a day later
    assert filling.send_on(response).status_code == 302


def test_what_has_errors_does_not_count(settings: Any) -> None:
    settings.SUBMISSION_LIMITS = {"network": 1, "email": 1}
    for _ in range(3):
        assert submitting.send(person="").status_code == 422
    assert submitting.send().status_code == 302


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("quote_de", f"{OTHER} Mehr auf https://spam.example/"),
        ("quote_de", f"{OTHER} Jetzt bei casino-xyz.com!"),
        ("quote_en", f"{submitting.QUOTE_EN} Write to me@spam.example."),
        ("person", "Mara www.spam.example"),
        ("function", "Leitung von spam.example/kaufen"),
        ("quote_de", "Kaufen kaufen kaufen kaufen, sofort und überall und immer wieder."),
    ],
)
def test_links_and_noise_are_errors_of_their_field(field: str, value: str) -> None:
    response = refused(**{field: value})
    assert list(filling.summary(response).values()) == [f"id_{field}"]
    better = {"person": "Mara Lindner", "function": "Leitung", "quote_en": ""}.get(field, OTHER)
    assert filling.send_on(response, **{field: better}).status_code == 302


def test_a_text_comes_from_one_address() -> None:
    assert submitting.send(quote_de=OTHER, email="mistyped@werkhof.example").status_code == 302
    submitting.submitted_by_form(quote_de=OTHER, email="first@werkhof.example")
    response = refused(words="with another address", email="second@werkhof.example")
    assert filling.send_on(response, quote_de=f"Ja! {OTHER}").status_code == 302
    same = submitting.send(quote_de=OTHER, email="first@werkhof.example")
    assert same.status_code == 302


def test_portraits_of_forms_with_errors_are_kept_so_often_only(settings: Any) -> None:
    settings.SUBMISSION_LIMITS = {"upload": 2}
    for number in range(4):
        submitting.send(email="", portrait=submitting.picture(), consent_portrait="on")
        assert members.Portrait.objects.count() == min(number + 1, 2)
