"""Walk a testimonial along its way, with words that are found wherever they are kept."""

from io import BytesIO
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.cache import caches
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from PIL import Image
from wagtail.users.models import UserProfile

from members import models as members
from members.submissions import moderation
from metropol.models import User
from tests import factories
from tests.database import contents
from tests.members import moderating, submitting

#: Where rows hold what is compressed or cut: words are looked for without their first letters.
HEAD = 2


def picture(colour: str = "#2f6f7e", size: tuple[int, int] = (400, 500)) -> SimpleUploadedFile:
    """Return a portrait as a browser uploads it."""
    written = BytesIO()
    Image.new("RGB", size, colour).save(written, "JPEG")
    return SimpleUploadedFile("portrait.jpg", written.getvalue(), "image/jpeg")


def with_portrait(**changes: Any) -> dict[str, Any]:
    """Return the changes of a form that bring a portrait."""
    return {"portrait": picture(), "consent_portrait": "on"} | changes


def admin(language: str = "de") -> Client:
    """Return the client of an administrator of Chefredaktion whose admin speaks a language."""
    user = submitting.chief(is_superuser=True)
    UserProfile.objects.create(user=user, preferred_language=language)
    client = submitting.staff_client(user)
    client.user, client.language = user, language
    return client


def accepted(user: User, language: str = "de", **changes: Any) -> members.Submission:
    """Return a submission that staff accepted as it is: its page is a draft in the workflow."""
    member = factories.MemberFactory()
    changes = {"member": member.pk, "organisation": None} | changes
    submission, _link = submitting.submitted(language, **changes)
    moderation.take(submission, user)
    moderation.accept(submission, user, 1)
    return submission


def published(user: User, language: str = "de", **changes: Any) -> members.Submission:
    """Return a submission whose page is online."""
    submission = accepted(user, language, **changes)
    moderating.publish(submission, user)
    return submission


def page_of(submission: members.Submission) -> members.TestimonialPage:
    """Return the page as it is in the database."""
    return members.TestimonialPage.objects.get(submission=submission)


def change(submission: members.Submission, **content: Any) -> None:
    """Let the person send another text."""
    submission.refresh_from_db()
    base = submission.text.number
    moderation.change(submission, moderation.Edit(base, content, submission.member))


def page_form(client: Client, page: members.TestimonialPage, **changes: Any) -> dict[str, Any]:
    """Return what the edit form of a page sends, with ``changes``."""
    form = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).context["form"]
    values = {name: form[name].value() for name in form.fields}
    return {name: "" if value is None else value for name, value in values.items()} | changes


def save_page(
    client: Client, page: members.TestimonialPage, action: str = "", **changes: Any
) -> HttpResponse:
    """Send the edit form of a page: ``action`` is "publish", "submit" or nothing for a draft."""
    data = page_form(client, page, **changes) | ({f"action-{action}": "1"} if action else {})
    return client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), data)


def withdraw(link: str) -> HttpResponse:
    """Withdraw as the person does, by their link."""
    return submitting.press(link, action="withdraw", sure="on")


def files() -> set[str]:
    """Return all files that are public."""
    root = Path(settings.MEDIA_ROOT)
    return {str(path.relative_to(root)) for path in root.rglob("*") if path.is_file()}


def places_of(word: str) -> set[str]:
    """Return where a word is kept, in whatever case: columns as ``table.column``, and caches.

    Letters of its head may be missing: indexes of words leave out what two words share.
    """
    wanted = word.lower()[HEAD:]
    found = {
        f"{table}.{column}"
        for table, rows in contents().items()
        for row in rows
        for column, value in row.items()
        if wanted in _text(value).lower()
    }
    for cache in caches.all(initialized_only=True):
        kept = getattr(cache, "_cache", {})
        if any(wanted in _text(part).lower() for pair in kept.items() for part in pair):
            found.add(f"cache {cache.key_prefix}")
    return found


def _text(value: Any) -> str:
    """Return what a value holds; strings stand as they are in what a cache pickles."""
    value = bytes(value) if isinstance(value, memoryview) else value
    return value.decode("latin-1") if isinstance(value, bytes) else str(value)
