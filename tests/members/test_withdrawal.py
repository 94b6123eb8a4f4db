"""A submission can be withdrawn in each state; what stays is the proof of consent."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from members import models as members
from members.submissions import entries, moderation
from members.submissions.erasure import withdraw
from members.submissions.retention import purge
from metropol.models import User
from tests.members import submitting, walking

pytestmark = pytest.mark.django_db
NAME = "Mara Lindner"


@pytest.fixture
def chief() -> User:
    return submitting.chief()


def unverified(**changes: Any) -> members.Submission:
    assert submitting.send(**changes).status_code == 302
    return members.Submission.objects.latest("pk")


def in_state(state: str, user: User) -> members.Submission:
    """Return a submission in this state, as deep in its way as that can be."""
    if state == "unverified":
        return unverified(**walking.with_portrait())
    if state == "submitted":
        return submitting.submitted()[0]
    if state in ("in_review", "changes_sent", "declined", "expired"):
        submission = walking.accepted(user, **walking.with_portrait())
        moderation.take(submission, user)
        if state == "declined":
            moderation.decline(submission, user, "Passt nicht.")
        elif state != "in_review":
            edit = moderation.Edit(1, {"person": "Mara L."}, submission.member)
            moderation.edit(submission, user, edit)
            moderation.send_changes(submission, user, 2, "Kürzer?")
        if state == "expired":
            submitting.days_later(submission, 61)
            purge()
            submission.refresh_from_db()
        return submission
    if state == "approved":
        return walking.accepted(user, **walking.with_portrait())
    return walking.published(user, **walking.with_portrait())


WITHDRAWABLE = [state for state in members.State.values if state != "withdrawn"]


@pytest.mark.parametrize("state", WITHDRAWABLE)
def test_withdrawal_in_each_state_leaves_the_proof_and_is_done_once(
    chief: User, state: str, mailoutbox: list[Any]
) -> None:
    submission = in_state(state, chief)
    assert submission.state == state
    digest, page = submission.email_digest, submission.page
    given = list(submission.consents.values_list("version", "given_at", "digest", "language"))
    sent = len(mailoutbox)
    assert withdraw(submission)
    assert not withdraw(submission), "the second time nothing is done"
    assert (submission.state, submission.email, submission.page) == ("withdrawn", "", None)
    assert (submission.member, submission.invitation, submission.email_digest) == (
        None,
        None,
        digest,
    )
    assert entries.email_digest(submitting.EMAIL, submission.email_salt) == digest
    left = submission.consents.values_list("version", "given_at", "digest", "language")
    assert list(left) == given
    assert given
    assert not submission.consents.filter(withdrawn_at=None).exists()
    for model in (members.SubmissionText, members.Portrait, members.TestimonialPage):
        assert not model.objects.exists()
    assert not submission.changes.exclude(why="").exists()
    assert submission.changes.last().after == "withdrawn"
    assert submission.clusters.count() == 0
    assert [message.to for message in mailoutbox[sent:]] == [[submitting.EMAIL]]
    letter = submission.letters.get()
    assert (letter.kind, letter.recipient, letter.reason) == ("withdrawn", "", "")
    assert page is None or not page.workflow_states.exists()


@pytest.mark.parametrize("state", [each for each in WITHDRAWABLE if each != "unverified"])
def test_staff_erase_a_person_in_each_state(chief: User, state: str) -> None:
    submission = in_state(state, chief)
    members.Invitation.objects.create(email=submitting.EMAIL.upper(), language="de", person=NAME)
    admin, url = submitting.staff_client(chief), reverse("submissions:person")
    form = {"email": submitting.EMAIL, "action": "erase"}
    assert admin.post(url, form).status_code == 200
    submission.refresh_from_db()
    assert submission.state == state, "without the tick nothing is deleted"
    for _ in range(2):
        assert admin.post(url, form | {"sure": "on"}).status_code == 302
    submission.refresh_from_db()
    assert (submission.state, submission.email) == ("withdrawn", "")
    last = submission.changes.get(after="withdrawn")
    assert (last.by, last.user) == ("staff", chief)
    assert not members.SubmissionText.objects.exists()
    assert not members.Invitation.objects.exists()
    assert not submission.consents.filter(withdrawn_at=None).exists()


def test_staff_erase_what_was_never_confirmed_without_a_trace(
    chief: User, mailoutbox: list[Any]
) -> None:
    unverified(**walking.with_portrait())
    sent = len(mailoutbox)
    admin, url = submitting.staff_client(chief), reverse("submissions:person")
    form = {"email": submitting.EMAIL, "action": "erase", "sure": "on"}
    assert admin.post(url, form).status_code == 302
    for model in (members.Submission, members.Portrait, members.Letter, members.LinkToken):
        assert not model.objects.exists()
    assert len(mailoutbox) == sent, "nobody has said that the address is theirs"


def test_link_to_a_withdrawn_submission_says_so_for_good(chief: User) -> None:
    submission, own = submitting.submitted()
    assert walking.withdraw(own).status_code == 200
    assert submitting.press(own, action="renew").status_code == 410
    assert walking.withdraw(own).status_code == 410
    response = Client().get(own)
    assert response.status_code == 410
    assert NAME not in response.content.decode()
    submission.refresh_from_db()
    assert submission.changes.filter(after="withdrawn").count() == 1
