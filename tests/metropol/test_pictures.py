"""Pictures that are uploaded lose what they tell of their makers."""

from io import BytesIO
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image, PngImagePlugin

from metropol.models import PortalImage
from metropol.pictures import OPTIONS, PictureBroken, without_metadata
from metropol.setup.staff import CHIEF_EDITORS
from tests.factories import UserFactory

MARKER = "Ort der Aufnahme"
ORIENTATION, DESCRIPTION, GPS = 0x0112, 0x010E, 0x8825


def picture(
    kind: str = "JPEG", size: tuple[int, int] = (60, 40), mode: str = "RGB", **options: Any
) -> bytes:
    written = BytesIO()
    Image.new(mode, size, "#2f6f7e" if mode == "RGB" else 0).save(written, kind, **options)
    return written.getvalue()


def exif(orientation: int | None = None) -> Image.Exif:
    found = Image.Exif()
    found[DESCRIPTION] = MARKER
    found.get_ifd(GPS)[1] = "N"
    if orientation:
        found[ORIENTATION] = orientation
    return found


def text_chunks() -> PngImagePlugin.PngInfo:
    found = PngImagePlugin.PngInfo()
    found.add_text("Comment", MARKER)
    found.add_itxt("XML:com.adobe.xmp", MARKER)
    return found


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(picture("JPEG", exif=exif()), id="jpeg"),
        pytest.param(picture("JPEG", comment=MARKER), id="jpeg-comment"),
        pytest.param(picture("JPEG", xmp=MARKER.encode()), id="jpeg-xmp"),
        pytest.param(picture("PNG", exif=exif()), id="png"),
        pytest.param(picture("PNG", pnginfo=text_chunks()), id="png-text"),
        pytest.param(picture("WEBP", exif=exif()), id="webp"),
        pytest.param(picture("WEBP", xmp=MARKER.encode()), id="webp-xmp"),
        pytest.param(picture("AVIF", exif=exif()), id="avif"),
        pytest.param(picture("GIF", comment=MARKER.encode()), id="gif-comment"),
        pytest.param(picture("JPEG") + MARKER.encode(), id="behind-the-end"),
    ],
)
def test_nothing_but_the_picture_is_left(data: bytes) -> None:
    assert MARKER.encode() in data
    clean = without_metadata(data)
    assert MARKER.encode() not in clean
    with Image.open(BytesIO(data)) as before, Image.open(BytesIO(clean)) as after:
        assert (after.format, after.size) == (before.format, before.size)
        assert not after.getexif()
        assert "xmp" not in after.info


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_picture_is_turned_as_its_metadata_said(kind: str) -> None:
    clean = without_metadata(picture(kind, exif=exif(orientation=6)))
    with Image.open(BytesIO(clean)) as after:
        assert after.size == (40, 60)
        assert not after.getexif()


def test_colour_profile_stays() -> None:
    profile = b"a profile of colours"
    with Image.open(BytesIO(without_metadata(picture(icc_profile=profile)))) as after:
        assert after.info["icc_profile"] == profile


def test_animation_stays_one() -> None:
    frames = [Image.new("RGB", (20, 20), colour) for colour in ("red", "blue", "green")]
    written = BytesIO()
    frames[0].save(written, "GIF", save_all=True, append_images=frames[1:], comment=MARKER.encode())
    clean = without_metadata(written.getvalue())
    assert MARKER.encode() not in clean
    with Image.open(BytesIO(clean)) as after:
        assert after.n_frames == 3


@pytest.mark.parametrize("kind", OPTIONS)
def test_damaged_picture_is_refused(kind: str) -> None:
    data = picture(kind, size=(600, 400))
    for broken in (data[: len(data) // 3], data[:10], b"", b"<svg/>", b"x" * 1000):
        with pytest.raises(PictureBroken):
            without_metadata(broken)


@pytest.fixture
def chief(db: None) -> Client:
    """Chefredaktion."""
    user = UserFactory()
    user.groups.add(Group.objects.get(name=CHIEF_EDITORS))
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def upload(client: Client, name: str, data: bytes) -> Any:
    file = SimpleUploadedFile(name, data)
    return client.post(
        reverse("wagtailimages:add"), {"title": "Bild", "file": file, "credit": "Stadt"}
    )


def test_image_of_the_admin_is_stored_without_metadata(chief: Client) -> None:
    response = upload(chief, "bild.jpg", picture(exif=exif(orientation=6)))
    assert response.status_code == 302
    image = PortalImage.objects.get()
    assert (image.width, image.height) == (40, 60)
    with image.file.open() as file:
        data = file.read()
    assert MARKER.encode() not in data
    assert image.file_size == len(data)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("bild.jpg", picture(size=(600, 400))[:2000]),
        ("bild.png", picture("JPEG")),
        ("bild.svg", b"<svg/>"),
        ("bild.jpg", b"<script>"),
        ("gross.png", picture("PNG", size=(8000, 6000), mode="1")),
    ],
)
def test_what_is_no_good_picture_is_refused_with_a_message(
    chief: Client, name: str, data: bytes
) -> None:
    response = upload(chief, name, data)
    assert response.status_code == 200
    assert response.context["form"].errors["file"]
    assert not PortalImage.objects.exists()
