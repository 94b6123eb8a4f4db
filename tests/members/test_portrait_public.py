"""A portrait is public while it stands beside a published text, and never before or after."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.cache import caches
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image
from wagtail.images import get_image_model

from members import models as members
from members.submissions import consents
from metropol.models import PortalRendition, User
from tests import factories
from tests.members import moderating, portrait_files, submitting, walking
from tests.site.html import Document

pytestmark = pytest.mark.django_db
Commit = Callable[..., AbstractContextManager[Any]]


@pytest.fixture(autouse=True)
def no_sizes_cached() -> None:
    """Know no sizes of pictures of other tests, which may have had the same keys."""
    caches["renditions"].clear()


@pytest.fixture
def chief() -> User:
    return submitting.chief(is_superuser=True)


@pytest.fixture
def admin(chief: User) -> Client:
    return submitting.staff_client(chief)


@pytest.fixture
def commit(django_capture_on_commit_callbacks: Any) -> Commit:
    """Do what waits for the end of the transaction: files are deleted then."""
    return lambda: django_capture_on_commit_callbacks(execute=True)


@pytest.fixture
def before() -> set[str]:
    """The public files before anything was sent."""
    return walking.files()


def marked() -> SimpleUploadedFile:
    """Return a portrait whose file tells who and where."""
    data = portrait_files.file("JPEG", exif=portrait_files.exif(), comment=b"Musterweg 17")
    assert portrait_files.MARK.encode() in data
    return SimpleUploadedFile("mara-lindner.jpg", data, "image/jpeg")


def online(chief: User, commit: Commit, **changes: Any) -> members.Submission:
    """Return a submission that is online with its portrait, and was looked at."""
    with commit():
        submission = walking.published(chief, **walking.with_portrait(**changes))
    page = walking.page_of(submission)
    assert "<picture" in Client().get(page.get_url()).content.decode()
    assert page.portrait.renditions.exists()
    return submission


def test_portrait_is_in_no_public_place_before_the_publication(
    chief: User, before: set[str]
) -> None:
    refused = submitting.send(**walking.with_portrait(person="", portrait=marked()))
    assert refused.status_code == 422
    assert members.Portrait.objects.count() == 1
    submission = walking.accepted(chief, **walking.with_portrait(portrait=marked()))
    assert members.Portrait.objects.filter(texts__submission=submission).count() == 1
    assert walking.files() == before
    assert not get_image_model().objects.exists()
    assert walking.page_of(submission).portrait is None


@pytest.mark.parametrize("language", ["de", "en"])
def test_preview_of_the_draft_shows_it_to_those_who_moderate(
    chief: User, admin: Client, before: set[str], language: str
) -> None:
    changes = {"quote_en": submitting.QUOTE_EN, "alt": "Mara am Fluss"}
    submission = walking.accepted(chief, **walking.with_portrait(**changes))
    page = walking.page_of(submission)
    url = reverse("wagtailadmin_pages:preview_on_edit", args=[page.pk])
    assert admin.post(url, walking.page_form(admin, page)).json()["is_valid"]
    address = reverse("submissions:portrait", args=[submission.pk, submission.text.portrait.pk])
    drafts = (f"{url}?mode={language}", reverse("wagtailadmin_pages:view_draft", args=[page.pk]))
    for draft in drafts:
        document = Document(admin.get(draft))
        picture = document.one("img", src=address)
        english = draft.endswith("=en")
        assert picture["alt"] == ("Portrait of Mara Lindner" if english else "Mara am Fluss")
    shown = admin.get(address)
    assert shown["Content-Type"] == "image/jpeg"
    assert shown["Cache-Control"].startswith("private, no-store")
    assert shown.content == bytes(submission.text.portrait.data)
    assert Client().get(address).status_code == 302, "everybody else has to log in"
    assert walking.files() == before


def test_preview_shows_the_portrait_that_comes_next(
    chief: User, admin: Client, commit: Commit
) -> None:
    submission = online(chief, commit)
    first = walking.page_of(submission).portrait
    walking.change(submission, portrait=_stored("#aa3311"))
    moderating.accept(submission, chief)
    page = walking.page_of(submission)
    draft = reverse("wagtailadmin_pages:view_draft", args=[page.pk])
    pending = submission.text.portrait
    address = reverse("submissions:portrait", args=[submission.pk, pending.pk])
    assert Document(admin.get(draft)).one("img", src=address)
    assert walking.page_of(submission).portrait == first, "online is what was approved before"
    consents.withdraw(submission, members.Purpose.PORTRAIT)
    assert address not in admin.get(draft).content.decode()
    assert "<picture" not in admin.get(draft).content.decode()


def _stored(colour: str) -> members.Portrait:
    data = walking.picture(colour).read()
    return members.Portrait.objects.create(data=data, width=400, height=500)


def test_public_file_tells_nothing_but_the_picture(
    chief: User, before: set[str], commit: Commit
) -> None:
    changes = {"alt": "Mara am Fluss", "credit": "Fotohaus Wind"}
    submission = online(chief, commit, portrait=marked(), **changes)
    image = walking.page_of(submission).portrait
    assert image == members.Portrait.objects.get().image
    new = walking.files() - before
    assert len(new) == 1 + image.renditions.count()
    for name in new:
        data = (Path(settings.MEDIA_ROOT) / name).read_bytes()
        for word in ("mara", "lindner", "werkhof"):
            assert word not in name.lower()
        assert b"Musterweg" not in data
        assert b"GPS" not in data
        with Image.open(BytesIO(data)) as picture:
            assert not picture.getexif()
            assert not {"comment", "exif", "xmp"} & picture.info.keys()
    assert len(Path(image.file.name).stem) == 32
    assert "Mara" not in image.title
    assert (image.alt_de, image.alt_en, image.credit) == ("Mara am Fluss", "", "Fotohaus Wind")
    other = online(chief, commit, email="b@werkhof.example", quote_de=f"{submitting.QUOTE} Ja.")
    second = walking.page_of(other).portrait
    assert Path(second.file.name).stem != Path(image.file.name).stem
    assert (second.alt_de, second.credit) == ("Porträt von Mara Lindner", other.text.organisation)


def test_words_about_the_portrait_follow_the_next_publication(
    chief: User, admin: Client, commit: Commit
) -> None:
    submission = online(chief, commit, alt="Mara am Fluss", credit="Niemand")
    first = walking.page_of(submission).portrait
    walking.change(submission, alt_de="Mara am Ufer", credit="Fotohaus Wind")
    moderating.accept(submission, chief)
    assert walking.save_page(admin, walking.page_of(submission), "publish").status_code == 302
    image = walking.page_of(submission).portrait
    assert image == first
    assert (image.alt_de, image.credit) == ("Mara am Ufer", "Fotohaus Wind")


def assert_gone(before: set[str]) -> None:
    assert walking.files() == before
    assert not get_image_model().objects.exists()
    assert not PortalRendition.objects.exists()
    assert not members.Portrait.objects.exclude(image=None).exists()


def test_end_of_the_consent_deletes_the_portrait_and_leaves_the_words(
    chief: User, before: set[str], commit: Commit
) -> None:
    submission = online(chief, commit)
    own = submitting.last_link()
    with commit():
        response = submitting.press(own, action="consent", purpose="portrait")
    assert response.status_code == 302
    assert_gone(before)
    assert not members.Portrait.objects.exists()
    page = walking.page_of(submission)
    html = Client().get(page.get_url()).content.decode()
    assert submitting.QUOTE in html
    assert "<picture" not in html
    submission.refresh_from_db()
    assert submission.state == "published"
    assert submission.agrees_to(members.Purpose.PUBLICATION)
    assert not submission.agrees_to(members.Purpose.PORTRAIT)
    page.latest_revision.publish(user=chief)
    assert walking.page_of(submission).portrait is None
    assert_gone(before)


def test_end_of_the_consent_before_the_publication_keeps_it_from_the_page(
    chief: User, before: set[str], commit: Commit
) -> None:
    submission = walking.accepted(chief, **walking.with_portrait())
    consents.withdraw(submission, members.Purpose.PORTRAIT)
    with commit():
        moderating.publish(submission, chief)
    assert walking.page_of(submission).live
    assert_gone(before)


def test_deleted_page_takes_its_public_portrait_along(
    chief: User, admin: Client, before: set[str], commit: Commit
) -> None:
    submission = online(chief, commit)
    with commit():
        url = reverse("wagtailadmin_pages:delete", args=[submission.page_id])
        assert admin.post(url).status_code == 302
    assert_gone(before)
    submission.refresh_from_db()
    assert submission.state == "in_review"
    assert submission.text.portrait, "the private one waits for another judgement"


def test_deleted_list_takes_the_portraits_of_its_pages_along(
    chief: User, before: set[str], commit: Commit
) -> None:
    submission = online(chief, commit)
    with commit():
        members.TestimonialIndexPage.objects.get().delete()
    assert_gone(before)
    submission.refresh_from_db()
    assert (submission.state, submission.page) == ("in_review", None)


def test_other_portrait_replaces_the_public_one_with_all_its_sizes(
    chief: User, admin: Client, before: set[str], commit: Commit
) -> None:
    submission = online(chief, commit)
    old = walking.files() - before
    walking.change(submission, portrait=_stored("#aa3311"))
    moderating.accept(submission, chief)
    assert walking.files() - before == old
    with commit():
        walking.save_page(admin, walking.page_of(submission), "publish")
    image = walking.page_of(submission).portrait
    assert image == submission.text.portrait.image
    assert not walking.files() & old
    assert get_image_model().objects.get() == image
    assert "<picture" in Client().get(walking.page_of(submission).get_url()).content.decode()


def test_text_without_portrait_takes_the_public_one_away(
    chief: User, admin: Client, before: set[str], commit: Commit
) -> None:
    submission = online(chief, commit)
    walking.change(submission, portrait=None)
    moderating.accept(submission, chief)
    with commit():
        walking.save_page(admin, walking.page_of(submission), "publish")
    assert walking.page_of(submission).portrait is None
    assert_gone(before)


def test_portrait_that_staff_choose_for_a_page_of_their_own_is_theirs(admin: Client) -> None:
    image = factories.PortalImageFactory()
    page = factories.TestimonialPageFactory(title="Von Hand", portrait=image)
    assert walking.save_page(admin, page, "publish").status_code == 302
    assert members.TestimonialPage.objects.get(pk=page.pk).portrait == image
    page.delete()
    assert get_image_model().objects.get() == image
