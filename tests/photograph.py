"""Pictures that weigh as much as photographs do, and are the same each time."""

from io import BytesIO
from random import Random

from django.core.files.images import ImageFile
from PIL import Image, ImageChops, ImageFilter


def photograph(number: int, size: tuple[int, int] = (1600, 1000)) -> ImageFile:
    """Return a JPEG with light and shade in many sizes, as leaves, stones and skin have them."""
    random = Random(number)
    channels = []
    for _ in range(3):
        channel = Image.new("L", size, 128)
        for cells in (4, 9, 24, 70, 200):
            noise = Image.frombytes("L", (cells, cells), random.randbytes(cells * cells))
            layer = noise.resize(size, Image.Resampling.BICUBIC)
            channel = Image.blend(channel, layer, 0.3 if cells < 50 else 0.12)
        channels.append(channel)
    grain = Image.frombytes("L", size, random.randbytes(size[0] * size[1]))
    grain = grain.filter(ImageFilter.GaussianBlur(1)).point(lambda value: 118 + value // 13)
    picture = Image.merge("RGB", channels)
    picture = ImageChops.overlay(picture, Image.merge("RGB", [grain] * 3))
    data = BytesIO()
    picture.save(data, "JPEG", quality=90)
    data.seek(0)
    return ImageFile(data, name=f"photograph-{number}.jpg")
