"""The own page of a person, at each of its stages."""

from typing import Any

from django.http import HttpResponse
from django.test import Client

from members import models as members
from members.submissions import moderation
from tests import factories
from tests.members import filling, moderating, submitting
from tests.site.html import Document

NEW = f"{submitting.QUOTE} Das bleibt so."


def sent_back(language: str = "de", **changes: Any) -> tuple[members.Submission, str]:
    """Return a submission that staff have changed and sent for approval, and its link."""
    member = factories.MemberFactory()
    submission, _link = submitting.submitted(
        language, member=member.pk, organisation=None, **changes
    )
    user, content = submitting.chief(), {"quote_de": NEW}
    moderation.edit(submission, user, moderation.Edit(1, content, member=member))
    moderation.send_changes(submission, user, 2, "Ein Satz mehr?")
    return submission, submitting.last_link()


def published(**changes: Any) -> tuple[members.Submission, str]:
    """Return a submission that is online, and its link."""
    submission, link = sent_back(**changes)
    submitting.press(link, action="approve", base="2")
    submission.refresh_from_db()
    moderating.publish(submission, submission.moderator)
    return submission, submitting.last_link()


def deed(link: str, button: str, **changes: Any) -> HttpResponse:
    """Open the page and press a button of it, as a browser does."""
    client = Client(enforce_csrf_checks=True)
    return filling.send_on(client.get(link), button, client=client, action=button, **changes)


def said(response: HttpResponse) -> str:
    """Return all that stands on the page."""
    return Document(response).one("main").text
