"""A mail server that is down loses nothing: what waits is seen, and sent when it can be."""

import logging
import smtplib
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.core.mail import EmailMultiAlternatives
from django.core.management import CommandError, call_command
from django.urls import reverse
from django.utils import timezone

from members.models import Letter, Submission
from members.submissions import erasure, outbox
from members.tasks import deliver_letter
from tests.members import moderating
from tests.members.submitting import EMAIL, last_link, press, send, token_of

pytestmark = pytest.mark.django_db

type Server = Callable[[Exception | None], None]
FAILURES = [
    smtplib.SMTPRecipientsRefused({EMAIL: (550, b"unknown")}),
    smtplib.SMTPServerDisconnected(f"please run connect() first, {EMAIL}"),
    OSError(111, "Connection refused"),
    ConnectionRefusedError("refused"),
    TimeoutError("timed out"),
    UnicodeEncodeError("ascii", EMAIL, 0, 1, "ordinal not in range"),
    RuntimeError(EMAIL),
]


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Server:
    """Return what lets the mail server fail from now on, or work again."""
    send_one = EmailMultiAlternatives.send
    state: dict[str, Exception | None] = {"error": None}

    def try_to_send(message: EmailMultiAlternatives, *args: Any, **options: Any) -> Any:
        if state["error"]:
            raise state["error"]
        return send_one(message, *args, **options)

    def turn(error: Exception | None) -> None:
        state["error"] = error

    monkeypatch.setattr(EmailMultiAlternatives, "send", try_to_send)
    return turn


@pytest.fixture
def waiting(server: Server) -> Letter:
    """A mail that could not be sent once; the server is still down."""
    server(OSError())
    return outbox.queue(Letter.Kind.RECEIVED, moderating.submission())


def later(letter: Letter, **time: int) -> None:
    """Let time pass for a letter."""
    letter.refresh_from_db()
    Letter.objects.filter(pk=letter.pk).update(due_at=letter.due_at - timedelta(**time))


def send_mails() -> bool:
    """Run the command; return whether all went well."""
    try:
        call_command("send_mails", verbosity=0)
    except CommandError as error:
        return error.returncode != 1
    return True


@pytest.mark.parametrize("error", FAILURES, ids=lambda error: type(error).__name__)
def test_submission_is_not_lost_when_the_mail_server_is_down(
    error: Exception, server: Server, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    server(error)
    response = send()
    assert response.status_code == 302
    made = Submission.objects.get()
    letter = made.letters.get()
    assert (letter.attempts, letter.sent_at, letter.error) == (1, None, type(error).__name__)
    assert timedelta(0) < letter.due_at - timezone.now() <= timedelta(minutes=1)
    assert EMAIL not in caplog.text
    assert "?t=" not in caplog.text
    assert made.state == "unverified"

    server(None)
    later(letter, minutes=1)
    assert send_mails()
    assert len(mail.outbox) == 1
    assert token_of(last_link()) not in caplog.text
    press(last_link())
    made.refresh_from_db()
    assert made.state == "submitted"


def test_nothing_is_tried_before_its_time(waiting: Letter, server: Server) -> None:
    server(None)
    assert send_mails()
    assert not outbox.deliver(waiting.pk)
    assert not mail.outbox
    later(waiting, minutes=1)
    assert send_mails()
    assert len(mail.outbox) == 1
    waiting.refresh_from_db()
    assert (waiting.attempts, waiting.error) == (2, "")
    assert waiting.sent_at
    assert send_mails()
    assert outbox.deliver(waiting.pk)
    assert len(mail.outbox) == 1


def test_pauses_grow_and_after_the_last_it_gives_up(waiting: Letter) -> None:
    waits = []
    for _attempt in range(20):
        waiting.refresh_from_db()
        waits.append(round((waiting.due_at - timezone.now()).total_seconds() / 60))
        later(waiting, days=2)
        if send_mails():
            break
    assert waits == [1, 5, 30, 120, 360, 720, 1440, 1440]
    waiting.refresh_from_db()
    assert (waiting.attempts, waiting.error) == (8, "OSError")
    assert waiting in Letter.failed()
    assert waiting not in Letter.due()


def test_staff_can_send_what_was_given_up(waiting: Letter, server: Server) -> None:
    Letter.objects.update(attempts=8, due_at=timezone.now() - timedelta(days=9))
    assert not outbox.send_again(waiting)
    waiting.refresh_from_db()
    assert (waiting.attempts, waiting.error) == (1, "OSError")
    server(None)
    assert outbox.send_again(waiting)
    assert len(mail.outbox) == 1
    assert outbox.send_again(waiting)
    assert len(mail.outbox) == 1


def test_letter_whose_sender_was_killed_is_sent_later(
    monkeypatch: pytest.MonkeyPatch, server: Server
) -> None:
    server(SystemExit())  # type: ignore[arg-type]
    made = moderating.submission()
    letter = Letter.objects.create(kind="received", language="de", submission=made)
    with pytest.raises(SystemExit):
        outbox.deliver(letter.pk)
    letter.refresh_from_db()
    assert (letter.attempts, letter.sent_at) == (1, None)
    assert letter.due_at > timezone.now() + timedelta(minutes=9)
    server(None)
    assert send_mails()
    assert not mail.outbox
    later(letter, minutes=10)
    assert send_mails()
    assert len(mail.outbox) == 1


def test_letter_whose_sender_was_killed_at_the_last_attempt_is_sent_later(
    waiting: Letter, server: Server
) -> None:
    Letter.objects.update(attempts=7, due_at=timezone.now())
    server(SystemExit())  # type: ignore[arg-type]
    with pytest.raises(SystemExit):
        outbox.deliver(waiting.pk)
    server(None)
    later(waiting, minutes=10)
    assert send_mails()
    assert len(mail.outbox) == 1


def test_letter_that_somebody_is_sending_is_not_sent_by_another(waiting: Letter) -> None:
    Letter.objects.update(error="", attempts=1, due_at=timezone.now() + timedelta(minutes=5))
    assert not outbox.send_again(waiting)
    waiting.refresh_from_db()
    assert (waiting.attempts, waiting.error) == (1, "")


def test_command_tells_how_many_failed(waiting: Letter, capsys: Any) -> None:
    later(waiting, minutes=1)
    with pytest.raises(CommandError, match="1"):
        call_command("send_mails")
    assert capsys.readouterr().out.startswith("0 ")


def test_one_that_cannot_be_written_stops_no_other(server: Server) -> None:
    server(OSError())
    broken = outbox.queue(Letter.Kind.RECEIVED, moderating.submission(email="none"))
    whole = outbox.queue(Letter.Kind.RECEIVED, moderating.submission())
    server(None)
    Letter.objects.filter(pk=broken.pk).update(kind="unknown")
    for letter in (broken, whole):
        later(letter, minutes=1)
    assert not send_mails()
    assert [message.to for message in mail.outbox] == [[EMAIL]]
    broken.refresh_from_db()
    assert broken.error == "ValueError"


def test_failed_attempt_of_the_task_raises_nothing(waiting: Letter) -> None:
    later(waiting, minutes=1)
    deliver_letter.enqueue(waiting.pk)
    waiting.refresh_from_db()
    assert waiting.attempts == 2
    deliver_letter.enqueue(10**9)


def test_mail_about_a_withdrawal_goes_to_the_address_that_is_forgotten(server: Server) -> None:
    made = moderating.submission()
    server(OSError())
    erasure.withdraw(made)
    letter = made.letters.get()
    assert (made.email, letter.recipient) == ("", EMAIL)
    server(None)
    later(letter, minutes=1)
    assert send_mails()
    assert mail.outbox[0].to == [EMAIL]
    assert mail.outbox[0].subject == "Ihr Testimonial ist widerrufen"
    letter.refresh_from_db()
    assert (letter.recipient, letter.error) == ("", "")


def test_reason_is_forgotten_when_the_mail_is_out() -> None:
    made = moderating.submission("declined")
    letter = outbox.queue(Letter.Kind.DECLINED, made, reason="Das passt nicht.")
    assert "Das passt nicht." in mail.outbox[0].body
    letter.refresh_from_db()
    assert letter.reason == ""


def test_token_of_a_mail_that_could_not_be_written_is_not_stored(server: Server) -> None:
    made = moderating.submission()
    letter = Letter.objects.create(kind="unknown", language="de", submission=made)
    assert not outbox.deliver(letter.pk)
    assert not made.tokens.exists()


def test_failure_is_shown_in_queue_page_dashboard_and_list(waiting: Letter) -> None:
    client = moderating.login()
    made = waiting.submission
    assert made
    for name, args in (("submissions:detail", [made.pk]), ("submissions:mails", [])):
        html = client.get(reverse(name, args=args)).content.decode()
        assert "konnte nicht gesendet werden, 1 Versuch (OSError)" in html
    queue = client.get(reverse("submissions:index"))
    assert queue.context["failed_mails"] == 1
    assert "(1 gescheitert)" in queue.content.decode()
    home = client.get(reverse("wagtailadmin_home")).content.decode()
    assert "E-Mails, die nicht gesendet werden konnten <strong>1</strong>" in home


def test_send_now_says_whether_it_went(waiting: Letter, server: Server) -> None:
    client = moderating.login()
    made = waiting.submission
    assert made
    resend = reverse("submissions:resend", args=[made.pk, waiting.pk])
    mails = reverse("submissions:mails")
    for address, data in ((resend, {}), (mails, {"letter": waiting.pk})):
        html = client.post(address, data, follow=True).content.decode()
        assert "Der Mailserver hat sie nicht angenommen" in html
    server(None)
    assert "Die E-Mail ist gesendet." in client.post(resend, follow=True).content.decode()
    assert len(mail.outbox) == 1
    html = client.post(mails, {"letter": waiting.pk}, follow=True).content.decode()
    assert "Alle E-Mails sind hinaus." in html
    assert len(mail.outbox) == 1


def test_letter_that_is_not_there_is_not_found(waiting: Letter) -> None:
    client = moderating.login()
    other = moderating.submission(email="other@x.example")
    assert (
        client.post(reverse("submissions:resend", args=[other.pk, waiting.pk])).status_code == 404
    )
    for key in ("", "x", "-1", "9" * 17, "9" * 30, "²"):
        assert client.post(reverse("submissions:mails"), {"letter": key}).status_code == 404
