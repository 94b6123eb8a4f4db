"""Each way in which staff upload a file of an image."""

import json
from collections.abc import Callable
from io import BytesIO
from typing import Any, NamedTuple

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image, PngImagePlugin
from wagtail.models import Collection

from metropol.models import PortalImage
from tests.factories import PortalImageFactory

MARKER = "Ort der Aufnahme"
DESCRIPTION, GPS = 0x010E, 0x8825
CREDIT = {"credit": "Stadt"}


class Outcome(NamedTuple):
    """What an upload led to: the image, or what the answer says."""

    image: PortalImage | None
    status: int
    text: str


def picture(kind: str = "JPEG", size: tuple[int, int] = (60, 40), **options: Any) -> bytes:
    """Return a picture of one colour."""
    written = BytesIO()
    Image.new("RGB", size, "#2f6f7e").save(written, kind, **options)
    return written.getvalue()


def exif() -> Image.Exif:
    """Return metadata with a description and a place."""
    found = Image.Exif()
    found[DESCRIPTION] = MARKER
    found.get_ifd(GPS)[1] = "N"
    found.get_ifd(GPS)[2] = (51.0, 28.0, 57.0)
    return found


def text_chunks() -> PngImagePlugin.PngInfo:
    """Return the ways in which a PNG holds texts."""
    found = PngImagePlugin.PngInfo()
    found.add_text("Comment", MARKER)
    found.add_text("Raw profile type exif", MARKER, zip=True)
    found.add_itxt("XML:com.adobe.xmp", MARKER)
    return found


def library_image(**fields: Any) -> PortalImage:
    """Return an image that staff may change."""
    image: PortalImage = PortalImageFactory(
        **{"collection": Collection.get_first_root_node()} | fields
    )
    return image


def single(client: Client, name: str, data: bytes, **fields: Any) -> Outcome:
    """Upload in the form for one image."""
    file = SimpleUploadedFile(name, data) if name else ""
    response = client.post(
        reverse("wagtailimages:add"), {"title": "Bild", "file": file, "kept": ""} | CREDIT | fields
    )
    return Outcome(PortalImage.objects.first(), response.status_code, response.content.decode())


def chooser(client: Client, name: str, data: bytes, **fields: Any) -> Outcome:
    """Upload in the window that chooses an image for a page."""
    sent = (
        {"title": "Bild", "file": SimpleUploadedFile(name, data) if name else "", "kept": ""}
        | CREDIT
        | fields
    )
    response = client.post(
        reverse("wagtailimages_chooser:create"),
        {f"image-chooser-upload-{key}": value for key, value in sent.items()},
    )
    text = json.loads(response.content).get("htmlFragment", "")
    return Outcome(PortalImage.objects.first(), response.status_code, text)


def several(client: Client, name: str, data: bytes, **fields: Any) -> Outcome:
    """Upload in the form for several images, then complete its form."""
    response = client.post(
        reverse("wagtailimages:add_multiple"),
        {"title": "Bild", "files[]": SimpleUploadedFile(name, data)},
        headers={"x-requested-with": "XMLHttpRequest"},
    )
    answer = json.loads(response.content) if response.status_code == 200 else {}
    if not answer.get("success"):
        text = answer.get("error_message", response.content.decode())
        return Outcome(PortalImage.objects.first(), response.status_code, text)
    return complete(client, answer["uploaded_file_id"], **fields)


def complete(client: Client, key: int, **fields: Any) -> Outcome:
    """Send the form that belongs to one of several uploads."""
    sent = {"title": "Bild"} | CREDIT | fields
    response = client.post(
        reverse("wagtailimages:create_multiple_from_uploaded_image", args=[key]),
        {f"uploaded-image-{key}-{name}": value for name, value in sent.items()},
        headers={"x-requested-with": "XMLHttpRequest"},
    )
    answer = json.loads(response.content)
    return Outcome(PortalImage.objects.first(), response.status_code, answer.get("form", ""))


def replacement(client: Client, name: str, data: bytes, **fields: Any) -> Outcome:
    """Replace the file of an image that exists."""
    image = PortalImage.objects.first() or library_image()
    file = SimpleUploadedFile(name, data) if name else ""
    before = image.file.name
    response = client.post(
        reverse("wagtailimages:edit", args=[image.pk]),
        {"title": "Bild", "file": file, "kept": ""} | CREDIT | fields,
    )
    image.refresh_from_db()
    changed = image if image.file.name != before else None
    return Outcome(changed, response.status_code, response.content.decode())


WAYS: dict[str, Callable[..., Outcome]] = {
    "single": single,
    "chooser": chooser,
    "several": several,
    "replacement": replacement,
}
