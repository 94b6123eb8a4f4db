"""What is online stays as the person approved it, whatever is edited behind it."""

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from members import models as members
from members.models import Invitation
from members.submissions import following, moderation, retention
from members.submissions.publishing import NotApproved
from members.submissions.states import TransitionRefused
from metropol.models import User
from tests import factories
from tests.members import moderating
from tests.members.moderating import accept, change, edit, last, publish
from tests.members.submitting import QUOTE, chief, last_link, press

pytestmark = pytest.mark.django_db
NEW = f"{QUOTE} Sofort."


@pytest.fixture
def user() -> User:
    """Chefredaktion."""
    return chief()


def online() -> members.TestimonialPage:
    return members.TestimonialPage.objects.get()


def test_edit_after_publishing_goes_through_the_same_approval(user: User) -> None:
    made = moderating.published(user)
    mail.outbox.clear()
    edit(made, user, quote_de=NEW)
    assert made.state == "in_review"
    assert (online().live, online().quote_de) == (True, QUOTE)
    with pytest.raises(TransitionRefused):
        accept(made, user)
    moderation.send_changes(made, user, last(made))
    assert online().quote_de == QUOTE
    press(last_link(), action="approve", base=str(last(made)))
    made.refresh_from_db()
    assert made.state == "approved"
    assert (online().live, online().quote_de) == (True, QUOTE)
    assert publish(made, user).quote_de == NEW
    assert made.state == "published"
    assert [each.after for each in made.changes.all()][-4:] == [
        "in_review",
        "changes_sent",
        "approved",
        "published",
    ]
    assert len(mail.outbox) == 2


def test_typing_error_after_publishing_is_judged_but_not_asked_about(user: User) -> None:
    made = moderating.published(user)
    mail.outbox.clear()
    edit(made, user, quote_de=f" {QUOTE}".replace("  ", " "))
    accept(made, user)
    publish(made, user)
    assert [message.subject for message in mail.outbox] == ["Ihr Testimonial ist online"]


def test_text_that_was_not_approved_cannot_be_published_over_the_page(user: User) -> None:
    made = moderating.published(user)
    edit(made, user, quote_de=NEW)
    page = online()
    page.quote_de = NEW
    revision = page.save_revision(user=user)
    with pytest.raises(NotApproved):
        revision.publish(user=user)
    assert online().quote_de == QUOTE


def test_form_of_the_page_neither_shows_nor_takes_the_words(user: User) -> None:
    made = moderating.published(user)
    client = moderating.login()
    address = reverse("wagtailadmin_pages:edit", args=[made.page_id])
    form = client.get(address).context["form"]
    words = {"title", "person", "member", "quote_de", "quote_en", "function_de", "portrait"}
    assert not words & form.fields.keys()
    assert {"slug", "clusters"} <= form.fields.keys()


def test_form_of_a_page_that_is_not_approved_says_where_to_go(user: User) -> None:
    made = moderating.ready()
    accept(made, user)
    moderation.take(made, user)
    client: Client = moderating.login()
    address = reverse("wagtailadmin_pages:edit", args=[made.page_id])
    data = {"slug": "mara", "slug_en": "", "english_request": "", "comments-TOTAL_FORMS": "0"}
    data |= {"comments-INITIAL_FORMS": "0", "action-publish": "1", "header_image": ""}
    html = client.post(address, data).content.decode()
    assert "Die Person hat diesem Text nicht zugestimmt" in html
    assert f"(Einsendung {made.pk})" in html
    assert not online().live


def test_edit_of_a_published_text_can_be_dropped(user: User) -> None:
    made = moderating.published(user)
    edit(made, user, quote_de=NEW)
    moderation.send_changes(made, user, last(made))
    moderation.keep_online(made, user)
    assert made.state == "published"
    assert (online().live, online().quote_de) == (True, QUOTE)
    assert made.text.quote_de == QUOTE
    response = press(last_link(), action="approve", base="2")
    assert response.status_code == 409
    made.refresh_from_db()
    assert made.state == "published"


def test_draft_of_a_dropped_edit_that_was_accepted_goes_too(user: User) -> None:
    made = moderating.published(user)
    edit(made, user, quote_de=NEW)
    moderation.send_changes(made, user, last(made))
    moderation.approve(made, last(made))
    assert online().get_latest_revision_as_object().quote_de == NEW
    moderation.take(made, user)
    moderation.keep_online(made, user)
    page = online()
    assert page.get_latest_revision_as_object().quote_de == QUOTE
    assert not page.workflow_in_progress
    page.get_latest_revision().publish(user=user)
    assert online().quote_de == QUOTE


def test_only_what_is_online_can_be_kept_there(user: User) -> None:
    made = moderating.ready()
    with pytest.raises(TransitionRefused, match="nicht online"):
        moderation.keep_online(made, user)
    accept(made, user)
    with pytest.raises(TransitionRefused):
        moderation.keep_online(made, user)
    made.refresh_from_db()
    assert made.state == "approved"


def test_what_is_online_is_not_declined(user: User) -> None:
    made = moderating.published(user)
    with pytest.raises(TransitionRefused, match="ist online"):
        moderation.decline(made, user, "Nein.")
    edit(made, user, quote_de=NEW)
    with pytest.raises(TransitionRefused, match="ist online"):
        moderation.decline(made, user, "Nein.")
    assert online().live
    online().unpublish()
    made.refresh_from_db()
    moderation.decline(made, user, "Nein.")
    assert made.state == "declined"


def test_change_of_the_persons_own_is_judged_while_the_old_text_stays(user: User) -> None:
    made = moderating.published(user)
    moderation.change(made, change(made, quote_de=NEW))
    assert made.state == "in_review"
    assert online().quote_de == QUOTE
    accept(made, user)
    assert online().quote_de == QUOTE
    assert publish(made, user).quote_de == NEW


def test_edit_of_an_accepted_text_stops_its_workflow(user: User) -> None:
    made = moderating.ready()
    page = accept(made, user)
    assert page.workflow_in_progress
    edit(made, user, quote_de=NEW)
    assert not online().workflow_in_progress
    with pytest.raises(NotApproved):
        online().get_latest_revision().publish(user=user)


def test_page_taken_offline_and_deleted_goes_back_step_by_step(user: User) -> None:
    made = moderating.published(user)
    online().unpublish(user=user)
    made.refresh_from_db()
    assert made.state == "approved"
    online().delete(user=user)
    made.refresh_from_db()
    assert (made.state, made.page) == ("in_review", None)
    accept(made, user)
    assert publish(made, user).live


def test_edit_at_the_moment_of_publication_is_not_lost(
    user: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = moderating.ready()
    page = accept(made, user)
    drop = following.drop_images

    def edit_meanwhile(*args: object, **options: object) -> None:
        drop(*args, **options)
        edit(made, user, quote_de=NEW)

    monkeypatch.setattr(following, "drop_images", edit_meanwhile)
    page.get_latest_revision().publish(user=user)
    made.refresh_from_db()
    assert made.state == "in_review"
    assert online().quote_de == QUOTE


def test_testimonial_of_the_archive_keeps_its_page_when_its_person_agrees(user: User) -> None:
    page = factories.TestimonialPageFactory(consent_origin="archive", quote_de="Früher war es gut.")
    invitation = Invitation.objects.create(email="mara@x.example", language="de", page=page)
    made = moderating.ready()
    made.invitation = invitation
    made.save()
    assert accept(made, user).pk == page.pk
    assert online().quote_de == "Früher war es gut."
    assert online().consent_origin == "archive"
    published = publish(made, user)
    assert (published.pk, published.quote_de) == (page.pk, QUOTE)
    assert published.consent_origin == "recorded"


def test_said_to_be_right_counts_from_publication(user: User) -> None:
    made = moderating.published(user)
    made.refresh_from_db()
    assert made.renewed_at
    assert retention.ask_again() == 0
