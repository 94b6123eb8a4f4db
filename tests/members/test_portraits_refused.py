"""Portraits from the public form: what is no picture, more than one, a bomb or damaged."""

import struct
import tracemalloc
import zlib
from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pillow_heif  # writes the HEIC files below; comes with Wagtail
import pytest
from django.utils import translation
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from members.submissions import portraits
from members.submissions.portraits import PortraitRefused
from tests.members.portrait_files import (
    MAGIC,
    MARK,
    NAMES,
    archive,
    drawing,
    exif,
    file,
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


# What it is


def test_endings() -> None:
    endings = {"JPEG": "jpg jpeg jpe jfif", "PNG": "png", "WEBP": "webp", "HEIC": "heic heif"}
    for kind in endings:
        for other, names in endings.items():
            for name in names.split():
                for called in (f"my.png.{name}", f"MY.{name.upper()}"):
                    if kind == other:
                        assert read(plain(kind), called).width == 400
                    else:
                        told = refusal(plain(kind), called).lower()
                        assert f"is a {kind.lower()} picture" in told
                        assert f"end in .{endings[kind].split()[0]}." in told


@pytest.mark.parametrize("name", [None, "", "jpg/", ".", "a.jpg.exe", "a.svg", "a.jpg\0.html"])
def test_names_without_a_fitting_ending(name: str | None) -> None:
    assert "does not end in .jpg" in refusal(plain("JPEG"), name)


@pytest.mark.parametrize("name", NAMES.values())
def test_only_four_formats(name: str) -> None:
    svg = b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>'
    avif = file("AVIF")
    others = [file(kind) for kind in ("GIF", "BMP", "TIFF", "PDF", "ICO", "PPM")]
    named = avif.replace(b"ftypavif", b"ftypmif1")
    assert b"avif" in named[16:64]
    for data in (svg, avif, named, *others, b"Hello", b"\0", archive(), b"RIFF\0\0\0\0WAVE"):
        assert "Only JPEG, PNG, WebP and HEIC" in refusal(data, name)


def test_only_the_decoder_of_the_format_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []
    opened = Image.open

    def noted(*arguments: Any, **options: Any) -> Image.Image:
        asked.append(options["formats"])
        return opened(*arguments, **options)

    monkeypatch.setattr(Image, "open", noted)
    for kind, name in NAMES.items():
        read(plain(kind), name)
    assert asked == [["JPEG"], ["PNG"], ["WEBP"]]


def test_moving_pictures() -> None:
    frames: dict[str, Any] = {"save_all": True, "append_images": [drawing().rotate(90)]}
    for kind in ("PNG", "WEBP"):
        assert "moves" in refusal(file(kind, **frames), NAMES[kind])
    for brand in (b"hevc", b"hevx", b"msf1"):
        data = plain("HEIC").replace(b"ftypheic", b"ftyp" + brand)
        assert "moves" in refusal(data, "a.heic")


def test_the_primary_picture_of_several_is_taken() -> None:
    several = pillow_heif.from_pillow(drawing((300, 200)))
    several.add_from_pillow(drawing((500, 400)))
    several.add_from_pillow(drawing((600, 200)))
    written = BytesIO()
    several.save(written, primary_index=1)
    assert read(written.getvalue(), "a.heic").width == 500


def test_what_phones_add_is_dropped() -> None:
    jpeg = plain("JPEG")
    both = file("MPO", save_all=True, append_images=[drawing((300, 200))])
    second = both.rindex(b"\xff\xd8\xff")
    film = b"\0\0\0\x18ftypmp42\0\0\0\0isommp42" + b"\0\0\0\x10mdat" + MARK.encode() * 9
    samsung = b"\0\0\x01\x0aImage_UTC_Data" + MARK.encode() + b"SEFH\x6b\0\0\0SEFT"
    for data in (both, both[:second], jpeg + jpeg, jpeg + film, jpeg + samsung):
        picture = read(data)
        assert picture.width == 400
        assert MARK.encode() not in picture.data


# What it is as well


def test_polyglots() -> None:
    told = "other content beside the picture"
    for kind, name in NAMES.items():
        assert told in refusal(plain(kind) + archive(), name)
        assert told in refusal(plain(kind) + b"<SCRIPT>alert(1)</SCRIPT>", name)
    assert told in refusal(file("JPEG", comment="%PDF-1.4"))


@pytest.mark.parametrize(
    "code",
    ["<script src=x>", "<html>", "<SvG/onload=x>", "<!DOCTYPE html>", "<iframe\n", "<?php echo 1;"],
)
def test_code_in_a_comment(code: str) -> None:
    assert "other content" in refusal(file("JPEG", comment=f"a {code} b"))


@pytest.mark.parametrize("text", ["<scripture>", "<?xpacket begin='' ?>", "a < b > html", "?php "])
def test_harmless_text_in_a_comment(text: str) -> None:
    assert read(file("JPEG", comment=text)).width == 400


def test_an_archive_that_its_reader_cannot_bear() -> None:
    locator = struct.pack("<4sLQL", b"PK\6\7", 1, 0, 2)
    end = struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, 0, 0, 0, 0, 0)
    assert refusal(plain("JPEG") + locator + end)


# Bombs


def chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def huge(width: int, height: int) -> bytes:
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    rest = chunk(b"IDAT", zlib.compress(bytes(9999))) + chunk(b"IEND", b"")
    return MAGIC["PNG"] + chunk(b"IHDR", header) + rest


@pytest.mark.parametrize("size", [(6400, 6400), (10_000, 10_000), (60_000, 60_000), (2**31 - 1, 9)])
def test_png_bombs(size: tuple[int, int]) -> None:
    assert "more than 40 megapixels" in refusal(huge(*size), "a.png")


def test_webp_bombs() -> None:
    data = bytearray(file("WEBP", exif=exif()))
    data[24:30] = (16_000).to_bytes(3, "little") * 2
    assert "more than 40 megapixels" in refusal(bytes(data), "a.webp")


def test_a_png_with_a_huge_text() -> None:
    text = PngInfo()
    text.add_text("Comment", "a" * 50_000_000, zip=True)
    assert "damaged" in refusal(file("PNG", pnginfo=text), "a.png")


def test_a_jpeg_of_thousands_of_scans() -> None:
    data = file("JPEG", Image.new("L", (3000, 2000)), progressive=True)
    last = data[data.rindex(b"\xff\xda") : -2]
    assert "damaged" in refusal(data[:-2] + last * 2000 + data[-2:])


def test_a_heic_that_says_it_is_small() -> None:
    data = resized(file("HEIC", drawing((900, 600))), 300, 300)
    assert "damaged" in refusal(data, "a.heic")


def test_a_heic_whose_metadata_are_the_same_bytes_many_times() -> None:
    entries = [{"type": "mime", "content_type": "x", "data": b"q" * 12_345}] * 50
    data = bytearray(file("HEIC", metadata=entries))
    large = 4_000_000
    end = len(data)
    at = table = data.index(b"iloc")
    stop = table + int.from_bytes(data[table - 4 : table])
    while (at := data.find(struct.pack(">I", 12_345), at + 1, stop)) > 0:
        data[at - 10 : at - 6] = bytes(4)
        data[at - 4 : at + 4] = struct.pack(">II", end, large)
    tracemalloc.start()
    try:
        assert read(bytes(data) + bytes(large), "a.heic").width == 400
        assert tracemalloc.get_traced_memory()[1] < 60_000_000
    finally:
        tracemalloc.stop()


def test_a_heic_in_grey_of_more_than_8_bits() -> None:
    assert "damaged" in refusal(file("HEIC", Image.new("I;16", (300, 300))), "a.heic")


def test_a_heic_with_a_huge_profile() -> None:
    assert "damaged" in refusal(file("HEIC", icc_profile=bytes(300_000)), "a.heic")


# Damaged


@pytest.mark.parametrize("kind", NAMES)
def test_truncated_files(kind: str) -> None:
    data = plain(kind)
    points = {*range(1, len(data), max(1, len(data) // 60)), *range(len(data) - 15, len(data))}
    for end in sorted(points):
        assert refusal(data[:end], NAMES[kind])
    assert "damaged" in refusal(data[: len(data) // 2], NAMES[kind])


@pytest.mark.parametrize("kind", NAMES)
@settings(max_examples=100, deadline=None)
@given(rest=st.binary(max_size=2000))
def test_anything_behind_the_first_bytes(kind: str, rest: bytes) -> None:
    with pytest.raises(PortraitRefused):
        read(MAGIC[kind] + rest, NAMES[kind])


@pytest.mark.parametrize("kind", NAMES)
@settings(max_examples=150, deadline=None)
@given(
    changes=st.lists(
        st.tuples(st.integers(0, 2**20), st.integers(0, 4), st.binary(max_size=8)),
        min_size=1,
        max_size=8,
    )
)
def test_anything_in_between(kind: str, changes: list[tuple[int, int, bytes]]) -> None:
    data = plain(kind)
    for at, removed, added in changes:
        at %= len(data)
        data = data[:at] + added + data[at + removed :]
    try:
        picture = read(data, NAMES[kind])
    except PortraitRefused:
        return
    assert pixels(picture)


@settings(max_examples=200, deadline=None)
@given(data=st.binary(max_size=300), name=st.none() | st.text())
def test_any_bytes_and_any_name(data: bytes, name: str | None) -> None:
    with pytest.raises(PortraitRefused):
        read(data, name)


@pytest.mark.parametrize(
    "error",
    [
        MemoryError,
        struct.error,
        zlib.error,
        SyntaxError,
        EOFError,
        OverflowError,
        ZeroDivisionError,
        RecursionError,
        SystemError,
        Image.DecompressionBombWarning,
    ],
)
def test_whatever_a_decoder_raises(error: type[Exception], monkeypatch: pytest.MonkeyPatch) -> None:
    def failing(*_arguments: Any, **_options: Any) -> None:
        raise error

    monkeypatch.setattr(Image, "open", failing)
    monkeypatch.setattr(portraits.pillow_heif, "open_heif", failing)
    for kind, name in NAMES.items():
        assert "damaged" in refusal(plain(kind), name)
