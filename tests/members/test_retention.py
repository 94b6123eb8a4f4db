"""What is kept how long: each state, each kind of leftover, and the question after a year."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from io import StringIO
from typing import Any
from unittest.mock import patch

import pytest
from django.core.management import call_command
from django.test import Client
from django.utils import timezone
from wagtail.models import Revision

from members import models as members
from members.submissions import moderation, retention
from members.submissions.erasure import withdraw
from metropol.models import User
from tests.database import contents, differences
from tests.members import submitting, walking

pytestmark = pytest.mark.django_db
#: Later than whatever the database has by default.
NOW = timezone.now() + timedelta(hours=1)


@pytest.fixture(autouse=True)
def clock() -> Iterator[Any]:
    """Let time stand still but where a test moves it."""
    with patch.object(retention.timezone, "now", return_value=NOW) as now:
        yield now


@pytest.fixture
def chief() -> User:
    return submitting.chief()


def purged(*options: str) -> dict[str, int]:
    """Run the command and return what it counted."""
    out = StringIO()
    call_command("purge_submissions", *options, stdout=out)
    lines = (line.rpartition(": ") for line in out.getvalue().splitlines() if ": " in line)
    return {name: int(number) for name, _mark, number in lines}


def of_age(state: str, age: timedelta, number: int = 0) -> members.Submission:
    """Return a submission that is in a state for so long; its mails are out since today."""
    email = f"{state}{number}@werkhof.example"
    words = f"{submitting.QUOTE} {state} {number}"
    submission, _own = submitting.submitted(email=email, quote_de=words)
    rows = members.Submission.objects.filter(pk=submission.pk)
    rows.update(state=state, changed_at=NOW - age, created_at=NOW - age)
    submission.refresh_from_db()
    return submission


KEPT_DAYS = {"unverified": 7, "declined": 180, "expired": 30, "withdrawn": 1095}
SECOND = timedelta(seconds=1)


@pytest.mark.parametrize(("state", "days"), KEPT_DAYS.items())
def test_state_is_kept_to_the_last_second_of_its_days(state: str, days: int, settings: Any) -> None:
    assert settings.SUBMISSION_RETENTION_DAYS[state] == days
    kept = of_age(state, timedelta(days=days), 1)
    over = of_age(state, timedelta(days=days) + SECOND, 2)
    assert purged() == {state: 1}
    assert members.Submission.objects.get() == kept
    assert kept.texts.exists()
    assert kept.tokens.exists()
    for model in (members.SubmissionText, members.SubmissionConsent, members.LinkToken):
        assert not model.objects.filter(submission=over.pk).exists()
    for model in (members.Letter, members.SubmissionChange):
        assert not model.objects.filter(submission=over.pk).exists()


@pytest.mark.parametrize("state", ["submitted", "in_review", "approved", "published"])
def test_state_without_days_is_kept_for_good(state: str) -> None:
    of_age(state, timedelta(days=4000))
    assert purged() == {}
    assert members.Submission.objects.get().state == state


def test_days_come_from_the_settings(settings: Any) -> None:
    settings.SUBMISSION_RETENTION_DAYS = {"submitted": 2}
    of_age("submitted", timedelta(days=3))
    of_age("declined", timedelta(days=3000))
    assert purged() == {"submitted": 1}
    assert members.Submission.objects.get().state == "declined"


def asked(chief: User, *, online: bool, days: int) -> members.Submission:
    """Return a submission whose changes were sent so many days ago."""
    make = walking.published if online else walking.accepted
    submission = make(chief)
    moderation.take(submission, chief) if not online else None
    edit = moderation.Edit(1, {"person": "Mara L."}, submission.member)
    moderation.edit(submission, chief, edit)
    moderation.send_changes(submission, chief, 2)
    moment = NOW - timedelta(days=days)
    members.Submission.objects.filter(pk=submission.pk).update(changed_at=moment)
    submission.refresh_from_db()
    return submission


def test_changes_that_nobody_answers_expire_and_go_later(chief: User, clock: Any) -> None:
    submission = asked(chief, online=False, days=61)
    assert purged("--dry-run") == {"changes_sent": 1}
    assert purged() == {"changes_sent": 1}
    submission.refresh_from_db()
    change = submission.changes.last()
    assert (submission.state, change.by, change.user) == ("expired", "system", None)
    assert change.why
    assert submission.texts.exists()
    assert purged() == {}
    clock.return_value = timezone.now() + timedelta(days=31)
    assert purged() == {"expired": 1}
    assert not members.Submission.objects.exists()
    assert not members.TestimonialPage.objects.exists(), "its draft goes with it"


def test_changes_to_what_is_online_wait_for_an_answer(chief: User) -> None:
    submission = asked(chief, online=True, days=900)
    assert purged("--dry-run") == {}
    assert purged() == {}
    submission.refresh_from_db()
    assert submission.state == "changes_sent"
    assert walking.page_of(submission).live
    assert asked(chief, online=False, days=60).state == "changes_sent"
    assert purged() == {}, "sixty days are not over yet"


def row_of_age(row: Any, **age: float) -> Any:
    type(row).objects.filter(pk=row.pk).update(created_at=NOW - timedelta(**age))
    return row


def portrait(**age: float) -> members.Portrait:
    made = members.Portrait.objects.create(data=b"x", width=1, height=1)
    return row_of_age(made, **age)


def test_leftovers_go_when_their_time_is_over() -> None:
    old, new = portrait(hours=25), portrait(hours=23)
    submission, _own = submitting.submitted(**walking.with_portrait())
    used = row_of_age(submission.text.portrait, days=400)
    invitations = [
        row_of_age(members.Invitation.objects.create(email=f"{days}@a.example"), days=days)
        for days in (91, 89)
    ]
    answered = row_of_age(members.Invitation.objects.create(email="b@a.example"), days=200)
    members.Submission.objects.update(invitation=answered)
    letters = members.Letter.objects
    letters.all().delete()
    sent = {
        days: letters.create(kind="link", submission=submission, sent_at=NOW - timedelta(days=days))
        for days in (91, 89)
    }
    waiting = {
        (days, recipient): row_of_age(
            letters.create(kind="withdrawn", submission=submission, recipient=recipient), days=days
        )
        for days, recipient in ((15, "a@a.example"), (13, "a@a.example"), (99, ""))
    }
    found = {"invitations": 1, "mails": 1, "unsent mails": 1, "portraits": 1}
    before = contents()
    assert purged("--dry-run") == found
    assert not differences(before, contents())
    assert purged() == found
    assert set(members.Portrait.objects.all()) == {new, used}
    assert old.pk not in members.Portrait.objects.values_list("pk", flat=True)
    assert set(members.Invitation.objects.all()) == {invitations[1], answered}
    kept = {sent[89], waiting[13, "a@a.example"], waiting[99, ""]}
    assert set(letters.all()) == kept
    assert purged() == {}


def test_dry_run_counts_the_same_and_changes_nothing(chief: User) -> None:
    for state, days in KEPT_DAYS.items():
        submission = of_age(state, timedelta(days=days + 1))
        invitation = members.Invitation.objects.create(email=f"{state}@b.example")
        row_of_age(invitation, days=200)
        submission.invitation = invitation
        submission.save()
        submission.letters.update(sent_at=NOW - timedelta(days=100))
        invitation.letters.create(kind="invitation", sent_at=NOW - timedelta(days=100))
    asked(chief, online=False, days=61)
    portrait(days=2)
    before, files = contents(), walking.files()
    counted = purged("--dry-run")
    assert not differences(before, contents())
    assert walking.files() == files
    assert set(KEPT_DAYS) < set(counted)
    assert counted["mails"] > 4
    assert purged() == counted


def test_submission_that_changes_meanwhile_is_left() -> None:
    days = timedelta(days=181)
    taken, again, gone, left = (of_age("declined", days, number) for number in range(4))
    rows = members.Submission.objects
    original = retention._end

    def meanwhile(key: int, over: Any) -> bool:
        if key == left.pk:
            rows.filter(pk=taken.pk).update(state="in_review")
            rows.filter(pk=again.pk).update(changed_at=NOW)
            rows.filter(pk=gone.pk).delete()
        return original(key, over)

    with patch.object(retention, "_end", meanwhile):
        assert purged() == {"declined": 1}
    assert set(rows.all()) == {taken, again}


def test_nothing_over_its_time_is_said() -> None:
    out = StringIO()
    call_command("purge_submissions", stdout=out)
    assert len(out.getvalue().split()) > 2


def online_since(chief: User, days: int) -> tuple[members.Submission, str]:
    submission = walking.published(chief)
    rows = members.Submission.objects.filter(pk=submission.pk)
    rows.update(renewed_at=NOW - timedelta(days=days), asked_at=None)
    return submission, submitting.last_link()


def ask(clock: Any, when: datetime, mailoutbox: list[Any]) -> int:
    """Run the command at a moment; return how many were asked."""
    clock.return_value = when
    before = len(mailoutbox)
    call_command("send_mails", stdout=StringIO())
    return len(mailoutbox) - before


def test_person_is_asked_once_a_year_whether_it_is_still_right(
    chief: User, clock: Any, mailoutbox: list[Any]
) -> None:
    submission, _own = online_since(chief, 365)
    times = (0, 0.001, 1, 364.9, 365.1, 366, 731)
    found = [ask(clock, NOW + timedelta(days=days), mailoutbox) for days in times]
    assert found == [0, 1, 0, 0, 1, 0, 1]
    submission.refresh_from_db()
    assert submission.state == "published", "who does not answer stays online"
    assert walking.page_of(submission).live
    assert members.Letter.objects.filter(kind="renew").count() == 3


def test_answer_lets_the_year_begin_anew(chief: User, clock: Any, mailoutbox: list[Any]) -> None:
    submission, _own = online_since(chief, 366)
    assert ask(clock, NOW, mailoutbox) == 1
    own = submitting.last_link()
    clock.return_value = answered = NOW + timedelta(days=5)
    response = submitting.press(own, action="renew")
    assert response.status_code == 302
    assert "done=renewed" in response["Location"]
    submission.refresh_from_db()
    assert submission.renewed_at == answered
    assert ask(clock, NOW + timedelta(days=366), mailoutbox) == 0
    assert ask(clock, answered + timedelta(days=365, seconds=1), mailoutbox) == 1


@pytest.mark.parametrize("state", [each for each in members.State.values if each != "published"])
def test_nobody_is_asked_about_what_is_not_online(
    chief: User, clock: Any, mailoutbox: list[Any], state: str
) -> None:
    submission, _own = online_since(chief, 900)
    if state == "withdrawn":
        withdraw(submission)
    members.Submission.objects.update(state=state)
    assert ask(clock, NOW, mailoutbox) == 0
    assert Client().get("/de/").status_code == 200


def test_revision_of_a_page_that_is_gone_is_deleted(chief: User) -> None:
    page = walking.page_of(walking.published(chief))
    left = members.TestimonialPage.objects.get(pk=page.pk).save_revision()
    gone = Revision.objects.create(
        content_type=left.content_type,
        base_content_type=left.base_content_type,
        object_id="999999",
        content=left.content,
        created_at=left.created_at,
    )
    call_command("purge_submissions")
    assert Revision.objects.filter(pk=left.pk).exists()
    assert not Revision.objects.filter(pk=gone.pk).exists()
