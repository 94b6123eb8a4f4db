"""A drawn header picture for a portal that has none yet: a river, hills and towns at its banks."""

from io import BytesIO
from itertools import pairwise
from math import cos, pi

from django.core.files.images import ImageFile
from PIL import Image, ImageDraw, ImageFilter

from metropol.models import HomePage, PortalImage

SIZE = (1920, 1080)
#: Everything is drawn twice as large and scaled down, so that no edge is jagged.
SCALE = 2
SKY = ((0xF6, 0xD9, 0xB4), (0xA9, 0xD5, 0xDE))
HILLS = ("#7fb3bd", "#4f8f9c", "#2c6d7c")
BANK, TOWN, WINDOW, WATER, GLEAM, SUN = (
    "#123f4c",
    "#1d5463",
    "#f7c873",
    "#a7d8e0",
    "#e8f6f7",
    "#fff3da",
)

#: Houses from left to right: left edge, width, height, and the height of a pointed roof.
HOUSES = (
    (40, 90, 90, 40),
    (140, 60, 150, 90),
    (210, 120, 70, 0),
    (560, 70, 110, 0),
    (640, 46, 230, 120),
    (696, 46, 230, 120),
    (752, 130, 95, 45),
    (1010, 90, 380, 0),
    (1110, 150, 130, 0),
    (1270, 60, 190, 60),
    (1340, 110, 85, 35),
    (1530, 70, 120, 0),
    (1610, 40, 290, 0),
    (1665, 40, 260, 0),
    (1720, 160, 110, 50),
)


def hang(home: HomePage) -> None:
    """Show the picture above all pages, unless the portal has pictures of its own."""
    if PortalImage.objects.exists():
        return
    home.header_image = PortalImage.objects.create(
        title="Panorama",
        file=panorama(),
        width=SIZE[0],
        height=SIZE[1],
        credit="Metropol",
        is_decorative=True,
    )
    home.save_revision().publish()


def panorama() -> ImageFile:
    """Return the picture as a JPEG of ``SIZE`` pixels."""
    width, height = (side * SCALE for side in SIZE)
    picture = Image.new("RGB", (width, height))
    draw = ImageDraw.Draw(picture)
    for line in range(height):
        part = line / height
        mixed = (round(a + (b - a) * (1 - part)) for a, b in zip(*SKY, strict=True))
        draw.line((0, line, width, line), fill=tuple(mixed))
    _disc(draw, 1330, 330, 130, SUN)
    for number, colour in enumerate(HILLS):
        _hill(draw, 430 + 90 * number, 70 + 15 * number, 2.3 + 0.9 * number, colour)
    for house in HOUSES:
        _house(draw, *house)
    _hill(draw, 740, 14, 3.7, BANK)
    draw.rectangle((0, 790 * SCALE, width, height), fill=WATER)
    _bridge(draw)
    for number in range(26):
        left, top = (number * 277) % 1800, 815 + (number * 53) % 250
        _box(draw, left, top, 60 + (number * 37) % 160, 5, GLEAM)
    data = BytesIO()
    small = picture.resize(SIZE, Image.Resampling.LANCZOS).filter(ImageFilter.SMOOTH)
    small.save(data, "JPEG", quality=88, progressive=True)
    data.seek(0)
    return ImageFile(data, name="panorama.jpg")


def _box(
    draw: ImageDraw.ImageDraw, left: int, top: int, width: int, height: int, fill: str
) -> None:
    corners = (left, top, left + width, top + height)
    draw.rectangle(tuple(side * SCALE for side in corners), fill=fill)


def _disc(draw: ImageDraw.ImageDraw, x: int, y: int, radius: int, fill: str) -> None:
    corners = (x - radius, y - radius, x + radius, y + radius)
    draw.ellipse(tuple(side * SCALE for side in corners), fill=fill)


def _hill(draw: ImageDraw.ImageDraw, base: int, rise: int, waves: float, fill: str) -> None:
    width = SIZE[0]
    line = [
        (x * SCALE, (base - rise * cos(waves * x / width * pi) - rise / 2) * SCALE)
        for x in range(0, width + 20, 20)
    ]
    bottom = SIZE[1] * SCALE
    draw.polygon([(0, bottom), *line, (width * SCALE, bottom)], fill=fill)


def _house(draw: ImageDraw.ImageDraw, left: int, width: int, height: int, roof: int) -> None:
    ground = 760
    top = ground - height
    _box(draw, left, top, width, height, TOWN)
    if roof:
        corners = ((left - 4, top), (left + width / 2, top - roof), (left + width + 4, top))
        draw.polygon([(x * SCALE, y * SCALE) for x, y in corners], fill=TOWN)
    for row, _next in pairwise(range(top + 18, ground - 20, 34)):
        for column in range(left + 14, left + width - 16, 26):
            if (row * 7 + column * 13) % 5 < 2:
                _box(draw, column, row, 9, 14, WINDOW)


def _bridge(draw: ImageDraw.ImageDraw) -> None:
    """Draw five arches across the river."""
    _box(draw, 0, 752, SIZE[0], 26, BANK)
    for left in range(-60, SIZE[0], 400):
        _box(draw, left, 760, 60, 90, BANK)
        box = (left + 60, 778, left + 400, 918)
        draw.arc(tuple(side * SCALE for side in box), 180, 360, fill=BANK, width=16 * SCALE)
