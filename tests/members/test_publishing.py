"""Nothing goes online in a person's name that they have not approved, whatever way it takes.

Each way is taken by a German and by an English member of staff.
"""

import datetime
from typing import Any

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse, reverse_lazy
from django.utils import timezone, translation
from wagtail.models import Revision

from members import models as members
from members.submissions import moderation
from members.submissions.publishing import NotApproved
from tests import factories
from tests.members import moderating, submitting, walking

pytestmark = pytest.mark.django_db
BULK = reverse_lazy("wagtail_bulk_action", args=["metropol", "basepage", "publish"])
FORGED = "Das habe ich nie gesagt."


@pytest.fixture(params=["de", "en"])
def chief(request: pytest.FixtureRequest) -> Client:
    """Chefredaktion, once with a German and once with an English admin."""
    return walking.admin(request.param)


@pytest.fixture
def online(chief: Client) -> members.Submission:
    """A submission that is online in both languages."""
    return walking.published(chief.user, quote_en=submitting.QUOTE_EN)


def forge(submission: members.Submission, **words: str) -> Revision:
    """Return a draft of the page with other words, as code can make one."""
    page = walking.page_of(submission).get_latest_revision_as_object()
    for name, value in (words or {"quote_de": FORGED}).items():
        setattr(page, name, value)
    return page.save_revision(changed=True, clean=False)


def assert_words_are_kept(submission: members.Submission) -> None:
    page = walking.page_of(submission)
    assert (page.quote_de, page.quote_en) == (submitting.QUOTE, submitting.QUOTE_EN)
    assert page.person == "Mara Lindner"
    assert page.title == page.title_en
    assert page.title.startswith("Mara Lindner, Werkhof")
    html = Client().get(page.get_url()).content.decode()
    assert FORGED not in html


def assert_refused(client: Client, response: HttpResponse) -> None:
    assert response.status_code == 302
    said = client.get(reverse("wagtailadmin_home")).content.decode()
    assert {"de": "nicht zugestimmt", "en": "not approved"}[client.language] in said


def test_form_shows_what_was_said_as_text_and_takes_no_forged_fields(
    chief: Client, online: members.Submission
) -> None:
    page = walking.page_of(online)
    response = chief.get(reverse("wagtailadmin_pages:edit", args=[page.pk]))
    assert not set(response.context["form"].fields) & set(members.SubmissionText.CONTENT)
    html = response.content.decode()
    for words in (submitting.QUOTE, submitting.QUOTE_EN, "Mara Lindner", "Geschäftsführerin"):
        assert words in html
    forged = dict.fromkeys(page.base_form_class.LOCKED, FORGED)
    forged |= {
        "member": factories.MemberFactory().pk,
        "portrait": factories.PortalImageFactory().pk,
        "quote": FORGED,
    }
    forged |= {"consent_origin": "archive", "show_in_footer": "on"}
    assert walking.save_page(chief, page, "publish", **forged).status_code == 302
    assert_words_are_kept(online)
    page = walking.page_of(online)
    found = (page.member, page.portrait, page.consent_origin, page.search_description)
    assert found == (online.member, None, "recorded", "")
    assert page.show_in_footer


OTHER_WORDS = [
    {"quote_de": FORGED},
    {"quote_en": FORGED},
    {"function_en": "Queen"},
    {"function_de": ""},
    {"person": "Jemand"},
    {"title": "Mara Lindner, Anderswo"},
    {"title_en": "Mara Lindner, elsewhere"},
]


@pytest.mark.parametrize("chief", ["de"], indirect=True)
@pytest.mark.parametrize("words", OTHER_WORDS, ids=lambda words: next(iter(words)))
def test_draft_with_other_words_cannot_be_published_by_code(
    chief: Client, online: members.Submission, words: dict[str, str]
) -> None:
    revision = forge(online, **words)
    with translation.override(chief.language), pytest.raises(NotApproved):
        revision.publish(user=chief.user)
    assert_words_are_kept(online)


def test_draft_with_other_words_cannot_be_published_by_the_form(
    chief: Client, online: members.Submission
) -> None:
    forge(online)
    for action in ("publish", "submit"):
        response = walking.save_page(chief, walking.page_of(online), action)
        assert response.status_code == 200
        (message,) = response.context["form"].non_field_errors()
        assert str(online.pk) in message
        assert ("nicht zugestimmt" in message) == (chief.language == "de")
        assert ("not approved" in message) == (chief.language == "en")
    assert_words_are_kept(online)


def test_draft_with_other_words_is_not_published_by_the_schedule(
    chief: Client, online: members.Submission
) -> None:
    revision = forge(online)
    revision.approved_go_live_at = timezone.now() - datetime.timedelta(minutes=1)
    revision.save()
    other = factories.StandardPageFactory(live=False)
    due = other.save_revision(approved_go_live_at=revision.approved_go_live_at)
    with translation.override(chief.language), pytest.raises(CommandError):
        call_command("publish_scheduled", verbosity=0)
    assert_words_are_kept(online)
    other.refresh_from_db()
    assert other.live, "it stops no other page"
    assert other.live_revision == due


def test_schedule_by_the_form_publishes_what_was_approved_then(
    chief: Client, online: members.Submission
) -> None:
    soon = timezone.now() + datetime.timedelta(hours=1)
    when = {"go_live_at": timezone.localtime(soon).strftime("%Y-%m-%d %H:%M")}
    assert walking.save_page(chief, walking.page_of(online), "publish", **when).status_code == 302
    revision = walking.page_of(online).scheduled_revision
    assert revision
    walking.change(online, quote_de=f"{submitting.QUOTE} Und noch etwas.")
    revision.approved_go_live_at = timezone.now() - datetime.timedelta(minutes=1)
    revision.content["go_live_at"] = revision.approved_go_live_at.isoformat()
    revision.save()
    with pytest.raises(CommandError):
        call_command("publish_scheduled", verbosity=0)
    assert_words_are_kept(online)


def workflow_action(client: Client, submission: members.Submission) -> HttpResponse:
    page = walking.page_of(submission)
    task = page.current_workflow_state.current_task_state
    args = [page.pk, "approve", task.pk]
    return client.post(reverse("wagtailadmin_pages:workflow_action", args=args), {"comment": ""})


def test_workflow_publishes_what_was_approved(chief: Client) -> None:
    submission = walking.accepted(chief.user, quote_en=submitting.QUOTE_EN)
    assert workflow_action(chief, submission).status_code == 302
    assert_words_are_kept(submission)
    submission.refresh_from_db()
    assert (submission.state, submission.changes.last().user) == ("published", chief.user)


def test_workflow_cannot_publish_a_forged_draft(chief: Client) -> None:
    submission = walking.accepted(chief.user)
    revision = forge(submission)
    page = walking.page_of(submission)
    task = page.current_workflow_state.current_task_state
    task.revision = revision
    task.save()
    response = workflow_action(chief, submission)
    assert response.status_code == 302
    assert members.Submission.objects.get().state == "approved"
    assert not walking.page_of(submission).live


@pytest.mark.parametrize(
    ("chief", "deed"),
    [("de", "change"), ("en", "edit"), ("de", "take"), ("en", "decline")],
    indirect=["chief"],
)
def test_workflow_ends_when_the_text_is_no_longer_the_last(chief: Client, deed: str) -> None:
    submission = walking.accepted(chief.user)
    if deed == "change":
        walking.change(submission, quote_de=f"{submitting.QUOTE} Und noch etwas.")
    elif deed == "edit":
        edit = moderation.Edit(1, {"quote_de": FORGED}, submission.member)
        moderation.edit(submission, chief.user, edit)
    elif deed == "take":
        moderation.take(submission, chief.user)
    else:
        moderation.decline(submission, chief.user, "Passt nicht.")
    page = walking.page_of(submission)
    assert not page.workflow_in_progress
    for action in ("publish", "submit"):
        assert walking.save_page(chief, page, action).status_code == 200
    with pytest.raises(NotApproved):
        page.latest_revision.publish()
    assert not walking.page_of(submission).live


def revised(chief: Client, submission: members.Submission) -> Revision:
    """Publish other words that the person approved; return the revision of the first ones."""
    first = walking.page_of(submission).live_revision
    walking.change(submission, quote_de=f"{submitting.QUOTE} Und noch etwas.")
    moderating.accept(submission, chief.user)
    moderating.publish(submission, chief.user)
    return first


def test_old_revision_whose_words_the_person_has_replaced_stays_old(
    chief: Client, online: members.Submission
) -> None:
    first = revised(chief, online)
    with translation.override(chief.language), pytest.raises(NotApproved):
        Revision.objects.get(pk=first.pk).publish(user=chief.user)
    page = walking.page_of(online)
    revert = reverse("wagtailadmin_pages:revisions_revert", args=[page.pk, first.pk])
    form = chief.get(revert).context["form"]
    values = {name: form[name].value() for name in form.fields}
    data = {name: "" if value is None else value for name, value in values.items()}
    data |= {"revision": first.pk, "action-publish": "1"}
    chief.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), data)
    assert walking.page_of(online).quote_de.endswith("Und noch etwas.")


def test_bulk_action_publishes_no_forged_draft(chief: Client, online: members.Submission) -> None:
    forge(online)
    response = chief.post(f"{BULK}?id={online.page_id}", {"include_descendants": ""})
    assert response.status_code == 302
    assert_words_are_kept(online)


def test_bulk_action_publishes_what_was_approved(chief: Client, online: members.Submission) -> None:
    walking.page_of(online).unpublish()
    response = chief.post(f"{BULK}?id={online.page_id}", {"include_descendants": ""})
    assert response.status_code == 302
    assert_words_are_kept(online)
    online.refresh_from_db()
    assert online.state == "published"


def test_submitted_testimonial_can_be_neither_copied_nor_mirrored(
    chief: Client, online: members.Submission
) -> None:
    page = walking.page_of(online)
    url = reverse("wagtailadmin_pages:copy", args=[page.pk])
    new = {"new_title": "Kopie", "new_slug": "kopie", "new_parent_page": page.get_parent().pk}
    for alias in ("", "on"):
        response = chief.post(url, new | {"alias": alias, "publish_copies": "on"})
        assert response.status_code == 302, response.context["form"].errors
    assert not members.TestimonialPage.objects.exclude(pk=page.pk).exists()
    by_hand = factories.TestimonialPageFactory(title="Von Hand")
    url = reverse("wagtailadmin_pages:copy", args=[by_hand.pk])
    assert chief.post(url, new | {"alias": ""}).status_code == 302
    assert members.TestimonialPage.objects.filter(slug="kopie").exists()


def test_state_follows_what_staff_do_with_the_page(
    chief: Client, online: members.Submission, mailoutbox: list[Any]
) -> None:
    page, sent = online.page_id, len(mailoutbox)
    chief.post(reverse("wagtailadmin_pages:unpublish", args=[page]))
    online.refresh_from_db()
    assert (online.state, online.changes.last().user) == ("approved", chief.user)
    before = online.renewed_at
    assert walking.save_page(chief, walking.page_of(online), "publish").status_code == 302
    online.refresh_from_db()
    assert (online.state, online.changes.last().user) == ("published", chief.user)
    assert (online.renewed_at > before, len(mailoutbox)) == (True, sent + 1)
    assert_words_are_kept(online)
    assert walking.save_page(chief, walking.page_of(online), "publish").status_code == 302
    assert len(mailoutbox) == sent + 1, "once more tells nobody"
    chief.post(reverse("wagtailadmin_pages:delete", args=[page]))
    online.refresh_from_db()
    assert (online.state, online.page) == ("in_review", None)
    assert online.changes.last().user == chief.user
    moderating.accept(online, chief.user)
    moderating.publish(online, chief.user)
    assert_words_are_kept(online)
