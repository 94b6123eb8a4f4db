"""What is no image, or too large a one, is refused in plain words, and nothing of it is stored."""

import re
import zlib
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image
from wagtail.images.forms import get_image_form
from wagtail.models import UploadedFile

from metropol.models import PortalImage
from tests.metropol.images.uploading import CREDIT, Outcome, library_image, picture

Upload = Callable[..., Outcome]
pytestmark = pytest.mark.django_db


def chunk(kind: bytes, data: bytes) -> bytes:
    return len(data).to_bytes(4) + kind + data + zlib.crc32(kind + data).to_bytes(4)


def bomb() -> bytes:
    """Return a PNG of a few hundred bytes that claims to have 900 megapixels."""
    size = (30_000).to_bytes(4)
    header = size + size + bytes([1, 0, 0, 0, 0])
    data = zlib.compress(bytes(100))
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", data) + chunk(b"IEND", b"")
    )


def animation(frames: int = 3) -> bytes:
    written = BytesIO()
    pictures = [Image.new("RGB", (20, 20), (number * 9, 0, 0)) for number in range(frames)]
    pictures[0].save(written, "GIF", save_all=True, append_images=pictures[1:])
    return written.getvalue()


#: Name, content, and what the message says in German or English.
REFUSED = {
    "pixels": ("bild.png", picture("PNG", (8000, 6000)), r"40 Megapixel|40 megapixels"),
    "bomb": ("bild.png", bomb(), r"40 Megapixel|40 megapixels"),
    "pdf": ("bild.jpg", b"%PDF-1.7\n" + bytes(500), r"kein Bild|no image"),
    "svg": ("bild.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>", r"[Ff]ormat|Bild|image"),
    "other": ("bild.png", picture("JPEG"), r"endet auf \.png|ends in \.png"),
    "truncated": ("bild.jpg", picture(size=(600, 400))[:1500], r"beschädigt|damaged"),
    "empty": ("bild.jpg", b"", r"leer|empty"),
}


def assert_nothing_is_stored(outcome: Outcome, media: Path, before: set[Path]) -> None:
    assert outcome.image is None
    assert not UploadedFile.objects.exists()
    assert {path for path in media.rglob("*") if path.is_file()} <= before


@pytest.mark.parametrize("case", REFUSED)
def test_what_is_no_good_image_is_refused_with_a_message(
    chief: Client, upload: Upload, media: Path, case: str
) -> None:
    if upload.__name__ == "replacement":
        library_image()
    before = {path for path in media.rglob("*") if path.is_file()}
    name, data, message = REFUSED[case]
    outcome = upload(chief, name, data)
    assert outcome.status == 200
    assert re.search(message, outcome.text)
    if upload.__name__ != "replacement":
        assert_nothing_is_stored(outcome, media, before)
    assert PortalImage.objects.count() == (upload.__name__ == "replacement")


def test_file_with_too_many_bytes_is_refused(
    chief: Client, upload: Upload, media: Path, settings: Any
) -> None:
    settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE = 1000
    outcome = upload(chief, "bild.jpg", picture(size=(900, 900)))
    assert outcome.image is None
    assert re.search(r"zu groß|too big", outcome.text)
    assert not UploadedFile.objects.exists()


def test_animation_is_an_image(chief: Client, upload: Upload) -> None:
    assert upload(chief, "bild.gif", animation()).image


def test_long_name_of_a_file_is_cut(chief: Client, upload: Upload) -> None:
    image = upload(chief, "b" * 10_000 + ".jpg", picture()).image
    assert image is not None
    assert len(image.file.name) <= 100
    assert image.file.name.endswith(".jpg")


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "GIF", "AVIF"])
def test_damaged_file_never_breaks_the_form(kind: str) -> None:
    data = picture(kind, (200, 100))
    for position in range(4, len(data), max(1, len(data) // 12)):
        changed = data[:position] + bytes([data[position] ^ 0xFF]) + data[position + 1 :]
        for damaged in (data[:position], changed):
            file = SimpleUploadedFile(f"bild.{kind.lower()}", damaged)
            form = get_image_form(PortalImage)({"title": "Bild"} | CREDIT, {"file": file})
            assert set(form.errors) <= {"file"}
