"""What is stored about one person: looked at, given to them, deleted."""

import json
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from members import models as members
from members.models import Invitation, Submission
from members.submissions import erasure
from tests import factories
from tests.members import moderating
from tests.members.submitting import EMAIL, QUOTE, submitted

pytestmark = pytest.mark.django_db


@pytest.fixture
def client() -> Client:
    """Chefredaktion."""
    return moderating.login()


def post(client: Client, action: str, email: str = EMAIL, **data: Any) -> Any:
    return client.post(reverse("submissions:person"), {"email": email, "action": action} | data)


def two_and_a_stranger() -> tuple[Submission, Submission, Submission]:
    """Return a submission online, a withdrawn one of the same person, and one of another."""
    online = moderating.published(portrait=moderating.portrait())
    withdrawn = moderating.submission()
    erasure.withdraw(withdrawn)
    other = moderating.submission(email="other@werkhof.example")
    Invitation.objects.create(email=EMAIL.upper(), language="de", person="Mara")
    mail.outbox.clear()
    return online, withdrawn, other


@pytest.mark.parametrize("email", [EMAIL, EMAIL.upper(), f" {EMAIL} "])
def test_all_of_a_person_is_found_by_the_address(email: str, client: Client) -> None:
    online, withdrawn, other = two_and_a_stranger()
    response = post(client, "look", email)
    assert response.status_code == 200
    assert response.context["submissions"] == [online, withdrawn]
    html = response.content.decode()
    for made in (online, withdrawn):
        assert reverse("submissions:detail", args=[made.pk]) in html
    assert reverse("submissions:detail", args=[other.pk]) not in html
    assert "eingeladen" in html


def test_address_nobody_knows_is_said(client: Client) -> None:
    two_and_a_stranger()
    html = post(client, "look", "niemand@x.example").content.decode()
    assert "Über diese Adresse ist nichts gespeichert." in html
    assert 'value="erase"' not in html


@pytest.mark.parametrize("email", ["", "x", "%@%", "a@b", "\0@x.example", "x" * 10_000])
@pytest.mark.parametrize("action", ["look", "export", "erase"])
def test_what_is_no_address_is_refused(email: str, action: str, client: Client) -> None:
    moderating.submission()
    assert post(client, action, email, sure="on").status_code == 422
    assert Submission.objects.get().state == "submitted"


def test_address_is_in_no_link(client: Client) -> None:
    response = client.get(reverse("submissions:person"), {"email": EMAIL, "action": "look"})
    assert "submissions" not in response.context
    assert 'method="get"' not in response.content.decode().partition("<main")[2]


def test_export_has_all_that_is_stored(client: Client) -> None:
    two_and_a_stranger()
    response = post(client, "export")
    assert response["Content-Type"] == "application/json"
    assert response["Content-Disposition"] == 'attachment; filename="person.json"'
    found = json.loads(response.content)
    online, withdrawn = found["submissions"]
    assert (online["state"], online["email"], online["member"]) == (
        "published",
        EMAIL,
        "Werkhof GmbH",
    )
    assert online["page"].startswith("http")
    (text,) = online["texts"]
    assert (text["person"], text["quote_de"]) == ("Mara Lindner", QUOTE)
    assert text["portrait_jpeg_base64"]
    assert len(online["consents"]) == 4
    assert [step["after"] for step in online["history"]] == ["approved", "published"]
    assert [letter["kind"] for letter in online["mails"]] == ["published"]
    assert (withdrawn["state"], withdrawn["email"], withdrawn["texts"]) == ("withdrawn", "", [])
    assert found["invitations"][0]["person"] == "Mara"
    assert "other@werkhof.example" not in response.content.decode()


def test_erasing_needs_the_tick(client: Client) -> None:
    online, _withdrawn, _other = two_and_a_stranger()
    response = post(client, "erase")
    assert "Bitte setzen Sie das Häkchen" in response.content.decode()
    online.refresh_from_db()
    assert online.state == "published"
    assert Invitation.objects.count() == 1


def test_erasing_deletes_all_but_the_proof(client: Client) -> None:
    online, withdrawn, other = two_and_a_stranger()
    response = post(client, "erase", EMAIL.upper(), sure="on")
    assert response.status_code == 302
    assert EMAIL not in response["Location"]
    for made in (online, withdrawn):
        made.refresh_from_db()
        assert (made.state, made.email, made.text, made.page) == ("withdrawn", "", None, None)
        assert made.consents.filter(withdrawn_at=None).count() == 0
        assert made.consents.count() == 4
    assert not members.TestimonialPage.objects.exists()
    assert not members.Portrait.objects.exists()
    assert not Invitation.objects.exists()
    assert [message.to for message in mail.outbox] == [[EMAIL]]
    step = online.changes.last()
    assert (step.after, step.by, bool(step.user)) == ("withdrawn", "staff", True)
    other.refresh_from_db()
    assert (other.state, bool(other.text)) == ("submitted", True)
    assert set(post(client, "look").context["submissions"]) == {online, withdrawn}


def test_erasing_twice_breaks_nothing(client: Client) -> None:
    two_and_a_stranger()
    for _time in range(2):
        assert post(client, "erase", sure="on").status_code == 302
    assert len(mail.outbox) == 1


def test_submission_from_the_form_is_found(client: Client) -> None:
    made, _link = submitted()
    factories.MemberFactory()
    assert post(client, "look").context["submissions"] == [made]


def test_what_was_never_confirmed_is_erased_without_a_mail(client: Client) -> None:
    moderating.submission("unverified")
    post(client, "erase", sure="on")
    assert not Submission.objects.exists()
    assert not members.SubmissionConsent.objects.exists()
    assert not mail.outbox


def test_testimonial_of_the_archive_that_a_person_was_asked_about_is_erased_too(
    client: Client,
) -> None:
    page = factories.TestimonialPageFactory(consent_origin="archive")
    Invitation.objects.create(email=EMAIL, language="de", page=page)
    assert page.title in post(client, "look").content.decode()
    post(client, "erase", sure="on")
    assert not members.TestimonialPage.objects.exists()
    assert not Invitation.objects.exists()
