"""Portraits from the public form: what comes out, and how large they may be."""

from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import translation
from PIL import Image, ImageOps
from PIL.PngImagePlugin import PngInfo

from members.submissions.portraits import MAX_BYTES, PortraitRefused, read_portrait
from tests.members.portrait_files import (
    MARK,
    NAMES,
    SRGB,
    SWAPPED,
    colour,
    drawing,
    exif,
    file,
    near,
    pixels,
    plain,
    read,
    refusal,
    resized,
)


@pytest.fixture(autouse=True)
def english(german_and_nothing_cached: None) -> Iterator[None]:
    with translation.override("en"):
        yield


# What comes out


@pytest.mark.parametrize("kind", NAMES)
@pytest.mark.parametrize("profile", [SRGB, None])
def test_nothing_but_pixels_is_left(kind: str, profile: bytes | None) -> None:
    text = PngInfo()
    text.add_text("Author", MARK)
    xmp = f'<x:xmpmeta xmlns:x="adobe:ns:meta/"><a>{MARK}</a></x:xmpmeta>'.encode()
    options: dict[str, Any] = {
        "JPEG": {"comment": MARK, "xmp": xmp},
        "PNG": {"pnginfo": text},
        "WEBP": {"xmp": xmp},
        "HEIC": {"xmp": xmp},
    }[kind]
    data = file(kind, exif=exif(), icc_profile=profile, **options)
    assert data.count(MARK.encode()) > 1
    written = read(data, NAMES[kind]).data
    for trace in (MARK[:10].encode(), b"Exif", b"ICC_PROFILE", b"xmpmeta", b"\xff\xfe"):
        assert trace not in written
    opened = Image.open(BytesIO(written))
    told = {name for name in opened.info if not name.startswith("jfif")}
    assert told == {"progressive", "progression"}


def test_quality_is_88_and_progressive() -> None:
    opened = pixels(read(plain("PNG"), "a.png"))
    assert opened.info["progressive"]
    expected = Image.open(BytesIO(file("JPEG", quality=88)))
    assert opened.quantization == expected.quantization


@pytest.mark.parametrize("kind", NAMES)
@pytest.mark.parametrize("orientation", range(1, 9))
def test_pictures_are_turned_upright_once(kind: str, orientation: int) -> None:
    stored = Image.open(BytesIO(file("PNG", exif=exif(orientation))))
    expected = ImageOps.exif_transpose(stored)
    picture = read(file(kind, exif=exif(orientation)), NAMES[kind])
    assert (picture.width, picture.height) == expected.size
    for at in ((0.25, 0.25), (0.75, 0.25), (0.25, 0.75), (0.75, 0.75)):
        there = expected.getpixel((int(expected.width * at[0]), int(expected.height * at[1])))
        assert near(colour(picture, at), there)


def test_broken_exif_is_no_obstacle() -> None:
    assert read(file("JPEG", exif=b"Exif\0\0II*\0\xff\xff\xff\x7fnonsense")).width == 400


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "HEIC"])
def test_colours_become_srgb(kind: str) -> None:
    red = Image.new("RGB", (300, 300), (230, 10, 10))
    picture = read(file(kind, red, icc_profile=SWAPPED), NAMES[kind])
    assert near(colour(picture), (10, 230, 10))


@pytest.mark.parametrize("profile", [b"nonsense", SRGB[:200], SRGB])
def test_profiles_that_do_not_fit_are_left_out(profile: bytes) -> None:
    grey = Image.new("L", (300, 300), 100)
    assert near(colour(read(file("JPEG", grey, icc_profile=profile))), (100, 100, 100))


def test_transparency_becomes_white() -> None:
    see_through = Image.new("RGBA", (300, 300), (0, 0, 0, 0))
    indexed = Image.new("P", (300, 300), 0)
    for data, name in (
        (file("PNG", see_through), "a.png"),
        (file("PNG", see_through.convert("LA")), "a.png"),
        (file("PNG", indexed, transparency=0), "a.png"),
        (file("PNG", Image.new("L", (300, 300)), transparency=0), "a.png"),
        (file("WEBP", see_through), "a.webp"),
        (file("HEIC", see_through), "a.heic"),
    ):
        assert near(colour(read(data, name)), (255, 255, 255))


def test_other_kinds_of_pixels() -> None:
    side = (300, 300)
    sixteen = Image.new("I;16", side, 40000)
    for data, name, expected in (
        (file("JPEG", Image.new("CMYK", side, (0, 255, 255, 0))), "a.jpg", (255, 0, 0)),
        (file("JPEG", Image.new("L", side, 90)), "a.jpg", (90, 90, 90)),
        (file("PNG", sixteen), "a.png", (156, 156, 156)),
        (file("PNG", sixteen, transparency=156), "a.png", (156, 156, 156)),
        (file("PNG", Image.new("1", side, 1)), "a.png", (255, 255, 255)),
        (file("PNG", Image.new("RGB", side, (220, 220, 40)).quantize(4)), "a.png", (220, 220, 40)),
        (file("HEIC", Image.new("L", side, 90)), "a.heic", (90, 90, 90)),
    ):
        assert near(colour(read(data, name)), expected)


@pytest.mark.parametrize("kind", NAMES)
def test_large_pictures_are_made_smaller(kind: str) -> None:
    picture = read(file(kind, drawing((2100, 1050))), NAMES[kind])
    assert (picture.width, picture.height) == (2000, 1000)
    small = read(plain(kind), NAMES[kind])
    assert (small.width, small.height) == (400, 300)


def test_fine_patterns_become_even() -> None:
    stripes = Image.new("1", (2, 1))
    stripes.putpixel((1, 0), 1)
    wide = Image.new("1", (4000, 400))
    for at in range(0, 4000, 2):
        wide.paste(stripes.resize((2, 400)), (at, 0))
    assert near(colour(read(file("PNG", wide), "a.png")), (127, 127, 127))


def test_a_large_jpeg_is_decoded_small(monkeypatch: pytest.MonkeyPatch) -> None:
    sizes = []
    thumbnail = Image.Image.thumbnail

    def noted(picture: Image.Image, *arguments: Any) -> None:
        sizes.append(picture.size)
        thumbnail(picture, *arguments)

    monkeypatch.setattr(Image.Image, "thumbnail", noted)
    read(file("JPEG", Image.new("L", (7300, 5400))))
    assert sizes == [(3650, 2700)]


# How large


def test_bytes() -> None:
    data = plain("JPEG")
    assert read(data.ljust(MAX_BYTES, b"\0")).width == 400
    assert "8.1 MB; 8 MB at most" in refusal(data.ljust(MAX_BYTES + 1, b"\0"))
    assert "The file is empty" in refusal(b"")


def test_what_is_too_large_is_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    upload = SimpleUploadedFile("a.jpg", plain("JPEG"))
    upload.size = 12 * 1024 * 1024
    monkeypatch.setattr(upload, "file", None)
    with pytest.raises(PortraitRefused, match="12 MB; 8 MB at most"):
        read_portrait(upload)


def test_an_upload_that_was_read_before() -> None:
    upload = SimpleUploadedFile("a.jpg", plain("JPEG"))
    upload.read()
    assert read_portrait(upload).width == 400


def test_pixels() -> None:
    assert read(file("PNG", Image.new("L", (8000, 5000))), "a.png").width == 2000
    for kind in ("JPEG", "PNG", "WEBP"):
        data = file(kind, Image.new("RGB", (8000, 5001)), quality=20, method=0)
        assert "more than 40 megapixels" in refusal(data, NAMES[kind])
    heic = resized(plain("HEIC"), 8000, 5001)
    assert "more than 40 megapixels" in refusal(heic, "a.heic")


@pytest.mark.parametrize("kind", NAMES)
def test_too_small(kind: str) -> None:
    assert read(file(kind, drawing((200, 200))), NAMES[kind]).width == 200
    for size in ((198, 300), (300, 198)):
        assert "at least 200" in refusal(file(kind, drawing(size)), NAMES[kind])
