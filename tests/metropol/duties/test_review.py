"""The review of the statement each year: a mail once, and a note on the dashboard."""

from collections.abc import Callable
from datetime import date, timedelta
from io import StringIO
from typing import Any

import pytest
from django.core import mail
from django.core.cache import cache
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from metropol.models import AccessibilityStatementPage, StatementReminder
from metropol.models.duties import years_later
from metropol.setup.staff import CHIEF_EDITORS

pytestmark = pytest.mark.django_db


def reviewed(days_ago: int) -> AccessibilityStatementPage:
    """Return the statement, reviewed so many days ago."""
    page = AccessibilityStatementPage.objects.get()
    page.reviewed_on = timezone.localdate() - timedelta(days=days_ago)
    page.save_revision().publish()
    return AccessibilityStatementPage.objects.get()


def tend() -> str:
    out = StringIO()
    call_command("tend_duties", stdout=out)
    return out.getvalue()


def test_mail_says_what_to_do_and_where(reader: object, language: str) -> None:
    page = reviewed(400)
    tend()
    (message,) = mail.outbox
    assert message.to == ["a@example.org"]
    assert reverse("wagtailadmin_pages:edit", args=[page.pk]) in message.body
    words = {"de": ("zu überprüfen", "zuletzt überprüft am"), "en": ("reviewed", "last reviewed")}
    assert words[language][0] in message.subject
    assert words[language][1] in message.body
    assert str(page.reviewed_on.year) in message.body


@pytest.mark.parametrize(("days", "mails"), [(0, 0), (364, 0), (366, 1), (900, 1)])
def test_review_is_told_of_once_when_a_year_is_over(reader: object, days: int, mails: int) -> None:
    reviewed(days)
    for _ in range(3):
        tend()
        cache.clear()
    assert len(mail.outbox) == mails


def test_statement_that_was_never_reviewed_is_told_of_at_once(
    reader: object, language: str
) -> None:
    tend()
    tend()
    (message,) = mail.outbox
    assert ("noch nie überprüft" if language == "de" else "never reviewed") in message.body


def test_who_does_not_review_is_reminded_each_year(reader: object, monkeypatch: Any) -> None:
    page = reviewed(0)
    for years, mails in ((1, 1), (1, 1), (2, 2), (3, 3)):
        day = years_later(page.reviewed_on, years) + timedelta(days=5)
        with monkeypatch.context() as later:
            later.setattr(timezone, "localdate", lambda value=None, day=day: day)
            tend()
            tend()
        assert len(mail.outbox) == mails


def test_review_ends_the_reminders_for_a_year(reader: object) -> None:
    reviewed(400)
    tend()
    reviewed(0)
    tend()
    assert len(mail.outbox) == 1
    reviewed(370)
    tend()
    assert len(mail.outbox) == 2


def test_day_in_a_draft_ends_nothing(reader: object) -> None:
    page = reviewed(400)
    page.reviewed_on = timezone.localdate()
    page.save_revision()
    tend()
    assert len(mail.outbox) == 1


def test_statement_that_is_offline_needs_no_review(reader: object) -> None:
    reviewed(400).unpublish()
    tend()
    assert not mail.outbox


def test_what_nobody_got_is_told_the_next_time(
    make_user: Callable[[str, str], object], monkeypatch: Any
) -> None:
    reviewed(400)
    tend()
    assert not StatementReminder.objects.exists()

    def down(*args: Any, **kwargs: Any) -> int:
        raise ConnectionRefusedError

    make_user(CHIEF_EDITORS, "de")
    with monkeypatch.context() as broken:
        broken.setattr("metropol.notify.send_mail", down)
        tend()
    tend()
    assert len(mail.outbox) == 1


@pytest.mark.parametrize(("days", "is_shown"), [(0, False), (300, False), (340, True), (500, True)])
def test_dashboard_says_so_from_a_month_before_until_it_is_done(
    chief: Client, days: int, is_shown: bool
) -> None:
    page = reviewed(days)
    content = chief.get(reverse("wagtailadmin_home")).content.decode()
    assert ('id="duties-heading"' in content or 'id="duties"' in content) == is_shown
    assert (str(page.review_due_on.year) in content) or not is_shown


@pytest.mark.parametrize(
    ("day", "later"),
    [
        (date(2024, 2, 29), date(2025, 2, 28)),
        (date(2025, 2, 28), date(2026, 2, 28)),
        (date(2026, 12, 31), date(2027, 12, 31)),
    ],
)
def test_year_later_is_the_same_day(day: date, later: date) -> None:
    assert years_later(day, 1) == later
