"""Who reads the messages: Redaktion and Chefredaktion, and nobody changes them."""

from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from metropol.models import ContactMessage, SiteSettings
from tests.metropol.contact.writing import EMAIL, send

pytestmark = pytest.mark.django_db
HTML = "<script>alert(1)</script>"


@pytest.fixture
def message(db: None) -> ContactMessage:
    """A message that could not be sent."""
    send(name=HTML, message=f"Zeile eins\nZeile zwei {HTML}", topic="press")
    ContactMessage.objects.update(sent_at=None, error="NobodyToWriteTo", attempts=1)
    return ContactMessage.objects.get()


@pytest.fixture(params=["chief", "editor"])
def reader(request: pytest.FixtureRequest, language: str) -> Client:
    return request.getfixturevalue(request.param)


def test_readers_see_message_and_state_of_the_mail(
    reader: Client, message: ContactMessage, language: str
) -> None:
    listed = reader.get(reverse("contact:index")).content.decode()
    assert "&lt;script&gt;" in listed
    assert HTML not in listed
    assert "NobodyToWriteTo" in listed
    shown = reader.get(reverse("contact:message", args=[message.pk])).content.decode()
    assert "Zeile zwei" in shown
    assert HTML not in shown
    assert f"mailto:{EMAIL}" in shown
    assert ("fehlgeschlagen" if language == "de" else "failed") in shown
    assert not [word for word in ("<textarea", 'name="message"') if word in shown]


def test_reader_sends_again_and_sees_that_it_is_out(
    reader: Client, message: ContactMessage
) -> None:
    address = reverse("contact:message", args=[message.pk])
    ContactMessage.objects.update(attempts=99)
    before = len(mail.outbox)
    SiteSettings.objects.update(contact_email="office@region.example")
    assert reader.post(address).status_code == 302
    message.refresh_from_db()
    assert message.sent_at
    assert len(mail.outbox) == before + 1
    content = reader.get(address).content.decode()
    assert "NobodyToWriteTo" not in content
    reader.post(address)
    assert len(mail.outbox) == before + 1


def test_message_that_cannot_be_sent_again_says_so(
    editor: Client, message: ContactMessage, language: str
) -> None:
    address = reverse("contact:message", args=[message.pk])
    response = editor.post(address, follow=True)
    words = "nicht verschickt werden" if language == "de" else "could not be sent"
    assert words in response.content.decode()


def test_dashboard_tells_readers_of_messages_that_did_not_arrive(
    reader: Client, translator: Client, message: ContactMessage
) -> None:
    link = reverse("contact:index")
    home = reverse("wagtailadmin_home")
    assert f'<a href="{link}">' in reader.get(home).content.decode()
    assert f'<a href="{link}">' not in translator.get(home).content.decode()


def test_translators_and_visitors_see_nothing(
    translator: Client, client: Client, message: ContactMessage
) -> None:
    for address in (reverse("contact:index"), reverse("contact:message", args=[message.pk])):
        assert translator.get(address).status_code in (302, 403)
        assert translator.post(address).status_code in (302, 403)
        assert client.get(address).status_code == 302
    assert not ContactMessage.objects.get().sent_at
    menu = translator.get(reverse("wagtailadmin_home")).content.decode()
    assert reverse("contact:index") not in menu


@pytest.mark.parametrize("key", ["0", "999999", "99999999999999999999"])
def test_message_that_is_not_there_is_a_404(chief: Client, key: str) -> None:
    address = f"/admin/contact/{key}/"
    assert chief.get(address).status_code == 404
    assert chief.post(address).status_code == 404


def test_long_list_is_paged_with_the_same_queries(
    chief: Client, django_assert_max_num_queries: Any
) -> None:
    send()
    row = ContactMessage.objects.values("topic", "email", "message", "language").get()
    rows = (ContactMessage(**row, digest=str(number)) for number in range(120))
    ContactMessage.objects.bulk_create(rows)
    chief.get(reverse("contact:index"))
    with django_assert_max_num_queries(25):
        content = chief.get(f"{reverse('contact:index')}?p=2").content.decode()
    assert content.count("mara") + content.count(EMAIL) >= 50
