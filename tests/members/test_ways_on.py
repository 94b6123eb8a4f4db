"""Where a way could end: something went another way than usual, and everybody can go on."""

from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from members import models as members
from members.submissions import entries, moderation, outbox, portraits
from members.submissions.erasure import delete_submission
from members.submissions.moderation import TransitionRefused
from metropol.models import User
from tests import factories
from tests.members import moderating, submitting, walking

pytestmark = pytest.mark.django_db

OTHER = "Seit wir dabei sind, wissen wir, wen wir anrufen, wenn eine Frage offen ist."


@pytest.fixture
def user() -> User:
    return submitting.chief()


def asked_about(page: members.TestimonialPage, email: str) -> tuple[members.Invitation, str]:
    """Return the question about a testimonial of the archive, and its link."""
    invitation = members.Invitation.objects.create(email=email, language="de", page=page)
    outbox.queue(members.Letter.Kind.ARCHIVE, invitation)
    return invitation, submitting.last_link()


def archived(**fields: Any) -> members.TestimonialPage:
    return factories.TestimonialPageFactory(
        consent_origin="archive", first_published_at=timezone.now(), **fields
    )


def test_scheduled_page_is_not_published_yet(user: User) -> None:
    made = moderating.ready()
    page = moderating.accept(made, user)
    page = page.get_latest_revision_as_object()
    page.go_live_at = timezone.now() + timedelta(days=3)
    sent = len(mail.outbox)
    page.save_revision(user=user).publish(user=user)
    made.refresh_from_db()
    assert made.state == "approved"
    assert not [each for each in mail.outbox[sent:] if each.subject == "Ihr Testimonial ist online"]


def test_page_whose_workflow_asked_for_changes_can_be_approved_again(user: User) -> None:
    made = moderating.ready()
    page = moderating.accept(made, user)
    page.current_workflow_state.current_task_state.reject(user=user, comment="Kürzer, bitte.")
    moderation.take(made, user)
    moderating.edit(made, user, quote_de=OTHER)
    moderation.send_changes(made, user, moderating.last(made))
    moderation.approve(made, moderating.last(made))
    assert made.state == "approved"
    page = walking.page_of(made)
    assert page.workflow_in_progress
    page.current_workflow_state.current_task_state.approve(user=user)
    assert walking.page_of(made).quote_de == OTHER


def test_other_portrait_waits_for_moderation(user: User) -> None:
    made = moderating.published(user, portrait=moderating.portrait())
    before = walking.page_of(made).portrait
    moderation.change(made, moderating.change(made, portrait=moderating.portrait()))
    page = walking.page_of(made)
    page.search_description = "Neu"
    page.save_revision(user=user).publish(user=user)
    assert walking.page_of(made).portrait == before
    moderation.keep_online(made, user)
    assert made.text.portrait.image == before


def test_link_of_another_invitation_deletes_nobody_elses_page(user: User) -> None:
    page = archived()
    _wrong, stranger = asked_about(page, "x@werkhof.example")
    mine, _link = asked_about(page, submitting.EMAIL)
    made = moderating.ready()
    made.invitation = mine
    made.save()
    moderating.accept(made, user)
    moderating.publish(made, user)
    assert made.page_id == page.pk
    assert "Endgültig löschen" not in Client().get(stranger).content.decode()
    submitting.press(stranger, delete="1")
    assert walking.page_of(made).live


def test_new_words_take_the_place_of_all_that_the_archive_had(user: User) -> None:
    image = factories.PortalImageFactory()
    page = archived(portrait=image)
    invitation, _link = asked_about(page, submitting.EMAIL)
    made = moderating.ready()
    made.invitation = invitation
    made.save()
    moderating.accept(made, user)
    moderating.publish(made, user)
    assert not type(image).objects.filter(pk=image.pk).exists()
    assert walking.page_of(made).consent_origin == "recorded"


def test_invitation_stays_while_another_answer_has_it(user: User) -> None:
    invitation, _link = asked_about(archived(), submitting.EMAIL)
    first, second = moderating.ready(), moderating.submission()
    for each in (first, second):
        each.invitation = invitation
        each.save()
    delete_submission(first)
    second.refresh_from_db()
    assert second.invitation == invitation


def test_form_without_the_wording_of_the_first_consent_is_closed() -> None:
    members.SubmissionConsent.objects.all().delete()
    members.ConsentVersion.objects.filter(consent__purpose="publication").delete()
    members.ConsentText.objects.filter(purpose="publication").delete()
    for language, path in submitting.FORM.items():
        answer = Client().get(path)
        assert answer.status_code == 503
        assert f'lang="{language}"' in answer.content.decode()
    assert Client().post(submitting.FORM["de"], submitting.form_data()).status_code == 503


def test_without_the_consent_to_publication_nothing_is_accepted(user: User) -> None:
    made = moderating.ready()
    made.consents.all().delete()
    with pytest.raises(TransitionRefused, match="keine Einwilligung"):
        moderation.accept(made, user, moderating.last(made))


def test_links_of_mails_outlive_a_renamed_directory() -> None:
    submission, own = submitting.submitted()
    directory = members.MemberIndexPage.objects.get()
    directory.slug = "netzwerk"
    directory.save_revision().publish()
    assert Client().get(own).status_code == 200
    assert submitting.press(own, action="withdraw", sure="on").status_code == 200
    submission.refresh_from_db()
    assert submission.state == "withdrawn"


def test_staff_are_told_where_nobody_starts_the_workflow(user: User) -> None:
    made = moderating.ready()
    moderating.edit(made, user, quote_de=OTHER)
    moderation.send_changes(made, user, moderating.last(made))
    members.Submission.objects.update(moderator=None)
    mail.outbox.clear()
    moderation.approve(made, moderating.last(made))
    assert made.state == "approved"
    assert [each.to for each in mail.outbox if "wartet auf Prüfung" in each.subject]
    assert made in moderating.login().get(reverse("submissions:index")).context["object_list"]


def test_approval_without_the_member_goes_back_to_staff(user: User) -> None:
    made = moderating.ready()
    moderating.edit(made, user, quote_de=OTHER)
    moderation.send_changes(made, user, moderating.last(made))
    made.member.delete()
    moderation.approve(made, moderating.last(made))
    assert (made.state, made.page) == ("in_review", None)
    assert made.text.approved_at


def test_mail_that_is_no_longer_true_is_dropped(user: User) -> None:
    made = moderating.published(user)
    letter = members.Letter.objects.create(kind="published", language="de", submission=made)
    walking.page_of(made).unpublish(user=user)
    mail.outbox.clear()
    assert outbox.deliver(letter.pk)
    assert not mail.outbox
    assert not members.Letter.objects.filter(pk=letter.pk).exists()


def test_portrait_is_private_again_when_the_page_goes_offline(user: User) -> None:
    made = moderating.published(user, portrait=moderating.portrait())
    image = walking.page_of(made).portrait
    walking.page_of(made).unpublish(user=user)
    assert not type(image).objects.filter(pk=image.pk).exists()
    walking.page_of(made).get_latest_revision().publish(user=user)
    assert walking.page_of(made).portrait is not None


def test_sending_once_more_begins_the_week_anew() -> None:
    submitting.send()
    submission = members.Submission.objects.get()
    submitting.days_later(submission, 6)
    submitting.send()
    submission.refresh_from_db()
    assert timezone.now() - submission.changed_at < timedelta(hours=1)


def test_names_have_one_line() -> None:
    submitting.send(person="Mara\r\nLindner\x07", function="Leitung\nLabor")
    text = members.SubmissionText.objects.get()
    assert (text.person, text.function_de) == ("Mara Lindner", "Leitung Labor")


def test_what_was_confirmed_meanwhile_is_not_discarded() -> None:
    submission, _own = submitting.submitted()
    assert not entries.discard(submission)
    assert members.Submission.objects.filter(pk=submission.pk).exists()


def test_failed_mail_leaves_no_link(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_args: Any, **_options: Any) -> None:
        raise OSError

    monkeypatch.setattr("django.core.mail.EmailMultiAlternatives.send", broken)
    submitting.send()
    assert members.Letter.objects.get().error == "OSError"
    assert not members.LinkToken.objects.exists()


def test_too_many_pictures_are_not_decoded(settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.SUBMISSION_LIMITS = {"upload": 2}
    decoded: list[Any] = []

    def noted(upload: Any) -> Any:
        decoded.append(upload)
        return portraits.read_portrait(upload)

    monkeypatch.setattr("members.submissions.form_parts.read_portrait", noted)
    answers = [
        submitting.send(email="", portrait=submitting.picture(), person="") for _ in range(3)
    ]
    assert len(decoded) == 2
    assert "Bilder" in answers[-1].content.decode()


def test_ended_consent_is_in_the_history_and_staff_hear_of_it(user: User) -> None:
    submission, own = submitting.submitted(consent_reuse="on")
    mail.outbox.clear()
    submitting.press(own, action="consent", purpose="reuse")
    assert "Drucksachen" in submission.changes.last().why
    assert [each.to for each in mail.outbox] == [[user.email]]


def test_language_switch_keeps_the_link_after_an_error() -> None:
    _submission, own = submitting.submitted()
    html = submitting.press(own, action="withdraw").content.decode()
    assert f"/en/members/testimonial/manage/?t={submitting.token_of(own)}" in html
