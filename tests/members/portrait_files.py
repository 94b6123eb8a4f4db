"""Portraits for the tests: honest files of each format, and what becomes of them."""

import struct
import zipfile
from functools import cache
from io import BytesIO
from typing import Any

import pillow_heif  # writes the HEIC files below; comes with Wagtail
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageCms

from members.submissions.portraits import Picture, PortraitRefused, read_portrait

MARK = "Musterweg 17"
NAMES = {"JPEG": "a.jpg", "PNG": "a.png", "WEBP": "a.webp", "HEIC": "a.heic"}
MAGIC = {
    "JPEG": b"\xff\xd8\xff",
    "PNG": b"\x89PNG\r\n\x1a\n",
    "WEBP": b"RIFF\xff\xff\0\0WEBP",
    "HEIC": b"\0\0\0\x18ftypheic\0\0\0\0mif1heic",
}
SRGB = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
#: Takes red for green.
SWAPPED = SRGB.replace(b"rXYZ", b"-XYZ").replace(b"gXYZ", b"rXYZ").replace(b"-XYZ", b"gXYZ")


def drawing(size: tuple[int, int] = (400, 300)) -> Image.Image:
    """Four fields of different colours."""
    fields = Image.new("RGB", (2, 2))
    fields.putdata([(200, 20, 20), (20, 200, 20), (20, 20, 200), (220, 220, 40)])
    return fields.resize(size, Image.Resampling.NEAREST)


def file(kind: str, picture: Image.Image | None = None, **options: Any) -> bytes:
    picture = picture or drawing()
    written = BytesIO()
    if kind == "HEIC":
        pillow_heif.from_pillow(picture).save(written, **options)
    else:
        picture.save(written, kind, **options)
    return written.getvalue()


@cache
def plain(kind: str) -> bytes:
    return file(kind)


def exif(orientation: int = 1) -> bytes:
    data = Image.Exif()
    data[0x010E], data[0x0112] = MARK, orientation
    data.get_ifd(0x8825).update({1: "N", 2: (52.0, 31.0, 12.0), 29: MARK[:10]})
    return data.tobytes()


def read(data: bytes, name: str | None = "a.jpg") -> Picture:
    upload = SimpleUploadedFile("x", data)
    upload._name = name
    return read_portrait(upload)


def pixels(picture: Picture) -> Image.Image:
    opened = Image.open(BytesIO(picture.data), formats=["JPEG"])
    assert opened.size == (picture.width, picture.height)
    assert opened.mode == "RGB"
    return opened


def colour(picture: Picture, at: tuple[float, float] = (0.5, 0.5)) -> tuple[int, ...]:
    found = pixels(picture).getpixel((int(picture.width * at[0]), int(picture.height * at[1])))
    assert isinstance(found, tuple)
    return tuple(int(each) for each in found)


def near(one: tuple[int, ...], other: tuple[int, ...]) -> bool:
    return all(abs(a - b) < 25 for a, b in zip(one, other, strict=True))


def resized(heic: bytes, width: int, height: int) -> bytes:
    """Let a HEIC say that it has another size."""
    at = heic.index(b"ispe") + 8
    return heic[:at] + struct.pack(">II", width, height) + heic[at + 8 :]


def refusal(data: bytes, name: str | None = "a.jpg") -> str:
    with pytest.raises(PortraitRefused) as caught:
        read(data, name)
    return str(caught.value)


def archive() -> bytes:
    written = BytesIO()
    with zipfile.ZipFile(written, "w") as opened:
        opened.writestr("a.txt", "a")
    return written.getvalue()
