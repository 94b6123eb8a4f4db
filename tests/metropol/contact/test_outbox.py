"""Messages reach the office, or are seen not to, and go after their time."""

import smtplib
from datetime import timedelta
from io import StringIO
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.core import mail
from django.core.mail import EmailMessage
from django.core.management import CommandError, call_command
from django.utils import timezone

from metropol.contact import outbox
from metropol.models import ContactMessage, SiteSettings, User
from metropol.models.queued import PAUSES
from metropol.setup.staff import CHIEF_EDITORS
from tests.factories import UserFactory
from tests.metropol.contact.writing import EMAIL, OFFICE, send

pytestmark = pytest.mark.django_db


def settings_of_the_site(**fields: Any) -> None:
    SiteSettings.objects.update(**fields)


@pytest.fixture
def down(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """Let the mail server be down until this is undone."""

    def refuse(*args: Any, **kwargs: Any) -> int:
        raise smtplib.SMTPRecipientsRefused({EMAIL: (550, b"unknown")})

    monkeypatch.setattr(EmailMessage, "send", refuse)
    return monkeypatch


def send_mails() -> str:
    out = StringIO()
    call_command("send_mails", stdout=out)
    return out.getvalue()


def hours_later(hours: int) -> None:
    back = timedelta(hours=hours)
    for message in ContactMessage.objects.all():
        times = {"due_at": message.due_at - back, "created_at": message.created_at - back}
        ContactMessage.objects.filter(pk=message.pk).update(**times)


@pytest.mark.parametrize("language", ["de", "en"])
def test_mail_goes_to_the_office_alone_and_its_answer_to_who_wrote(
    office: None, language: str
) -> None:
    send(language=language, topic="accessibility", message="Der Knopf fehlt.")
    (message,) = mail.outbox
    assert message.recipients() == [OFFICE]
    assert message.reply_to == [EMAIL]
    assert message.from_email != EMAIL
    assert message.subject == "Kontaktformular: Eine Barriere auf dieser Website"
    for part in ("Der Knopf fehlt.", "Mara Lindner", EMAIL, "/admin/contact/"):
        assert part in message.body
    assert ("Deutsch" if language == "de" else "Englisch") in message.body
    assert message.message()["Auto-Submitted"] == "auto-generated"


@pytest.mark.parametrize(
    "name",
    ["Eve\r\nBcc: all@region.example", "Eve\nSubject: x", "Eve%0d%0aBcc: a@b.example", "a\u2028b"],
)
def test_name_adds_no_header_and_no_line(office: None, name: str) -> None:
    assert send(name=name).status_code == 302
    (message,) = mail.outbox
    assert message.recipients() == [OFFICE]
    sent = message.message()
    assert set(sent.keys()).isdisjoint({"Bcc", "Cc"})
    assert sent["Subject"].startswith("Kontaktformular: ")
    assert "\n" not in ContactMessage.objects.get().name


def test_without_an_address_for_messages_the_public_one_gets_them() -> None:
    settings_of_the_site(email="public@region.example")
    send()
    assert mail.outbox[0].recipients() == ["public@region.example"]


def test_without_any_address_the_chief_editors_get_them() -> None:
    user: User = UserFactory(email="chief@region.example")
    user.groups.add(Group.objects.get(name=CHIEF_EDITORS))
    send()
    assert mail.outbox[0].recipients() == ["chief@region.example"]


def test_without_anybody_the_message_waits() -> None:
    assert send().status_code == 302
    message = ContactMessage.objects.get()
    assert (message.error, message.sent_at, message.attempts) == ("NobodyToWriteTo", None, 1)
    settings_of_the_site(contact_email=OFFICE)
    hours_later(1)
    send_mails()
    assert mail.outbox[0].recipients() == [OFFICE]


def test_failure_is_stored_without_the_address_and_tried_again(
    office: None, down: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    assert send().status_code == 302
    message = ContactMessage.objects.get()
    assert (message.error, message.attempts) == ("SMTPRecipientsRefused", 1)
    assert message.due_at > timezone.now()
    assert EMAIL not in caplog.text
    assert "0" in send_mails()  # not yet
    hours_later(1)
    with pytest.raises(CommandError):
        send_mails()
    down.undo()
    hours_later(1)
    send_mails()
    message.refresh_from_db()
    assert (message.error, message.attempts) == ("", 3)
    assert message.sent_at
    assert len(mail.outbox) == 1
    send_mails()
    assert len(mail.outbox) == 1


def test_attempts_end_until_staff_ask_for_another(office: None, down: pytest.MonkeyPatch) -> None:
    send()
    for _ in PAUSES:
        hours_later(25)
        with pytest.raises(CommandError):
            send_mails()
    hours_later(25)
    send_mails()
    message = ContactMessage.objects.get()
    assert message.attempts == len(PAUSES) + 1
    down.undo()
    message.make_due()
    assert outbox.deliver(message.pk)


def test_message_that_is_being_sent_is_left_to_its_sender(office: None) -> None:
    send()
    message = ContactMessage.objects.get()
    ContactMessage.objects.update(sent_at=None, due_at=timezone.now())
    assert ContactMessage.claim(message.pk)
    assert not outbox.deliver(message.pk)
    hours_later(1)  # its sender died
    assert outbox.deliver(message.pk)
    assert len(mail.outbox) == 2


@pytest.mark.parametrize("is_sent", [True, False])
def test_message_is_deleted_after_thirty_days_sent_or_not(office: None, is_sent: bool) -> None:
    send()
    if not is_sent:
        ContactMessage.objects.update(sent_at=None, error="OSError")
    hours_later(30 * 24 - 1)
    call_command("tend_duties", stdout=StringIO())
    assert ContactMessage.objects.count() == 1
    hours_later(2)
    out = StringIO()
    call_command("tend_duties", stdout=out)
    assert not ContactMessage.objects.exists()
    assert ": 1" in out.getvalue()
