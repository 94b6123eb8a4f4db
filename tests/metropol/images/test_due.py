"""Images whose time is over: Chefredaktion is told once before and once on the day."""

from collections.abc import Callable
from datetime import date, timedelta
from io import StringIO
from typing import Any

import pytest
from django.core import mail
from django.core.cache import cache
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import UploadedFile

from metropol.images import kept
from metropol.models import ImageReminder
from metropol.setup.staff import CHIEF_EDITORS
from news.models import NewsPage
from tests.metropol.images.uploading import library_image, picture, single

pytestmark = pytest.mark.django_db


def day(number: int) -> date:
    return timezone.localdate() + timedelta(days=number)


def tend() -> str:
    out = StringIO()
    call_command("tend_images", stdout=out)
    return out.getvalue()


def test_mail_names_image_day_places_and_address(
    reader: object, language: str, news: NewsPage
) -> None:
    news.image = library_image(title="Brücke", use_until=day(10))
    news.save_revision().publish()
    tend()
    (message,) = mail.outbox
    assert "Brücke" in message.body
    assert news.title in message.body
    assert reverse("wagtailimages:edit", args=[news.image.pk]) in message.body
    assert ("Bilder bleiben" if language == "de" else "images stay") in message.body
    assert ("Nutzung" if language == "de" else "The use of") in message.subject
    assert str(day(10).year) in message.body


@pytest.mark.parametrize("number", [30, 10, 1, 0, -3])
def test_image_is_told_of_once(reader: object, number: int) -> None:
    library_image(use_until=day(number))
    assert ": 1" in tend()
    cache.clear()
    assert ": 1" not in tend()
    assert len(mail.outbox) == 1


@pytest.mark.parametrize("number", [31, None])
def test_image_that_is_not_due_is_not_told_of(reader: object, number: int | None) -> None:
    library_image(use_until=None if number is None else day(number))
    tend()
    assert not mail.outbox


def test_day_itself_is_told_of_after_the_warning(reader: object, monkeypatch: Any) -> None:
    last = day(20)
    image = library_image(title="Brücke", use_until=last)
    tend()
    monkeypatch.setattr(timezone, "localdate", lambda: last)
    tend()
    tend()
    assert len(mail.outbox) == 2
    assert set(image.reminders.values_list("stage", flat=True)) == {"before", "day"}


def test_new_day_is_told_of_again_and_an_old_one_never(reader: object) -> None:
    image = library_image(use_until=day(5))
    tend()
    for number, mails in ((8, 2), (5, 2)):
        image.use_until = day(number)
        image.save()
        tend()
        assert len(mail.outbox) == mails


def test_what_nobody_got_is_told_the_next_time(
    make_user: Callable[[str, str], object], monkeypatch: Any
) -> None:
    library_image(use_until=day(5))
    tend()
    assert not ImageReminder.objects.exists()

    def down(*args: Any, **kwargs: Any) -> int:
        raise ConnectionRefusedError

    make_user(CHIEF_EDITORS, "de")
    with monkeypatch.context() as broken:
        broken.setattr("metropol.notify.send_mail", down)
        tend()
    tend()
    assert len(mail.outbox) == 1


def test_queries_do_not_grow_with_the_places(
    reader: object, news: NewsPage, django_assert_num_queries: Any
) -> None:
    from metropol.images.usage import places

    images = [library_image() for _ in range(6)]
    news.body_de = [("image", {"image": image}) for image in images]
    news.image = images[0]
    news.save_revision().publish()
    with django_assert_num_queries(2):
        assert len(places(images)) == 6


def test_dashboard_shows_due_images_to_those_who_may_change_them(
    chief: Client, translator: Client
) -> None:
    library_image(title="Alte Brücke", use_until=day(-2))
    library_image(title="Neue Brücke", use_until=day(12))
    library_image(title="Ewige Brücke")
    home = reverse("wagtailadmin_home")
    content = chief.get(home).content.decode()
    assert "Alte Brücke" in content
    assert "Neue Brücke" in content
    assert "Ewige Brücke" not in content
    assert "Alte Brücke" not in translator.get(home).content.decode()


def test_unfinished_upload_is_deleted_after_a_week(chief: Client, monkeypatch: Any) -> None:
    single(chief, "fluss.png", picture("PNG"), credit="")
    upload = UploadedFile.objects.get()
    storage, name = upload.file.storage, upload.file.name
    tend()
    assert UploadedFile.objects.exists()
    monkeypatch.setattr(kept, "KEPT", timedelta(seconds=-5))
    assert "1" in tend()
    assert not UploadedFile.objects.exists()
    assert not storage.exists(name)


def test_upload_whose_file_is_gone_is_deleted_and_breaks_no_form(chief: Client) -> None:
    single(chief, "fluss.png", picture("PNG"), credit="")
    upload = UploadedFile.objects.get()
    upload.file.storage.delete(upload.file.name)
    assert single(chief, "", b"", kept=str(upload.pk)).status == 200
    tend()
    assert not UploadedFile.objects.exists()
