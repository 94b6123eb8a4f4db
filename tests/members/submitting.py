"""Submit a testimonial as a person does, and read the mails."""

import re
from datetime import timedelta
from typing import Any
from unittest.mock import patch
from urllib.parse import urlsplit

from django.contrib.auth.models import Group
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.utils import translation
from django.utils.datastructures import MultiValueDict

from members import models as members
from members.submissions import entries, tokens
from members.submissions.consents import current_versions
from members.submissions.forms import SubmissionForm
from metropol import spam
from metropol.models import User
from metropol.setup.staff import CHIEF_EDITORS
from tests import factories
from tests.members import portrait_files

FORM = {"de": "/de/mitglieder/testimonial/", "en": "/en/members/testimonial/"}
EMAIL = "mara.lindner@werkhof.example"
QUOTE = "Hier finden wir in einer Stunde alle, die wir für eine gute Idee brauchen."
QUOTE_EN = "Within an hour we meet everybody here whom a good idea needs."


def stamp(seconds: float = 60) -> str:
    """Return the stamp of a form that was opened so many seconds ago."""
    import time

    now = time.time()
    with patch("time.time", return_value=now - seconds):
        return spam.start_stamp()


def form_data(**changes: Any) -> dict[str, Any]:
    """Return what a browser sends for a complete form, with ``changes``; None leaves one out."""
    wording = ",".join(str(version.pk) for version in current_versions().values())
    data: dict[str, Any] = {
        "person": "Mara Lindner",
        "function": "Geschäftsführerin",
        "organisation": "Werkhof GmbH",
        "email": EMAIL,
        "quote_de": QUOTE,
        "consent_publication": "on",
        "stamp": stamp(),
        "wording": wording,
    } | changes
    return {name: value for name, value in data.items() if value is not None}


def send(client: Client | None = None, language: str = "de", **changes: Any) -> HttpResponse:
    """Send the form and return the answer."""
    return (client or Client()).post(FORM[language], form_data(**changes))


def link_of(message: mail.EmailMessage) -> str:
    """Return path and query of the link in a mail."""
    found = re.search(r"https?://\S+\?t=\S+", message.body)
    assert found, message.body
    parts = urlsplit(found[0])
    return f"{parts.path}?{parts.query}"


def last_link() -> str:
    """Return the link of the newest mail."""
    return link_of(mail.outbox[-1])


def token_of(link: str) -> str:
    return link.partition("?t=")[2]


def press(link: str, client: Client | None = None, **data: Any) -> HttpResponse:
    """Press a button behind a link."""
    path, _, token = link.partition("?t=")
    return (client or Client()).post(path, {"t": token, **data})


def submitted_by_form(language: str = "de", **changes: Any) -> tuple[members.Submission, str]:
    """Return a confirmed submission and the link to its own page, as pages and clicks make it."""
    response = send(language=language, **changes)
    assert response.status_code == 302, response.context["form"].errors
    press(last_link())
    return members.Submission.objects.latest("pk"), last_link()


def submitted(language: str = "de", **changes: Any) -> tuple[members.Submission, str]:
    """Return the same as ``submitted_by_form`` in less time: form and mails, but no page."""
    data = form_data(**changes)
    files = {name: each for name, each in data.items() if isinstance(each, SimpleUploadedFile)}
    typed = MultiValueDict(
        {name: each if isinstance(each, list) else [each] for name, each in data.items()}
    )
    with translation.override(language):
        form = SubmissionForm(typed, files)
        assert form.is_valid(), form.errors
        cleaned = form.cleaned_data
        invited = tokens.find(cleaned["invitation"], tokens.Purpose.INVITE)
        submission = entries.submit(
            entries.Entry(
                cleaned["email"],
                language,
                form.content(),
                form.given(),
                cleaned["member"],
                cleaned["clusters"],
                invited.invitation if invited else None,
            )
        )
        entries.confirm(submission)
    return submission, last_link()


def chief(**changes: Any) -> User:
    """Return a member of Chefredaktion."""
    user = factories.UserFactory(**changes)
    user.groups.add(Group.objects.get(name=CHIEF_EDITORS))
    return user


def staff_client(user: User) -> Client:
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def days_later(submission: members.Submission, days: int) -> None:
    """Let days pass for a submission, its links and its times."""
    back = timedelta(days=days)
    for name in ("created_at", "changed_at", "confirmed_at", "renewed_at", "asked_at"):
        if moment := getattr(submission, name):
            members.Submission.objects.filter(pk=submission.pk).update(**{name: moment - back})
    for token in submission.tokens.all():
        members.LinkToken.objects.filter(pk=token.pk).update(expires_at=token.expires_at - back)
    submission.refresh_from_db()


def picture() -> SimpleUploadedFile:
    """Return a portrait as a browser uploads it."""
    return SimpleUploadedFile("mara.jpg", portrait_files.plain("JPEG"), "image/jpeg")
