"""The states of a submission: which way leads where, and what is stored of each step."""

from datetime import timedelta

import pytest
from django.utils import timezone, translation

from members.models import State, Submission, SubmissionChange
from members.submissions import moderation, states
from members.submissions.erasure import withdraw
from members.submissions.states import Actor, TransitionRefused, advance
from tests.members import moderating
from tests.members.submitting import chief, last_link, press, send

pytestmark = pytest.mark.django_db

STATES = (
    "unverified",
    "submitted",
    "in_review",
    "changes_sent",
    "approved",
    "published",
    "withdrawn",
    "declined",
    "expired",
)
#: Row: from; column: to, in the order of STATES; x: allowed.
MATRIX = """
unverified    . x . . . . x . x
submitted     . . x . . . x x .
in_review     . . . x x x x x .
changes_sent  . . x . x x x x x
approved      . . x . . x x x .
published     . . x . x . x . .
withdrawn     . . . . . . . . .
declined      . . x . . . x . .
expired       . . x . . . x . .
"""


def pairs(mark: str) -> list[tuple[str, str]]:
    """Return the pairs of states that the matrix marks."""
    rows = [line.split() for line in MATRIX.split("\n") if line]
    return [
        (before, after)
        for before, *marks in rows
        for after, found in zip(STATES, marks, strict=True)
        if found == mark
    ]


def test_the_matrix_has_every_pair_of_states_once() -> None:
    assert set(STATES) == set(State.values)
    every = {(before, after) for before in STATES for after in STATES}
    assert {*pairs("x"), *pairs(".")} == every
    assert len(pairs("x")) + len(pairs(".")) == len(every)


@pytest.mark.parametrize(("before", "after"), pairs("x"))
def test_allowed_transition_stores_who_when_and_why(before: str, after: str) -> None:
    made = moderating.submission(before)
    long_ago = timezone.now() - timedelta(days=3)
    Submission.objects.update(changed_at=long_ago)
    user = chief()
    advance(made, State(after), by=Actor.STAFF, user=user, why="Darum.")
    stored = Submission.objects.get()
    assert (made.state, stored.state) == (after, after)
    assert stored.changed_at > long_ago + timedelta(days=2)
    entry = made.changes.get()
    assert (entry.before, entry.after) == (before, after)
    assert (entry.by, entry.user, entry.why) == ("staff", user, "Darum.")
    assert timezone.now() - entry.at < timedelta(minutes=1)


@pytest.mark.parametrize(("before", "after"), pairs("."))
def test_forbidden_transition_is_refused_with_a_message(before: str, after: str) -> None:
    made = moderating.submission(before)
    with pytest.raises(TransitionRefused) as refused:
        advance(made, State(after), by=Actor.STAFF)
    assert f"„{State(before).label}“" in str(refused.value)
    assert f"„{State(after).label}“" in str(refused.value)
    assert Submission.objects.get().state == before
    assert not SubmissionChange.objects.exists()


def test_message_is_in_the_language_of_whoever_reads_it() -> None:
    made = moderating.submission("withdrawn")
    with translation.override("en"), pytest.raises(TransitionRefused) as refused:
        advance(made, State.PUBLISHED, by=Actor.STAFF)
    assert str(refused.value) == "This submission is “Withdrawn” and cannot become “Published”."


def test_state_of_the_database_counts_not_the_one_in_memory() -> None:
    made = moderating.submission("submitted")
    stale = Submission.objects.get()
    advance(made, State.DECLINED, by=Actor.STAFF)
    with pytest.raises(TransitionRefused):
        advance(stale, State.DECLINED, by=Actor.STAFF)
    assert made.changes.count() == 1


def test_whole_way_of_a_submission_is_told_step_by_step() -> None:
    send(member=None)
    press(last_link())
    made = Submission.objects.get()
    user = chief()
    moderation.take(made, user)
    moderation.decline(made, user, "Das passt nicht.")
    moderation.take(made, user)
    told = [(each.before, each.after, each.by, each.user, each.why) for each in made.changes.all()]
    assert told == [
        ("", "unverified", "person", None, ""),
        ("unverified", "submitted", "person", None, ""),
        ("submitted", "in_review", "staff", user, ""),
        ("in_review", "declined", "staff", user, "Das passt nicht."),
        ("declined", "in_review", "staff", user, ""),
    ]
    assert made.moderator == user


@pytest.mark.parametrize("state", [state for state in STATES if state != "withdrawn"])
def test_person_may_withdraw_in_every_state(state: str) -> None:
    made = moderating.submission(state)
    assert withdraw(made)
    assert made.state == "withdrawn"
    assert not withdraw(made)
    assert made.changes.count() == 1


@pytest.mark.parametrize("state", ["unverified", "withdrawn", "in_review", "published"])
def test_review_is_not_begun_where_it_makes_no_sense(state: str) -> None:
    made, user = moderating.submission(state), chief()
    with pytest.raises(TransitionRefused, match="Einsendung ist"):
        moderation.take(made, user)
    made.refresh_from_db()
    assert (made.state, made.moderator) == (state, None)


def test_no_state_is_set_but_by_the_table() -> None:
    assert {str(state) for state in states.ALLOWED} == set(STATES)
    assert states.ALLOWED[State.WITHDRAWN] == frozenset()
