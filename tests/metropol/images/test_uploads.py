"""Whatever way an image comes in: nothing but its picture is stored, and only with a credit."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import UploadedFile

from metropol.models import PortalImage
from metropol.setup.staff import EDITORS
from tests.metropol.images.uploading import (
    MARKER,
    Outcome,
    chooser,
    complete,
    exif,
    library_image,
    picture,
    replacement,
    several,
    single,
    text_chunks,
)

Upload = Callable[..., Outcome]
pytestmark = pytest.mark.django_db


def files_with_marker(media: Path) -> list[Path]:
    files = [path for path in media.rglob("*") if path.is_file()]
    return [path for path in files if MARKER.encode() in path.read_bytes()]


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("bild.jpg", picture("JPEG", exif=exif(), xmp=MARKER.encode())),
        ("bild.png", picture("PNG", exif=exif(), pnginfo=text_chunks())),
    ],
)
def test_place_and_texts_of_a_file_are_stored_nowhere(
    chief: Client, upload: Upload, media: Path, name: str, data: bytes
) -> None:
    image = upload(chief, name, data).image
    assert image is not None
    assert not files_with_marker(media)
    with image.file.open() as file:
        stored = file.read()
    assert image.file_size == len(stored)
    assert not UploadedFile.objects.exists()


def test_large_file_loses_its_place_too(
    chief: Client, upload: Upload, media: Path, settings: pytest.FixtureRequest
) -> None:
    settings.FILE_UPLOAD_MAX_MEMORY_SIZE = 0  # it goes through a file of its own
    assert upload(chief, "bild.jpg", picture(exif=exif())).image
    assert not files_with_marker(media)


def test_several_uploads_wait_without_their_place(chief: Client, media: Path) -> None:
    assert several(chief, "bild.jpg", picture(exif=exif()), credit="").image is None
    assert UploadedFile.objects.count() == 1
    assert not files_with_marker(media)


def test_image_without_a_credit_is_not_stored_and_its_file_not_lost(
    chief: Client, upload: Upload
) -> None:
    outcome = upload(chief, "bild.png", picture("PNG"), credit="", alt_de="Ein Fluss")
    assert outcome.image is None
    assert outcome.status == 200
    assert "Ein Fluss" in outcome.text
    assert re.search(r"Bitte geben Sie an, wer|Please say who", outcome.text)
    assert UploadedFile.objects.count() == 1


@pytest.mark.parametrize("way", [single, chooser, replacement])
def test_form_without_a_credit_offers_its_file_again(chief: Client, way: Upload) -> None:
    outcome = way(chief, "fluss.png", picture("PNG"), credit="")
    assert "fluss" in outcome.text
    (kept,) = UploadedFile.objects.all()
    assert f'value="{kept.pk}"' in outcome.text
    image = way(chief, "leer.png", b"", kept=str(kept.pk), file="").image
    assert image is not None
    assert (image.width, image.credit) == (60, "Stadt")
    assert image.file_size
    assert not UploadedFile.objects.exists()


def test_second_error_keeps_the_same_file(chief: Client) -> None:
    single(chief, "fluss.png", picture("PNG"), credit="")
    key = UploadedFile.objects.get().pk
    single(chief, "", b"", file="", kept=str(key), credit="")
    assert UploadedFile.objects.get().pk == key


def test_another_file_takes_the_place_of_the_kept_one(chief: Client) -> None:
    single(chief, "fluss.png", picture("PNG"), credit="")
    key = str(UploadedFile.objects.get().pk)
    image = single(chief, "berg.png", picture("PNG", size=(30, 30)), kept=key).image
    assert image is not None
    assert image.width == 30
    assert not UploadedFile.objects.exists()


def test_kept_file_of_another_person_is_not_taken(
    chief: Client, make_user: Callable[[str, str], object], client: Client
) -> None:
    single(chief, "fluss.png", picture("PNG"), credit="")
    key = str(UploadedFile.objects.get().pk)
    client.force_login(
        make_user(EDITORS, "de"), backend="django.contrib.auth.backends.ModelBackend"
    )
    for forged in (key, "9" * 40, "-1", "x"):
        outcome = single(client, "", b"", file="", kept=forged)
        assert outcome.status == 200
        assert outcome.image is None


def test_upload_completed_later_becomes_an_image(chief: Client) -> None:
    several(chief, "bild.png", picture("PNG"), credit="")
    key = UploadedFile.objects.get().pk
    assert complete(chief, key, alt_de="Ein Fluss").image is not None
    assert not UploadedFile.objects.exists()


def test_upload_of_several_says_that_a_credit_is_needed(chief: Client) -> None:
    text = chief.get(reverse("wagtailimages:add_multiple")).content.decode()
    assert re.search(r"braucht einen Bildnachweis|needs a credit", text)


def test_replaced_file_is_deleted(chief: Client, media: Path) -> None:
    image = library_image()
    before = Path(image.file.path)
    assert replacement(chief, "neu.png", picture("PNG")).image
    assert not before.exists()
    assert PortalImage.objects.count() == 1


def test_no_other_way_to_upload_is_open(client: Client) -> None:
    for path in ("/api/", "/api/v2/images/", "/api/v3/images/", "/admin/api/main/images/"):
        response = client.post(path, {"title": "Bild"})
        assert response.status_code in {302, 403, 404, 405}


def test_chooser_refuses_who_may_only_choose(translator: Client) -> None:
    response = translator.post(reverse("wagtailimages_chooser:create"), {})
    assert response.status_code in {302, 403}
