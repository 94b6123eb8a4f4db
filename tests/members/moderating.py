"""Submissions without the form, what staff do with them, and deeds at the same moment."""

import io
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

from django.contrib.auth.models import Group
from django.db import connection
from django.test import Client
from django.utils import timezone, translation
from PIL import Image

from members.models import Member, Portrait, State, Submission, SubmissionText, TestimonialPage
from members.submissions import consents, entries, moderation
from members.submissions.moderation import Edit
from metropol.models import User
from tests import factories
from tests.members.submitting import EMAIL, QUOTE, chief, staff_client


def submission(
    state: State | str = State.SUBMITTED,
    *,
    email: str = EMAIL,
    language: str = "de",
    member: Member | None = None,
    **content: Any,
) -> Submission:
    """Return a submission in any state, as if it had got there; ``content`` is the original."""
    made = Submission(state=state, email=email, language=language, member=member)
    made.email_digest = entries.email_digest(email, made.email_salt)
    if state != State.UNVERIFIED:
        made.confirmed_at = timezone.now()
    made.save()
    text = {"person": "Mara Lindner", "organisation": "Werkhof GmbH", "quote_de": QUOTE}
    made.texts.create(
        number=1,
        author=SubmissionText.Author.PERSON,
        approved_at=made.confirmed_at,
        **(text | content),
    )
    consents.give(made, consents.current_versions().values(), language)
    return made


def ready(**content: Any) -> Submission:
    """Return a submission of a member that is in review and lacks nothing."""
    member = factories.MemberFactory(name="Werkhof GmbH")
    return submission(State.IN_REVIEW, member=member, **content)


def portrait() -> Portrait:
    """Return a small portrait that is not public."""
    data = io.BytesIO()
    Image.new("RGB", (40, 40), "#2f6f7e").save(data, "JPEG")
    made: Portrait = Portrait.objects.create(data=data.getvalue(), width=40, height=40)
    return made


def last(made: Submission) -> int:
    """Return the number of the newest version."""
    assert made.text
    return made.text.number


def change(made: Submission, **content: Any) -> Edit:
    """Return an edit upon the newest version that leaves member and clusters as they are."""
    return Edit(last(made), content, member=made.member, clusters=list(made.clusters.all()))


def edit(made: Submission, user: User, **content: Any) -> None:
    """Edit the newest version as staff do."""
    moderation.edit(made, user, change(made, **content))


def accept(made: Submission, user: User) -> TestimonialPage:
    """Accept the newest version and return its page."""
    return moderation.accept(made, user, last(made))


def publish(made: Submission, user: User) -> TestimonialPage:
    """Let the workflow of an accepted submission publish its page, and return that."""
    page = TestimonialPage.objects.get(submission=made)
    page.current_workflow_state.current_task_state.approve(user=user)
    made.refresh_from_db()
    return TestimonialPage.objects.get(pk=page.pk)


def published(user: User | None = None, **content: Any) -> Submission:
    """Return a submission whose page is online."""
    made = ready(**content)
    user = user or chief()
    accept(made, user)
    publish(made, user)
    assert made.state == "published"
    return made


def login(group: str = "Chefredaktion", language: str = "de") -> Client:
    """Return the client of a new member of a group whose admin is in ``language``."""
    from wagtail.users.models import UserProfile

    user = factories.UserFactory()
    user.groups.add(Group.objects.get(name=group))
    profile = UserProfile.get_for_user(user)
    profile.preferred_language = language
    profile.save()
    return staff_client(user)


def at_once(*deeds: Callable[[], Any]) -> list[Any]:
    """Do all deeds in threads of their own; return what each returned or raised."""
    start = Barrier(len(deeds))

    def run(deed: Callable[[], Any]) -> Any:
        try:
            with translation.override("de"):
                start.wait(timeout=30)
                return deed()
        except Exception as error:  # noqa: BLE001 - the test says which are right
            return error
        finally:
            connection.close()

    with ThreadPoolExecutor(len(deeds)) as pool:
        return list(pool.map(run, deeds))


def slowly(act: Callable[..., Any], seconds: float = 0.3) -> Callable[..., Any]:
    """Return ``act`` with a rest after it, in which others could interfere."""

    def slow(*args: Any, **options: Any) -> Any:
        found = act(*args, **options)
        time.sleep(seconds)
        return found

    return slow
