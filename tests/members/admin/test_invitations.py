"""Invitations, and questions about testimonials of the archive."""

from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from members import models as members
from members.models import Invitation, Letter
from metropol.setup.staff import EDITORS
from tests import factories
from tests.members import moderating
from tests.members.submitting import last_link

pytestmark = pytest.mark.django_db

EMAIL = "ada@werkhof.example"


@pytest.fixture
def client() -> Client:
    """Chefredaktion."""
    return moderating.login()


def of_the_archive(**changes: Any) -> members.TestimonialPage:
    return factories.TestimonialPageFactory(
        **({"consent_origin": "archive", "person": "Ada Beispiel"} | changes)
    )


def address(page: members.TestimonialPage) -> str:
    return reverse("submissions:archive", args=[page.pk])


@pytest.mark.parametrize(
    ("language", "subject"),
    [("de", "Ihre Stimme für die Region"), ("en", "Your voice for the region")],
)
def test_invitation_is_sent_and_fills_the_form(language: str, subject: str, client: Client) -> None:
    member = factories.MemberFactory(name="Werkhof GmbH")
    data = {"email": EMAIL, "person": "Ada Beispiel", "member": member.pk, "language": language}
    response = client.post(reverse("submissions:invite"), data, follow=True)
    assert "Die Einladung ist unterwegs." in response.content.decode()
    invitation = Invitation.objects.get()
    assert (invitation.email, invitation.person) == (EMAIL, "Ada Beispiel")
    assert invitation.user
    (message,) = mail.outbox
    assert (message.subject, message.to) == (subject, [EMAIL])
    html = Client().get(last_link()).content.decode()
    assert 'value="Ada Beispiel"' in html
    assert f'<option value="{member.pk}" selected>' in html
    assert f'value="{EMAIL}"' in html


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("email", ""),
        ("email", "ada"),
        ("email", f"{EMAIL}\nBcc: evil@evil.example"),
        ("language", "fr"),
        ("language", ""),
        ("member", "999999"),
        ("person", "x" * 121),
    ],
)
def test_wrong_invitation_is_shown_again(field: str, value: str, client: Client) -> None:
    data = {"email": EMAIL, "person": "Ada", "member": "", "language": "de"} | {field: value}
    response = client.post(reverse("submissions:invite"), data)
    assert response.status_code == 200
    assert set(response.context["form"].errors) == {field}
    assert not Invitation.objects.exists()
    assert not mail.outbox


def test_list_shows_who_was_invited_and_what_became_of_it(client: Client) -> None:
    html = client.get(reverse("submissions:invitations")).content.decode()
    assert "Zurzeit ist niemand eingeladen." in html
    for number in range(2):
        data = {"email": f"{number}{EMAIL}", "language": "de"}
        client.post(reverse("submissions:invite"), data)
    Letter.objects.filter(invitation__email=f"1{EMAIL}").update(sent_at=None, error="OSError")
    shown = client.get(reverse("submissions:invitations"))
    assert [each.email for each in shown.context["object_list"]] == [f"1{EMAIL}", f"0{EMAIL}"]
    html = shown.content.decode()
    assert "konnte nicht gesendet werden, 1 Versuch (OSError)" in html
    assert "gesendet" in html


def test_list_needs_no_more_queries_for_more_rows(
    client: Client, django_assert_max_num_queries: Any
) -> None:
    def fill(number: int) -> None:
        for _row in range(number):
            invitation = Invitation.objects.create(
                email=EMAIL, language="de", member=factories.MemberFactory()
            )
            Letter.objects.create(kind="invitation", language="de", invitation=invitation)

    def queries() -> int:
        with django_assert_max_num_queries(100) as context:
            assert client.get(reverse("submissions:invitations")).status_code == 200
        return len(context)

    fill(3)
    queries()
    few = queries()
    fill(27)
    assert queries() <= few


def test_list_of_testimonials_leads_to_those_without_a_recorded_consent(client: Client) -> None:
    archive = of_the_archive()
    recorded = of_the_archive(consent_origin="recorded")
    listing = reverse("testimonials:index")
    html = client.get(listing).content.decode()
    assert address(archive) in html
    assert address(recorded) not in html
    filtered = client.get(listing, {"consent_origin": "archive"})
    assert [page.pk for page in filtered.context["object_list"]] == [archive.pk]
    assert address(archive) not in moderating.login("Übersetzung").get(listing).content.decode()


@pytest.mark.parametrize("origin", ["recorded", "withdrawn"])
def test_other_testimonials_are_not_of_the_archive(origin: str, client: Client) -> None:
    page = of_the_archive(consent_origin=origin)
    for response in (
        client.get(address(page)),
        client.post(address(page), {"action": "ask", "email": EMAIL, "language": "de"}),
        client.post(address(page), {"action": "erase", "sure": "on"}),
    ):
        assert response.status_code == 404
    assert members.TestimonialPage.objects.filter(pk=page.pk).exists()
    assert not Invitation.objects.exists()


def test_person_of_a_testimonial_is_asked(client: Client) -> None:
    page = of_the_archive(quote_de="Früher war hier alles sehr gut und schön.")
    assert 'value="Ada Beispiel"' in client.get(address(page)).content.decode()
    data = {"action": "ask", "email": EMAIL, "person": "Ada Beispiel", "language": "de"}
    response = client.post(address(page), data, follow=True)
    html = response.content.decode()
    assert "Die Person wird um ihre Einwilligung gebeten." in html
    assert f"{EMAIL} wurde" in html
    invitation = Invitation.objects.get()
    assert (invitation.page, invitation.member) == (page, page.member)
    assert page.quote_de in mail.outbox[0].body
    assert page.quote_de in Client().get(last_link()).content.decode()


@pytest.mark.parametrize("email", ["", "ada", "\0@x.example"])
def test_asking_needs_an_address(email: str, client: Client) -> None:
    page = of_the_archive()
    response = client.post(address(page), {"action": "ask", "email": email, "language": "de"})
    assert response.status_code == 200
    assert "email" in response.context["form"].errors
    assert not Invitation.objects.exists()


def test_taking_down_needs_the_tick(client: Client) -> None:
    page = of_the_archive()
    response = client.post(address(page), {"action": "erase"}, follow=True)
    assert "Bitte setzen Sie das Häkchen" in response.content.decode()
    assert members.TestimonialPage.objects.filter(pk=page.pk).exists()


def test_taking_down_needs_the_permission_to_delete() -> None:
    page = of_the_archive()
    editor = moderating.login(EDITORS)
    assert 'value="erase"' not in editor.get(address(page)).content.decode()
    response = editor.post(address(page), {"action": "erase", "sure": "on"}, follow=True)
    assert "Sie dürfen diese Seite nicht löschen." in response.content.decode()
    assert members.TestimonialPage.objects.filter(pk=page.pk).exists()


def test_testimonial_is_taken_down_for_good(client: Client) -> None:
    page = of_the_archive()
    factories.TestimonialPage.objects.filter(pk=page.pk).update(
        first_published_at="2020-01-01T00:00Z"
    )
    public = page.get_url()
    assert Client().get(public).status_code == 200
    response = client.post(address(page), {"action": "erase", "sure": "on"}, follow=True)
    assert "Das Testimonial ist endgültig gelöscht." in response.content.decode()
    assert not members.TestimonialPage.objects.filter(pk=page.pk).exists()
    assert Client().get(public).status_code == 410
    assert client.get(address(page)).status_code == 404


@pytest.mark.parametrize("action", ["", "x"])
def test_unknown_deed_does_nothing(action: str, client: Client) -> None:
    page = of_the_archive()
    data = {"action": action, "email": EMAIL, "language": "de", "sure": "on"}
    assert client.post(address(page), data).status_code == 200
    assert not Invitation.objects.exists()
    assert members.TestimonialPage.objects.filter(pk=page.pk).exists()
