"""Two who act at the same moment: one is done, the other is told."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core import mail
from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.db import IntegrityError
from django.urls import reverse
from wagtail.models import Revision

from members import models as members
from members.models import State, Submission
from members.submissions import erasure, moderation, publishing
from members.submissions.moderation import EditConflict
from members.submissions.states import TransitionRefused
from tests import factories
from tests.members import moderating
from tests.members.moderating import accept, at_once, change, edit, last, ready, slowly
from tests.members.submitting import QUOTE, chief, press, submitted

pytestmark = pytest.mark.usefixtures("own_database")


@pytest.fixture
def slow(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let whoever got a submission first rest with it, so that the others come meanwhile."""
    for module in (moderation, erasure, publishing):
        monkeypatch.setattr(module, "locked", slowly(module.locked))


def refused(found: list[Any], kind: type[Exception] = TransitionRefused) -> list[Exception]:
    """Return the refusals; any other error fails the test."""
    errors = [each for each in found if isinstance(each, Exception)]
    assert all(isinstance(each, kind) for each in errors), errors
    return errors


def of(key: int, deed: Callable[..., Any], *args: Any) -> Callable[[], Any]:
    """Return a deed upon a submission that each reads anew."""

    def do() -> Any:
        return deed(Submission.objects.get(pk=key), *args)

    return do


@pytest.mark.usefixtures("slow")
def test_two_accept_at_once_and_there_is_one_page() -> None:
    made = ready()
    one, two = chief(), chief()
    found = at_once(of(made.pk, moderation.accept, one, 1), of(made.pk, moderation.accept, two, 1))
    (error,) = refused(found)
    assert "„Freigegeben“" in str(error) or "Einsendung ist" in str(error)
    page = members.TestimonialPage.objects.get()
    made.refresh_from_db()
    assert (made.state, made.page) == ("approved", page)
    assert made.changes.filter(after="approved").count() == 1
    assert page.workflow_states.count() == 1


@pytest.mark.usefixtures("slow")
def test_two_accept_at_once_on_the_screen_and_one_is_told() -> None:
    made = ready()
    address = reverse("submissions:detail", args=[made.pk])
    clients = [moderating.login(), moderating.login()]
    data = {"action": "accept", "base": "1"}
    found = at_once(*(lambda c=client: c.post(address, data) for client in clients))
    assert sorted(response.status_code for response in found) == [302, 409]
    other = next(response for response in found if response.status_code == 409)
    assert "kann nicht" in other.content.decode()
    assert members.TestimonialPage.objects.count() == 1


@pytest.mark.usefixtures("slow")
def test_two_edits_of_one_version_make_one_and_the_other_is_kept_on_the_screen() -> None:
    made = ready()
    address = reverse("submissions:detail", args=[made.pk])

    def data(quote: str) -> dict[str, Any]:
        return {
            "action": "edit",
            "base": "1",
            "person": "Mara Lindner",
            "organisation": "Werkhof GmbH",
            "member": made.member_id,
            "quote_de": quote,
        }

    quotes = [f"{QUOTE} Jeden Tag.", f"{QUOTE} Jede Nacht."]
    clients = [moderating.login(), moderating.login()]
    found = at_once(
        *(
            lambda c=client, q=quote: c.post(address, data(q))
            for client, quote in zip(clients, quotes, strict=True)
        )
    )
    assert sorted(response.status_code for response in found) == [302, 409]
    assert made.texts.count() == 2
    loser = [response.status_code for response in found].index(409)
    html = found[loser].content.decode()
    assert made.text
    assert made.text.quote_de == quotes[1 - loser]
    assert quotes[loser] in html
    assert "in der Zwischenzeit geändert" in html or "inzwischen" in html
    again = data(quotes[loser]) | {"base": found[loser].context["form"]["base"].value()}
    assert clients[loser].post(address, again).status_code == 302
    assert made.text.quote_de == quotes[loser]


@pytest.mark.usefixtures("slow")
def test_edit_at_once_of_one_version_raises_conflict() -> None:
    made, user = ready(), chief()
    edits = [change(made, quote_de=f"{QUOTE} {word}.") for word in ("Eins", "Zwei", "Drei")]
    found = at_once(*(of(made.pk, moderation.edit, user, each) for each in edits))
    assert len(refused(found, EditConflict)) == 2
    assert made.texts.count() == 2


@pytest.mark.usefixtures("slow")
def test_new_member_of_a_refused_edit_is_not_made() -> None:
    made = moderating.submission(State.IN_REVIEW)
    address = reverse("submissions:detail", args=[made.pk])
    clients = [moderating.login(), moderating.login()]
    data = {"action": "edit", "base": "1", "person": "Mara Lindner", "new_member": "on"}
    names = ["Werkhof SE", "Werkhof AG"]
    found = at_once(
        *(
            lambda c=client, n=name: c.post(address, data | {"organisation": n, "quote_de": QUOTE})
            for client, name in zip(clients, names, strict=True)
        )
    )
    assert sorted(response.status_code for response in found) == [302, 409]
    made.refresh_from_db()
    assert [member.name for member in members.Member.objects.all()] == [made.member.name]


@pytest.mark.usefixtures("slow")
def test_person_approves_while_a_moderator_edits() -> None:
    made, user = ready(), chief()
    edit(made, user, quote_de=f"{QUOTE} Sofort.")
    moderation.send_changes(made, user, 2)
    new = change(made, quote_de=f"{QUOTE} Niemals.")
    found = at_once(of(made.pk, moderation.approve, 2), of(made.pk, moderation.edit, user, new))
    refused(found)
    made.refresh_from_db()
    assert made.state == "in_review"
    assert made.text
    assert made.text.quote_de.endswith("Niemals.")
    assert made.text.approved_at is None
    for page in members.TestimonialPage.objects.all():
        with pytest.raises(ValidationError):
            page.get_latest_revision().publish(user=user)
    assert not members.TestimonialPage.objects.filter(live=True).exists()


@pytest.mark.usefixtures("slow")
def test_what_is_published_while_a_moderator_edits_is_what_was_approved() -> None:
    made, user = ready(), chief()
    page = accept(made, user)
    new = change(made, quote_de=f"{QUOTE} Niemals.")
    revision = page.get_latest_revision()
    found = at_once(lambda: revision.publish(user=user), of(made.pk, moderation.edit, user, new))
    refused(found, ValidationError)
    made.refresh_from_db()
    page.refresh_from_db()
    assert made.state == "in_review"
    assert page.quote_de == QUOTE
    assert made.text
    assert made.text.quote_de.endswith("Niemals.")


@pytest.mark.usefixtures("slow")
def test_what_is_declined_while_it_is_published_is_one_or_the_other() -> None:
    made, user = ready(), chief()
    revision = accept(made, user).get_latest_revision()
    found = at_once(
        lambda: revision.publish(user=user), of(made.pk, moderation.decline, user, "Nein.")
    )
    assert len(refused(found, (ValidationError, TransitionRefused))) == 1
    made.refresh_from_db()
    assert (made.state, made.page.live) in {("published", True), ("declined", False)}


@pytest.mark.usefixtures("slow")
def test_person_withdraws_while_a_moderator_accepts_and_no_page_is_left() -> None:
    made, user = ready(), chief()
    found = at_once(of(made.pk, erasure.withdraw), of(made.pk, moderation.accept, user, 1))
    refused(found)
    assert_gone(made)


@pytest.mark.usefixtures("slow")
def test_person_withdraws_on_the_screen_while_a_moderator_accepts() -> None:
    member = factories.MemberFactory(name="Werkhof GmbH")
    made, link = submitted(member=member.pk, organisation=None)
    moderation.take(made, chief())
    client = moderating.login()
    address = reverse("submissions:detail", args=[made.pk])
    withdrawn, accepted = at_once(
        lambda: press(link, action="withdraw", sure="on"),
        lambda: client.post(address, {"action": "accept", "base": "1"}),
    )
    assert withdrawn.status_code == 200
    assert accepted.status_code in (302, 409)
    assert_gone(made)


@pytest.mark.usefixtures("slow")
def test_person_withdraws_while_the_page_is_published() -> None:
    made, user = ready(portrait=moderating.portrait()), chief()
    revision = accept(made, user).get_latest_revision()
    found = at_once(of(made.pk, erasure.withdraw), lambda: revision.publish(user=user))
    # Where the withdrawal was through first, there is nothing left to publish.
    refused(found, (ValidationError, IntegrityError, ObjectDoesNotExist))
    assert_gone(made)


@pytest.mark.usefixtures("slow")
def test_person_withdraws_while_the_workflow_publishes() -> None:
    made, user = ready(portrait=moderating.portrait()), chief()
    task = accept(made, user).current_workflow_state.current_task_state
    withdrawn, approved = at_once(of(made.pk, erasure.withdraw), lambda: task.approve(user=user))
    assert withdrawn is True
    # Where the withdrawal was through first, there is nothing left to approve.
    refused([approved], (ValidationError, IntegrityError, ObjectDoesNotExist))
    assert_gone(made)


@pytest.mark.usefixtures("slow")
def test_moderator_edits_while_the_workflow_publishes() -> None:
    made, user = ready(), chief()
    task = accept(made, user).current_workflow_state.current_task_state
    new = change(made, quote_de=f"{QUOTE} Niemals.")
    edited, approved = at_once(
        of(made.pk, moderation.edit, user, new), lambda: task.approve(user=user)
    )
    assert edited is None
    refused([approved], ValidationError)
    made.refresh_from_db()
    assert made.state == "in_review"
    assert made.page.quote_de == QUOTE
    assert not made.page.workflow_in_progress


@pytest.mark.usefixtures("slow")
def test_withdrawing_twice_at_once_says_so_once() -> None:
    made, user = ready(), chief()
    accept(made, user)
    mail.outbox.clear()
    assert sorted(at_once(*[of(made.pk, erasure.withdraw)] * 2)) == [False, True]
    assert len(mail.outbox) == 1
    assert_gone(made)


@pytest.mark.usefixtures("slow")
def test_two_changes_sent_at_once_are_one_mail() -> None:
    made, user = ready(), chief()
    edit(made, user, quote_de=f"{QUOTE} Sofort.")
    deed = of(made.pk, moderation.send_changes, user, last(made), "Gut so?")
    assert len(refused(at_once(deed, deed))) == 1
    assert made.letters.filter(kind="changes").count() == 1


def assert_gone(made: Submission) -> None:
    """Check that a withdrawal has left nothing of the person."""
    made.refresh_from_db()
    assert (made.state, made.email, made.page, made.text) == ("withdrawn", "", None, None)
    assert not members.TestimonialPage.objects.exists()
    assert not members.Portrait.objects.exists()
    assert not Revision.objects.filter(object_str__contains="Mara").exists()
