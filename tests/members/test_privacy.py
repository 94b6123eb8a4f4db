"""Mail address, consents and tokens are where they must be, and nowhere else."""

import logging
import sys
from collections.abc import Iterator
from smtplib import SMTPRecipientsRefused
from typing import Any
from unittest.mock import patch

import pytest
from django.core.mail import EmailMultiAlternatives
from django.core.management import call_command
from django.core.signals import got_request_exception
from django.http import HttpRequest
from django.test import Client, RequestFactory
from django.urls import reverse
from django.views.debug import get_exception_reporter_class

from members import models as members
from members.submissions import entries, outbox, own_page
from metropol.private import WithoutTokens
from tests.members import moderating, submitting, walking
from tests.metropol.test_settings import PRODUCTION, read_setting

pytestmark = pytest.mark.django_db
MARK = "qwuxomail"
#: Where the address of somebody who has not withdrawn may be.
ALLOWED = {"members_submission.email", "members_invitation.email", "members_letter.recipient"}


@pytest.fixture(params=["{}@werkhof.example", "{}+stimme@werkhof.example", "{}@wörk.example"])
def email(request: pytest.FixtureRequest) -> str:
    return request.param.format(MARK)


@pytest.fixture
def log(caplog: pytest.LogCaptureFixture) -> Iterator[pytest.LogCaptureFixture]:
    """Everything that is logged, as production shows it."""
    caplog.set_level(logging.DEBUG)
    hiding = WithoutTokens()
    caplog.handler.addFilter(hiding)
    yield caplog
    caplog.handler.removeFilter(hiding)


def refused(email: str) -> Exception:
    """Return what a mail server's refusal looks like: its text holds the address."""
    return SMTPRecipientsRefused({email: (550, f"<{email}>: no such user".encode())})


def tokens() -> list[str]:
    """Return the tokens of all links that were sent."""
    from django.core import mail

    links = [submitting.link_of(each) for each in mail.outbox if "?t=" in each.body]
    return [submitting.token_of(link) for link in links]


def assert_only_where_it_must_be(log: pytest.LogCaptureFixture) -> None:
    assert walking.places_of(MARK) <= ALLOWED
    assert MARK not in log.text.lower()
    assert tokens()
    for token in tokens():
        assert not walking.places_of(token)
        assert token not in log.text


def test_address_is_nowhere_but_where_it_must_be_the_whole_way(
    email: str, log: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    chief = submitting.chief()
    admin = submitting.staff_client(chief)
    invite = {"email": email, "person": "Mara Lindner", "language": "de"}
    admin.post(reverse("submissions:invite"), invite)
    with monkeypatch.context() as context:
        context.setattr(EmailMultiAlternatives, "send", lambda self: _raise(refused(self.to[0])))
        changes = {"email": email, "invitation": tokens()[0]} | walking.with_portrait()
        assert submitting.send(**changes).status_code == 302
    letter = members.Letter.objects.get(kind="confirm")
    assert (letter.error, letter.sent_at) == ("SMTPRecipientsRefused", None)
    assert "could not be sent" in log.text
    assert outbox.send_again(letter)
    submission = members.Submission.objects.get()
    submitting.press(submitting.last_link())
    own = submitting.last_link()
    assert Client().get(own).status_code == 200
    detail = reverse("submissions:detail", args=[submission.pk])
    for deed in ("take", "edit", "send"):
        form = admin.get(detail).context["form"]
        data = {name: value for name in form.fields if (value := form[name].value())}
        data |= {"quote_en": submitting.QUOTE_EN, "new_member": "on", "base": data.get("base", 1)}
        assert admin.post(detail, data | {"action": deed}).status_code == 302
    own = submitting.last_link()
    assert submitting.press(own, action="approve", base="2").status_code == 302
    moderating.publish(submission, chief)
    submission.refresh_from_db()
    page = walking.page_of(submission)
    for address in (page.get_url(), page.get_parent().get_url(), "/de/", "/en/"):
        assert MARK not in Client().get(address).content.decode().lower()
    assert submitting.press(own, action="export").status_code == 200
    assert_only_where_it_must_be(log)
    with monkeypatch.context() as context:
        context.setattr(EmailMultiAlternatives, "send", lambda self: _raise(refused(self.to[0])))
        assert walking.withdraw(own).status_code == 200
    assert walking.places_of(MARK) == {"members_letter.recipient"}
    assert outbox.send_again(members.Letter.objects.get(kind="withdrawn"))
    assert not walking.places_of(MARK)
    assert MARK not in log.text.lower()


def _raise(error: Exception) -> None:
    raise error


def test_neither_address_nor_token_is_in_the_queue_of_tasks(
    email: str, log: pytest.LogCaptureFixture, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    queue = {"BACKEND": "django_tasks_db.DatabaseBackend"}
    settings.TASKS = settings.TASKS | {"background": queue}
    assert submitting.send(email=email).status_code == 302
    with monkeypatch.context() as context:
        context.setattr(EmailMultiAlternatives, "send", lambda self: _raise(refused(self.to[0])))
        _work()
    assert members.Letter.objects.get().error == "SMTPRecipientsRefused"
    assert outbox.send_again(members.Letter.objects.get())
    submitting.press(submitting.last_link())
    _work()
    queues = {"django_tasks_database_dbtaskresult.task_path"}
    assert walking.places_of("members.tasks.deliver_letter") == queues
    assert_only_where_it_must_be(log)


def _work() -> None:
    """Do what waits, on the connection of the test."""
    options = ("--batch", "--no-startup-delay", "--backend=background")
    with patch("django_tasks_db.management.commands.db_worker.close_old_connections"):
        call_command("db_worker", *options, verbosity=0)


def test_report_of_an_error_holds_neither_form_nor_token(
    email: str, log: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    person, reports = f"Xaver{'kwist'}", []

    def report(request: HttpRequest, **kwargs: Any) -> None:
        reporter = get_exception_reporter_class(request)(request, *sys.exc_info())
        reports.extend([reporter.get_traceback_text(), reporter.get_traceback_html()])

    def fail(entry: entries.Entry) -> None:
        raise RuntimeError(f"Key (email)=({entry.email}) is odd")

    got_request_exception.connect(report)
    client = Client(raise_request_exception=False)
    try:
        with monkeypatch.context() as context:
            context.setattr(entries, "submit", fail)
            response = submitting.send(client, email=email, person=person)
            assert response.status_code == 500
        submission, own = submitting.submitted_by_form(email=email)
        with monkeypatch.context() as context:
            context.setitem(own_page._DEEDS, "renew", lambda *args: _raise(ValueError(own)))
            assert submitting.press(own, client, action="renew").status_code == 500
            context.setattr(own_page, "show", lambda *args: _raise(ValueError("Nein")))
            assert client.get(own).status_code == 500
    finally:
        got_request_exception.disconnect(report)
    assert len(reports) == 6
    assert "RuntimeError" in reports[0]
    assert "is odd" in reports[0]
    assert "is odd" in log.text
    for text in (*reports, log.text):
        for private in (MARK, person.lower(), submitting.token_of(own).lower()):
            assert private not in text.lower()
    assert MARK not in response.content.decode()
    assert submission.state == "submitted"
    assert_only_where_it_must_be(log)


def test_refused_requests_are_logged_without_token_and_address(
    email: str, log: pytest.LogCaptureFixture
) -> None:
    _submission, own = submitting.submitted_by_form(email=email)
    path, _mark, token = own.partition("?")
    strict = Client(enforce_csrf_checks=True)
    data = {"t": submitting.token_of(own), "action": "withdraw", "sure": "on", "email": email}
    answers = [
        strict.post(own, data),
        Client().get(f"{path}mehr/?{token}"),
        Client().get(f"{own}x"),
        Client().post(own, data | {"action": "unknown"}),
        Client().post(own, data, headers={"content-type": "text/plain; charset=utf-16"}),
        Client(headers={"host": "böse host"}).get(own),
        Client().post(f"{path}?email={email}", {"t": "x"}),
    ]
    assert [each.status_code for each in answers][:4] == [403, 404, 404, 400]
    assert "403" in log.text or "Forbidden" in log.text
    assert "Not Found" in log.text
    assert members.Submission.objects.get().state == "submitted"
    assert_only_where_it_must_be(log)


TOKEN = "Zm9v-YmFy_YmF6Zm9vYmFyYmF6Zm9vYmFyYmF6Zm9vYmF"
LINE = f"GET /de/mitglieder/testimonial/verwalten/?a=1&t={TOKEN} HTTP/1.1"
RECORDS = {
    "plain": (LINE, ()),
    "server": ('"%s" %s %s', (LINE, "200", "512")),
    "gunicorn": ('%(h)s "%(r)s" %(s)s "%(f)s"', {"h": "-", "r": LINE, "s": "200", "f": LINE}),
    "object": ("Failed: %r", (RequestFactory().get(LINE.split()[1]),)),
    "portrait": ("GET %s", (f"/de/mitglieder/testimonial/portraet/?s={TOKEN}:1:{TOKEN}",)),
    "mail": ("%s, %s", (f"<{TOKEN}+a@werkhof.example>", f"?q={TOKEN}%40werkhof.example")),
    "wrong": (f"%d %s ?t={TOKEN}", ("one",)),
}


@pytest.mark.parametrize("name", RECORDS)
def test_handler_of_production_hides_what_is_private(name: str) -> None:
    """In a process of its own, since the settings of production change those of the tests."""
    text, values = RECORDS[name]
    if name == "object":
        values = (repr(values[0]),)
    arguments = (values,) if isinstance(values, dict) else values
    call = f"logging.getLogger('gunicorn.test').warning({text!r}, *{arguments!r})"
    code = f"[__import__('logging.config').config.dictConfig(settings.LOGGING), {call}]"
    result = read_setting(code.replace("logging.get", "__import__('logging').get"), PRODUCTION)
    assert result.returncode == 0, result.stderr
    assert "…" in result.stderr
    assert TOKEN not in result.stderr
    assert "werkhof" not in result.stderr


def test_text_of_an_exception_is_logged_without_what_is_private(
    log: pytest.LogCaptureFixture,
) -> None:
    try:
        _raise(ValueError(f"{LINE} of {MARK}@werkhof.example"))
    except ValueError:
        logging.getLogger("django.request").exception("Broken: %s", LINE)
    assert "Broken: GET /de/mitglieder" in log.text
    assert "ValueError: GET /de/mitglieder" in log.text
    assert "a=1&t=…" in log.text
    assert TOKEN not in log.text
    assert MARK not in log.text


def test_consents_are_in_no_page_and_in_no_index_of_words() -> None:
    chief = submitting.chief()
    submission = walking.published(chief, consent_reuse="on", consent_editing="on")
    version = submission.consents.first()
    found = walking.places_of(version.digest)
    assert found == {"members_submissionconsent.digest"}
    assert walking.places_of(submission.email_digest) == {"members_submission.email_digest"}
    html = Client().get(walking.page_of(submission).get_url()).content.decode()
    for consent in submission.consents.all():
        assert consent.version.text_de not in html
    assert walking.places_of(submission.email_salt) == {"members_submission.email_salt"}
