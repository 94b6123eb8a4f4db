"""Scheduled publications: one that fails stops no other, and Chefredaktion hears of it."""

from collections.abc import Callable
from datetime import timedelta
from io import StringIO
from typing import Any

import pytest
from django.core import mail
from django.core.mail.backends import locmem
from django.core.management import CommandError, call_command
from django.utils import timezone

from metropol.models import BasePage, User
from metropol.setup.staff import CHIEF_EDITORS, EDITORS
from news.models import NewsPage
from tests.factories import NewsPageFactory, UserFactory

pytestmark = pytest.mark.django_db


def schedule(title: str) -> NewsPage:
    """Return a draft that is due."""
    page: NewsPage = NewsPageFactory(title=title, live=False)
    page.go_live_at = timezone.now() - timedelta(minutes=1)
    page.save_revision(approved_go_live_at=page.go_live_at)
    return page


@pytest.fixture
def broken(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let every save of a page called "Kaputt" fail after it was written."""
    real = BasePage.save

    def save(self: BasePage, *args: Any, **options: Any) -> Any:
        result = real(self, *args, **options)
        if self.title == "Kaputt" and self.live:
            raise RuntimeError("broken")
        return result

    monkeypatch.setattr(BasePage, "save", save)


def test_what_is_due_goes_live_and_nobody_gets_a_mail() -> None:
    page = schedule("Gut")
    call_command("publish_scheduled")
    page.refresh_from_db()
    assert page.live
    assert mail.outbox == []


def test_page_that_fails_stops_no_other_and_is_told_in_the_language_of_the_reader(
    make_user: Callable[[str, str], User], broken: None
) -> None:
    for language in ("de", "en"):
        make_user(CHIEF_EDITORS, language)
    make_user(EDITORS, "de")
    bad, good = schedule("Kaputt"), schedule("Gut")
    expired = NewsPageFactory(title="Vorbei", expire_at=timezone.now() - timedelta(minutes=1))
    with pytest.raises(CommandError) as error:
        call_command("publish_scheduled")
    assert error.value.returncode == 1
    for page in (bad, good, expired):
        page.refresh_from_db()
    assert (bad.live, good.live, expired.live) == (False, True, False)
    subjects = {message.subject for message in mail.outbox}
    assert subjects == {"Geplante Veröffentlichung fehlgeschlagen", "Scheduled publication failed"}
    assert all("Kaputt" in str(message.body) for message in mail.outbox)


def test_same_failure_is_told_once_a_day(
    make_user: Callable[[str, str], User], broken: None
) -> None:
    make_user(CHIEF_EDITORS, "de")
    schedule("Kaputt")
    for _ in range(3):
        with pytest.raises(CommandError):
            call_command("publish_scheduled")
    assert len(mail.outbox) == 1


def test_without_chief_editors_administrators_get_the_mail(broken: None) -> None:
    admin = UserFactory(is_superuser=True)
    schedule("Kaputt")
    with pytest.raises(CommandError):
        call_command("publish_scheduled")
    assert [message.to for message in mail.outbox] == [[admin.email]]


def test_mail_server_that_is_down_stops_nothing(
    make_user: Callable[[str, str], User], broken: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    def down(*args: Any) -> None:
        raise ConnectionRefusedError

    monkeypatch.setattr(locmem.EmailBackend, "send_messages", down)
    make_user(CHIEF_EDITORS, "de")
    schedule("Kaputt")
    good = schedule("Gut")
    with pytest.raises(CommandError):
        call_command("publish_scheduled")
    good.refresh_from_db()
    assert good.live


def test_dry_run_changes_nothing() -> None:
    page = schedule("Gut")
    out = StringIO()
    call_command("publish_scheduled", dryrun=True, stdout=out)
    page.refresh_from_db()
    assert not page.live
    assert "Gut" in out.getvalue()
