"""Pictures without what they tell of their makers: place, camera, time, names, comments."""

from io import BytesIO
from typing import Any

from PIL import Image, ImageOps

#: How each format is written again; of a JPEG the quality stays what it was.
OPTIONS: dict[str, dict[str, Any]] = {
    "JPEG": {"quality": 92, "progressive": True, "optimize": True},
    "PNG": {"optimize": True},
    "WEBP": {"quality": 92, "method": 4},
    "AVIF": {"quality": 80},
    "GIF": {},
}


class PictureBroken(ValueError):  # noqa: N818 - names the state, not a fault
    """The file is no picture of these formats, or a damaged one."""


def without_metadata(data: bytes) -> bytes:
    """Return a picture with nothing but its pixels and its colour profile.

    It is turned as its metadata said. What stands before, behind or between the pixels is gone,
    since the file is written anew. Takes JPEG, PNG, WebP, AVIF and GIF, of a size that was
    checked before; raises PictureBroken for anything else.
    """
    try:
        with Image.open(BytesIO(data), formats=list(OPTIONS)) as picture:
            return _written(picture)
    except (OSError, SyntaxError, ValueError, EOFError, Image.DecompressionBombError) as error:
        raise PictureBroken(str(error)) from error


def _written(picture: Image.Image) -> bytes:
    kind = str(picture.format)
    options = OPTIONS[kind] | {"icc_profile": picture.info.get("icc_profile")}
    written = BytesIO()
    if getattr(picture, "is_animated", False):
        # Frames are not turned: cameras make no animations.
        options |= {"save_all": True, "loop": picture.info.get("loop", 0)}
        _forget(picture)
        picture.save(written, kind, **options)
        return written.getvalue()
    picture.load()
    upright = ImageOps.exif_transpose(picture)
    if kind == "JPEG" and upright.size == picture.size and not picture.getexif().get(0x0112):
        options["quality"], upright = "keep", picture
    _forget(upright)
    upright.save(written, kind, **options)
    return written.getvalue()


def _forget(picture: Image.Image) -> None:
    """Drop what Pillow would write again."""
    for name in ("exif", "xmp", "comment", "XML:com.adobe.xmp", "Raw profile type exif"):
        picture.info.pop(name, None)
    texts = [key for key, value in picture.info.items() if isinstance(value, str)]
    for key in texts:
        del picture.info[key]
