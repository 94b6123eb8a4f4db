"""Where an image is used: in texts of both languages, as a page's own, in drafts."""

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import ReferenceIndex

from members.models import Member
from metropol.images.usage import places
from metropol.models import DraftPictures, ImageReminder, PortalImage
from news.models import NewsPage
from tests.factories import MemberFactory
from tests.metropol.images.uploading import library_image

pytestmark = pytest.mark.django_db


def block(image: PortalImage) -> tuple[str, dict[str, object]]:
    return "image", {"image": image, "alt": "", "decorative": False, "caption": "", "credit": ""}


def references(image: PortalImage) -> list[str]:
    return sorted(ReferenceIndex.get_references_to(image).values_list("model_path", flat=True))


def named(image: PortalImage) -> list[str]:
    return [str(place.instance) for place in places([image]).get(image.pk, [])]


def test_each_use_counts_once(news: NewsPage) -> None:
    image = library_image()
    news.image = news.header_image = image
    news.body_de, news.body_en = [block(image)], [block(image)]
    news.save_revision().publish()
    assert references(image) == [
        "body_de.image.image",
        "body_en.image.image",
        "header_image",
        "image",
    ]
    assert image.get_usage().count() == 1
    assert named(image) == [news.title]


def test_logo_of_a_member_is_a_use() -> None:
    image = library_image()
    member: Member = MemberFactory(logo=image)
    assert named(image) == [member.name]


def test_renditions_and_reminders_are_no_uses() -> None:
    image = library_image(use_until="2026-01-01")
    image.get_rendition("width-100")
    ImageReminder.objects.create(image=image, use_until=image.use_until, stage="day")
    assert references(image) == []


def test_image_of_a_draft_is_used(chief: Client, news: NewsPage) -> None:
    image = library_image()
    news.body_en = [block(image)]
    news.save_revision()
    assert image.get_usage().count() == 1
    content = chief.get(reverse("wagtailimages:image_usage", args=[image.pk])).content.decode()
    assert news.title in content
    assert reverse("wagtailadmin_pages:edit", args=[news.pk]) in content


def test_published_draft_is_the_page(news: NewsPage) -> None:
    image = library_image()
    news.image = image
    revision = news.save_revision()
    assert references(image) == ["images.image"]
    revision.publish()
    assert references(image) == ["image"]


def test_older_revision_that_goes_live_leaves_the_newer_draft(news: NewsPage) -> None:
    image = library_image()
    older = news.save_revision()
    news.image = image
    news.save_revision()
    older.publish()
    assert references(image) == ["images.image"]


def test_image_taken_out_of_a_draft_is_unused_again(news: NewsPage) -> None:
    image = library_image()
    news.image = image
    news.save_revision()
    news.image = None
    news.save_revision()
    assert references(image) == []
    assert not DraftPictures.objects.exists()


def test_deleted_page_leaves_nothing(news: NewsPage) -> None:
    image = library_image()
    news.image = image
    news.save_revision()
    NewsPage.objects.get(pk=news.pk).delete()
    assert references(image) == []


def test_edit_form_links_to_the_uses_with_their_number(chief: Client, news: NewsPage) -> None:
    image = library_image()
    news.image = image
    news.save_revision().publish()
    content = chief.get(reverse("wagtailimages:edit", args=[image.pk])).content.decode()
    address = reverse("wagtailimages:image_usage", args=[image.pk])
    link = content.partition(f'href="{address}"')[2]
    assert "1" in link.partition("</a>")[0]
