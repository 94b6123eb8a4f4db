"""A submitted testimonial is neither named in mails about its review nor shared by a link."""

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from metropol.models import User
from metropol.sharing import links
from tests import factories
from tests.members import submitting, walking

pytestmark = pytest.mark.django_db
#: What of the submission must not be in a mail: person, organisation's page, quote.
WORDS = ("Mara", "Lindner", "mara-lindner", submitting.QUOTE[:20])


def review_mails(*words: str) -> list[mail.EmailMessage]:
    return [each for each in mail.outbox if any(word in each.subject for word in words)]


@pytest.mark.parametrize(
    ("language", "title"),
    [("de", "Testimonial, Einsendung {}"), ("en", "Testimonial, submission {}")],
)
def test_mails_about_the_review_name_nobody(language: str, title: str) -> None:
    admin = walking.admin(language)
    sender = submitting.chief()
    submission = walking.accepted(sender)
    page = walking.page_of(submission)
    (submitted,) = review_mails("Zur Freigabe", "For review")
    state = page.current_workflow_state.current_task_state
    state.reject(user=admin.user, comment="Mara Lindner schreibt man anders")
    (rejected,) = review_mails("Änderungen gewünscht", "Changes wanted")
    assert title.format(submission.pk) in submitted.subject
    for message in (submitted, rejected):
        text = message.subject + message.body
        assert not [word for word in WORDS if word in text]
        assert reverse("wagtailadmin_pages:edit", args=[page.pk]) in text


def test_approval_does_not_tell_the_address_which_names_the_person() -> None:
    sender, reader = submitting.chief(), submitting.chief()
    submission = walking.accepted(sender)
    mail.outbox.clear()
    page = walking.page_of(submission)
    page.current_workflow_state.current_task_state.approve(user=reader)
    (message,) = review_mails("Freigegeben", "Approved")
    assert message.to == [sender.email]
    assert not [word for word in WORDS if word in message.subject + message.body]


def test_draft_is_not_shared_and_staff_are_told_why() -> None:
    submission = walking.accepted(submitting.chief())
    page = walking.page_of(submission)
    client = walking.admin()
    response = client.post(
        reverse("share_preview", args=[page.pk]),
        {"action": "make"},
        headers={"x-requested-with": "XMLHttpRequest"},
    )
    assert response.status_code == 409
    assert "nicht per Link geteilt" in response.content.decode()
    assert links.current(page) is None
    edit = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    assert "nicht per Link geteilt" in edit


def test_link_to_a_page_that_a_submission_takes_over_is_dead(client: Client) -> None:
    page = factories.TestimonialPageFactory()
    user: User = submitting.chief()
    link = links.make(page, user)
    assert client.get(link.path("de")).status_code == 200
    submission = walking.accepted(user)
    submission.page = page
    submission.save()
    assert client.get(link.path("de")).status_code == 410


def test_testimonial_of_the_staff_is_an_ordinary_page() -> None:
    page = factories.TestimonialPageFactory()
    assert page.confidential_title == ""
