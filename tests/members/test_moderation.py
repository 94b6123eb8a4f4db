"""What staff may do with somebody's words, and what the person must approve first."""

from typing import Any

import pytest
from django.core import mail
from django.core.exceptions import ValidationError

from clusters.models import ClusterPage
from members import models as members
from members.models import State, Submission
from members.submissions import moderation
from members.submissions.moderation import Edit, EditConflict
from members.submissions.publishing import ListMissing, NotApproved
from members.submissions.states import TransitionRefused
from metropol.models import User
from tests import factories
from tests.members import moderating
from tests.members.moderating import accept, change, edit, last, publish, ready
from tests.members.submitting import QUOTE, QUOTE_EN, chief, last_link, press, submitted

pytestmark = pytest.mark.django_db

WRONG = (
    "Die Zusamenarbeit in der Region ist gut, die Unterstüztung durch alle Mitabreiter auch, und"
    " die Wirtshcaft hilft uns hier jeden einzelnen Tag sehr gern weiter."
)
TYPOS = [
    ("Zusamenarbeit", "Zusammenarbeit"),
    ("Unterstüztung", "Unterstützung"),
    ("Mitabreiter", "Mitarbeiter"),
    ("Wirtshcaft", "Wirtschaft"),
]


@pytest.fixture
def user() -> User:
    """Chefredaktion."""
    return chief()


def correct(made: Submission, user: User, *which: int) -> None:
    """Correct some of the typing errors, one edit each."""
    for number in which:
        assert made.text
        edit(made, user, quote_de=made.text.quote_de.replace(*TYPOS[number]))


def test_white_space_and_typing_errors_need_no_approval(user: User) -> None:
    made = ready(quote_de=WRONG)
    correct(made, user, 0, 1)
    edit(made, user, quote_de=f"{made.text.quote_de} ".replace(" die ", "  die "))
    assert not moderation.needs_approval(made)
    page = accept(made, user)
    assert made.state == "approved"
    assert not mail.outbox
    text = made.text
    assert text.approved_at
    assert text.is_correction
    assert "Zusammenarbeit" in page.get_latest_revision_as_object().quote_de
    assert made.agreed_text == made.original
    assert made.original.quote_de == WRONG


@pytest.mark.parametrize(
    "content",
    [
        {"quote_de": QUOTE.replace("einer Stunde", "zwei Stunden")},
        {"quote_de": f"{QUOTE} Sofort."},
        {"quote_de": QUOTE.replace("alle, ", "nicht alle, ")},
        {"quote_en": QUOTE_EN},
        {"function_de": "Geschäftsführerin"},
        {"function_en": "Managing director"},
        {"person": "Mara Linde"},
        {"organisation": "Werkhof AG"},
    ],
)
def test_other_edits_and_translations_are_approved_before_they_can_be_published(
    content: dict[str, Any], user: User
) -> None:
    made = ready()
    edit(made, user, **content)
    assert moderation.needs_approval(made)
    with pytest.raises(TransitionRefused, match="mehr als Tippfehler"):
        accept(made, user)
    made.refresh_from_db()
    assert (made.state, made.page) == ("in_review", None)
    moderation.send_changes(made, user, last(made), "Passt das so?")
    assert made.state == "changes_sent"
    with pytest.raises(TransitionRefused):
        accept(made, user)
    assert press(last_link(), action="approve", base="2").status_code == 302
    made.refresh_from_db()
    assert made.state == "approved"
    page = publish(made, user)
    for name, words in content.items():
        if name != "organisation":
            assert getattr(page, name) == words
    assert made.state == "published"


def test_typing_errors_add_up_over_several_edits(user: User) -> None:
    made = ready(quote_de=WRONG)
    correct(made, user, 0, 1, 2)
    assert not moderation.needs_approval(made)
    correct(made, user, 3)
    assert moderation.needs_approval(made)
    with pytest.raises(TransitionRefused):
        accept(made, user)


def test_accepted_corrections_do_not_count_as_what_the_person_agreed_to(user: User) -> None:
    made = ready(quote_de=WRONG)
    correct(made, user, 0, 1, 2)
    accept(made, user)
    correct(made, user, 3)
    assert moderation.needs_approval(made)
    publish_again = made.page.get_latest_revision()
    with pytest.raises(NotApproved):
        publish_again.publish(user=user)


def test_corrections_that_are_online_do_not_count_either(user: User) -> None:
    made = ready(quote_de=WRONG)
    correct(made, user, 0, 1, 2)
    accept(made, user)
    publish(made, user)
    edit(made, user, quote_de=f"{made.text.quote_de} Sofort.")
    moderation.keep_online(made, user)
    assert made.text.quote_de == members.TestimonialPage.objects.get().quote_de
    assert made.agreed_text.quote_de == WRONG
    correct(made, user, 3)
    assert moderation.needs_approval(made)


def test_what_the_person_approved_is_what_later_corrections_are_measured_by(user: User) -> None:
    made = ready(quote_de=WRONG)
    correct(made, user, 0, 1, 2, 3)
    moderation.send_changes(made, user, last(made))
    moderation.approve(made, last(made))
    assert made.agreed_text == made.text
    edit(made, user, quote_de=made.text.quote_de.replace("einzelnen", "einzelnenn"))
    assert made.agreed_text.number == made.text.number - 1


def test_text_of_the_persons_own_needs_no_approval(user: User) -> None:
    made = ready()
    edit(made, user, quote_de=f"{QUOTE} Sofort.")
    moderation.change(made, change(made, quote_de=f"{QUOTE} Jeden Tag."))
    assert not moderation.needs_approval(made)
    assert publish_quote(made, user) == f"{QUOTE} Jeden Tag."


def publish_quote(made: Submission, user: User) -> str:
    accept(made, user)
    found: str = publish(made, user).quote_de
    return found


def test_accept_without_a_member_is_refused_with_a_message(user: User) -> None:
    made = moderating.submission(State.IN_REVIEW)
    for deed in (moderation.accept, moderation.send_changes):
        with pytest.raises(TransitionRefused, match="Bitte wählen Sie das Mitglied"):
            deed(made, user, 1)
    made.refresh_from_db()
    assert made.state == "in_review"
    assert not members.TestimonialPage.objects.exists()


def test_accept_without_german_is_refused_with_a_message(user: User) -> None:
    made = ready(quote_de="", quote_en=QUOTE_EN)
    for deed in (moderation.accept, moderation.send_changes):
        with pytest.raises(TransitionRefused, match="Deutsch ist die Grundlage"):
            deed(made, user, 1)
    assert len(moderation.gaps(made)) == 1
    assert not members.TestimonialPage.objects.exists()


def test_page_is_filled_in_the_workflow_before_anyone_judges_it(user: User) -> None:
    made = ready(
        quote_en=QUOTE_EN,
        function_de="Leitung",
        function_en="Head",
        portrait=moderating.portrait(),
        alt_de="Mara lacht",
    )
    made.clusters.set(ClusterPage.objects.all()[:2])
    page = accept(made, user)
    assert not page.live
    assert page.workflow_in_progress
    assert page.current_workflow_task
    draft = page.get_latest_revision_as_object()
    assert draft.title == draft.title_en == "Mara Lindner, Werkhof GmbH"
    assert (draft.person, draft.member) == ("Mara Lindner", made.member)
    assert (draft.quote_de, draft.quote_en) == (QUOTE, QUOTE_EN)
    assert (draft.function_de, draft.function_en) == ("Leitung", "Head")
    assert draft.consent_origin == "recorded"
    assert {cluster.pk for cluster in draft.clusters.all()} == set(
        made.clusters.values_list("pk", flat=True)
    )
    assert draft.portrait is None  # it becomes public together with the page
    assert page.get_latest_revision().user == user
    online = publish(made, user)
    assert online.english_live
    assert online.portrait
    assert online.portrait.alt_de == "Mara lacht"
    assert online.clusters.count() == 2


def test_without_an_english_quote_there_is_no_english_page(user: User) -> None:
    made = ready(function_en="Head")
    accept(made, user)
    page = publish(made, user)
    assert (page.live, page.english_live, page.title_en or "") == (True, False, "")


def test_accepting_twice_is_refused(user: User) -> None:
    made = ready()
    stale = Submission.objects.get()
    accept(made, user)
    with pytest.raises(TransitionRefused):
        moderation.accept(stale, user, 1)
    assert members.TestimonialPage.objects.count() == 1


def test_what_was_read_must_be_the_newest_version(user: User) -> None:
    made = ready()
    edit(made, user, quote_de=f"{QUOTE} Sofort.")
    for deed in (moderation.accept, moderation.send_changes):
        with pytest.raises(EditConflict):
            deed(made, user, 1)
    with pytest.raises(EditConflict):
        moderation.edit(made, user, Edit(1, {"quote_de": f"{QUOTE} Morgen."}, made.member))
    moderation.send_changes(made, user, 2)
    with pytest.raises(EditConflict):
        moderation.approve(made, 1)
    assert made.texts.count() == 2


def test_edit_that_changes_nothing_makes_no_version(user: User) -> None:
    made = ready()
    edit(made, user, quote_de=QUOTE)
    assert made.texts.count() == 1


def test_declining_tells_the_reason(user: User) -> None:
    made, _link = submitted()
    moderation.decline(made, user, "Das ist Werbung.")
    assert made.state == "declined"
    assert "Das ist Werbung." in mail.outbox[-1].body
    assert made.changes.last().why == "Das ist Werbung."
    assert (made.moderator, made.changes.last().user) == (None, user)


def test_declined_page_leaves_the_workflow_and_cannot_be_published(user: User) -> None:
    made = ready()
    page = accept(made, user)
    moderation.decline(made, user, "Doch nicht.")
    page = members.TestimonialPage.objects.get()
    assert not page.workflow_in_progress
    with pytest.raises(ValidationError):
        page.get_latest_revision().publish(user=user)
    assert not members.TestimonialPage.objects.get().live


def test_without_a_list_of_testimonials_nothing_is_accepted(user: User) -> None:
    made = ready()
    members.TestimonialIndexPage.objects.get().delete()
    with pytest.raises(ListMissing):
        accept(made, user)
    made.refresh_from_db()
    assert made.state == "in_review"
    assert made.text.number == 1


def test_member_may_be_made_from_the_organisation_that_was_typed(user: User) -> None:
    made = moderating.submission(State.IN_REVIEW)
    moderation.edit(made, user, Edit(1, {}, factories.MemberFactory(name="Werkhof GmbH")))
    assert not moderation.gaps(made)
    assert not moderation.needs_approval(made)
    assert accept(made, user).get_latest_revision_as_object().member.name == "Werkhof GmbH"
