"""Portraits that visitors upload: checked by what they hold, and written anew as plain JPEG."""

import math
import re
import warnings
import zipfile
from contextlib import suppress
from dataclasses import dataclass
from io import BytesIO

import pillow_heif
from django.core.files.uploadedfile import UploadedFile
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from PIL import Image, ImageCms

MAX_BYTES = 8 * 1024 * 1024
MAX_PIXELS = 40_000_000
#: Of the JPEG that comes out, on its long side.
MAX_SIDE = 2000
#: Of the picture that comes in, on its short side; less is too small to print.
MIN_SIDE = 200

ENDINGS = {
    "JPEG": ("jpg", "jpeg", "jpe", "jfif"),
    "PNG": ("png",),
    "WebP": ("webp",),
    "HEIC": ("heic", "heif"),
}
STILL_BRANDS = {b"heic", b"heix", b"heim", b"heis", b"mif1"}
MOVING_BRANDS = {b"hevc", b"hevx", b"msf1"}
#: What a browser or a server could run.
CODE = re.compile(rb"<(?:script|html|svg|!doctype|iframe|\?php)[\s/>]", re.IGNORECASE)
#: Each scan of a JPEG goes over all of its pixels; usual are 10 at most.
MAX_SCANNED = 100 * MAX_PIXELS
#: The colour profile of a HEIC is copied for each picture in it.
MAX_PROFILE = 256 * 1024
HEIC_PROFILE = re.compile(rb"(\x00...)colr", re.DOTALL)
HEIC_METADATA = re.compile(rb"(\x00...)cdsc", re.DOTALL)
#: Rare depths are left out: a header that tells another depth than the data has crashed decoders.
HEIC_MODES = {"L", "LA", "La", "RGB", "RGBA", "RGBa"}
#: How a picture is turned upright, by its EXIF orientation.
TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}


@dataclass(frozen=True)
class Picture:
    """A portrait as it is stored: a JPEG in sRGB, upright and without metadata."""

    data: bytes
    width: int
    height: int


class PortraitRefused(ValueError):  # noqa: N818 - names the outcome, not a fault
    """The upload is not taken; the message tells the person why and what to do."""


def read_portrait(upload: "UploadedFile[bytes]") -> Picture:
    """Return the picture of an upload, written anew.

    Takes JPEG, PNG, WebP and HEIC whose name ends accordingly. Raises PortraitRefused, and
    nothing else, whatever the file holds and however it is called.
    """
    size = upload.size or 0
    if not size:
        raise PortraitRefused(_("The file is empty. Please choose another one."))
    if size > MAX_BYTES:
        raise PortraitRefused(
            _(
                "The picture has %(size)s MB; %(limit)s MB at most are possible."
                " Please save it in a smaller size."
            )
            % {"size": _megabytes(size), "limit": _megabytes(MAX_BYTES)}
        )
    upload.seek(0)
    data = upload.read()
    kind = _kind(data)
    _check_ending(upload.name or "", kind)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            _check_content(data, kind)
            return _written(_heic(data) if kind == "HEIC" else _opened(data, kind))
    except PortraitRefused:
        raise
    except Image.DecompressionBombError as error:
        raise _too_many_pixels() from error
    except Exception as error:  # decoders raise almost anything on hostile bytes
        raise _damaged() from error


def _megabytes(size: int) -> str:
    return number_format(math.ceil(size * 10 / 1024 / 1024) / 10).removesuffix(".0")


def _damaged() -> PortraitRefused:
    return PortraitRefused(
        _("The picture is damaged or incomplete. Please save it anew as JPEG and upload that.")
    )


def _too_many_pixels() -> PortraitRefused:
    return PortraitRefused(
        _("The picture has more than %(limit)s megapixels. Please save it in a smaller size.")
        % {"limit": MAX_PIXELS // 1_000_000}
    )


def _moving() -> PortraitRefused:
    return PortraitRefused(_("The picture moves. Please upload a single picture, as JPEG."))


def _kind(data: bytes) -> str:
    """Return the key in ENDINGS that the first bytes tell; raise PortraitRefused for others."""
    if data.startswith(b"\xff\xd8\xff"):
        return "JPEG"
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return "PNG"
    if data.startswith(b"RIFF") and data[8:12] == b"WEBP":
        return "WebP"
    if data[4:8] == b"ftyp" and data[8:12] in STILL_BRANDS | MOVING_BRANDS:
        end = min(int.from_bytes(data[:4]), 256)
        brands = {data[at : at + 4] for at in range(16, end, 4)}
        if not brands & {b"avif", b"avis"}:
            return "HEIC"
    raise PortraitRefused(
        _("Only JPEG, PNG, WebP and HEIC pictures are possible. Please save it anew as JPEG.")
    )


def _check_ending(name: str, kind: str) -> None:
    if name.rpartition(".")[2].lower() not in ENDINGS[kind]:
        raise PortraitRefused(
            _(
                "The file is a %(kind)s picture, but its name does not end in .%(ending)s."
                " Please rename it so, or save it anew as JPEG."
            )
            % {"kind": kind, "ending": ENDINGS[kind][0]}
        )


def _check_content(data: bytes, kind: str) -> None:
    """Refuse what is something else as well, and a PNG without its end."""
    if zipfile.is_zipfile(BytesIO(data)) or b"%PDF-" in data[:1024] or CODE.search(data):
        raise PortraitRefused(
            _("The file contains other content beside the picture. Please save it anew as JPEG.")
        )
    if kind == "PNG" and b"IEND\xae\x42\x60\x82" not in data:
        raise _damaged()


def _check_size(width: int, height: int) -> None:
    if width * height > MAX_PIXELS:
        raise _too_many_pixels()
    if min(width, height) < MIN_SIDE:
        raise PortraitRefused(
            _(
                "The picture has %(width)s × %(height)s pixels; each side needs at least"
                " %(limit)s. Please upload a larger one."
            )
            % {"width": width, "height": height, "limit": MIN_SIDE}
        )


def _opened(data: bytes, kind: str) -> Image.Image:
    """Return a JPEG, PNG or WebP, upright and as small as its decoder makes it."""
    picture = Image.open(BytesIO(data), formats=[kind.upper()])
    width, height = picture.size
    _check_size(width, height)
    if kind == "JPEG":  # which may hold further pictures: a preview, a depth map
        if data.count(b"\xff\xda") * width * height > MAX_SCANNED:
            raise _damaged()
        share = MAX_SIDE / max(width, height)
        picture.draft(None, (math.ceil(width * share), math.ceil(height * share)))
    elif getattr(picture, "is_animated", False):
        raise _moving()
    turn = TURNS.get(picture.getexif().get(0x0112, 1))
    small = _small(picture)
    return small if turn is None else small.transpose(turn)


def _heic(data: bytes) -> Image.Image:
    """Return the primary picture of a HEIC, which its decoder turns upright."""
    if data[8:12] in MOVING_BRANDS:
        raise _moving()
    if any(not 8 < int.from_bytes(size) <= MAX_PROFILE for size in HEIC_PROFILE.findall(data)):
        raise _damaged()
    # Not registered with Pillow: what Wagtail's image forms accept stays as it is.
    # Metadata is cut off before: it would be copied for each entry that points to the same bytes.
    heif = pillow_heif.open_heif(HEIC_METADATA.sub(rb"\1none", data))
    _check_size(*heif.size)
    if heif.mode not in HEIC_MODES:
        raise _damaged()
    return _small(heif.to_pillow())


def _small(picture: Image.Image) -> Image.Image:
    """Return a picture of MAX_SIDE at most, in a mode that can be scaled."""
    if picture.mode.startswith("I"):  # 16 bits
        picture = picture.point(lambda value: value / 256).convert("L")
        picture.info.pop("transparency", None)
    if picture.has_transparency_data:
        picture = picture.convert("RGBA")
    elif picture.mode not in {"L", "RGB", "CMYK"}:
        picture = picture.convert("RGB")
    picture.thumbnail((MAX_SIDE, MAX_SIDE), Image.Resampling.LANCZOS)
    return picture


def _written(picture: Image.Image) -> Picture:
    profile = picture.info.get("icc_profile")
    if picture.mode == "RGBA":
        white = Image.new("RGB", picture.size, "white")
        white.paste(picture, mask=picture)
        picture = white
    picture = _in_srgb(picture, profile)
    picture.info = {}
    written = BytesIO()
    picture.save(written, "JPEG", quality=88, progressive=True, optimize=True)
    return Picture(written.getvalue(), *picture.size)


def _in_srgb(picture: Image.Image, profile: bytes | None) -> Image.Image:
    if profile:
        with suppress(ImageCms.PyCMSError, OSError, TypeError, ValueError):
            source = ImageCms.ImageCmsProfile(BytesIO(profile))
            target = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB"))
            turned = ImageCms.profileToProfile(picture, source, target, outputMode="RGB")
            if turned is not None:
                return turned
    return picture.convert("RGB")
