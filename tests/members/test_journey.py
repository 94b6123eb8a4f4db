"""The way of a testimonial from the form to the page and out again, without a browser."""

import pytest
from django.core import mail
from django.test import Client

from members import models as members
from members.submissions import moderation
from tests import factories
from tests.members import submitting

pytestmark = pytest.mark.django_db


def test_from_the_form_to_the_page_and_gone() -> None:
    member = factories.MemberFactory(name="Werkhof GmbH")
    response = submitting.send(member=member.pk, organisation=None)
    assert response.status_code == 302
    assert response["Location"] == "/de/mitglieder/testimonial/gesendet/"
    submission = members.Submission.objects.get()
    assert submission.state == "unverified"

    link = submitting.last_link()
    client = Client()
    assert client.get(link).status_code == 200
    assert client.head(link).status_code == 200
    submission.refresh_from_db()
    assert submission.state == "unverified"
    assert submitting.press(link).status_code == 200
    submission.refresh_from_db()
    assert submission.state == "submitted"
    assert submitting.press(link).status_code == 200
    own = submitting.last_link()
    assert submitting.QUOTE in client.get(own).content.decode()

    user = submitting.chief()
    text = submission.text
    change = moderation.Edit(1, {"quote_de": f"{text.quote_de} Sofort."}, member=member)
    moderation.edit(submission, user, change)
    moderation.send_changes(submission, user, 2, "Ein Wort mehr?")
    assert "Ein Wort mehr?" in mail.outbox[-1].body
    own = submitting.last_link()
    html = client.get(own).content.decode()
    assert "Sofort" in html
    assert "<ins>" in html
    response = submitting.press(own, action="approve", base="2")
    assert response.status_code == 302
    submission.refresh_from_db()
    assert submission.state == "approved"
    page = submission.page
    assert not page.live
    assert page.current_workflow_state is not None

    page.current_workflow_state.current_task_state.approve(user=user)
    submission.refresh_from_db()
    assert submission.state == "published"
    page = members.TestimonialPage.objects.get(pk=page.pk)
    address = page.get_url()
    assert "Sofort" in client.get(address).content.decode()
    assert address in mail.outbox[-1].body

    own = submitting.last_link()
    response = submitting.press(own, action="withdraw", sure="on")
    assert response.status_code == 200
    assert client.get(address).status_code == 410
    assert client.get(own).status_code == 410
    assert mail.outbox[-1].to == [submitting.EMAIL]
