"""Drawn pictures for the demo, so that no photograph with rights of others is in the repository."""

from io import BytesIO

from django.core.files.images import ImageFile
from PIL import Image, ImageDraw

SIZE = (1200, 800)
SKY, WATER, STONE, HILL = "#bcdce4", "#3f7f93", "#8a6f5a", "#6f9a6a"


def bridge() -> ImageFile:
    """Return a bridge with three arches across a river."""
    picture, draw = _landscape()
    draw.rectangle((0, 420, 1200, 480), fill=STONE)
    for left in (-20, 400, 820):
        draw.rectangle((left, 470, left + 400, 640), fill=STONE)
        draw.ellipse((left + 40, 500, left + 360, 860), fill=SKY)
        draw.rectangle((left + 40, 640, left + 360, 800), fill=WATER)
    for post in range(20, 1200, 60):
        draw.line((post, 380, post, 420), fill="#4c4038", width=6)
    draw.line((0, 384, 1200, 384), fill="#4c4038", width=6)
    return _file(picture, "bruecke.png")


def bus() -> ImageFile:
    """Return a bus on a street."""
    picture, draw = _landscape()
    draw.rectangle((0, 560, 1200, 800), fill="#70757a")
    draw.rounded_rectangle((180, 300, 1020, 620), radius=40, fill="#f2f2ec")
    draw.rectangle((180, 480, 1020, 520), fill="#2f7d6b")
    for left in range(230, 900, 150):
        draw.rounded_rectangle((left, 345, left + 120, 455), radius=10, fill="#2b3c4a")
    for middle in (340, 860):
        draw.ellipse((middle - 65, 560, middle + 65, 690), fill="#22262a")
        draw.ellipse((middle - 28, 597, middle + 28, 653), fill="#9aa2a8")
    return _file(picture, "bus.png")


def workshop() -> ImageFile:
    """Return a workbench with tools on the wall."""
    picture = Image.new("RGB", SIZE, "#e9e1d3")
    draw = ImageDraw.Draw(picture)
    draw.rectangle((100, 90, 1100, 430), fill="#c8b394")
    for number, left in enumerate(range(180, 1050, 120)):
        draw.rectangle((left, 140, left + 26, 250 + 40 * (number % 3)), fill="#7a4b2a")
        draw.rectangle((left - 24, 140, left + 50, 176), fill="#4f5a63")
    draw.rectangle((0, 560, 1200, 620), fill="#8d5f38")
    draw.rectangle((80, 620, 150, 800), fill="#75502f")
    draw.rectangle((1050, 620, 1120, 800), fill="#75502f")
    draw.rounded_rectangle((500, 450, 760, 560), radius=14, fill="#35627a")
    return _file(picture, "werkstatt.png")


def _landscape() -> tuple[Image.Image, ImageDraw.ImageDraw]:
    picture = Image.new("RGB", SIZE, SKY)
    draw = ImageDraw.Draw(picture)
    draw.ellipse((-300, 330, 700, 1100), fill=HILL)
    draw.ellipse((500, 360, 1600, 1200), fill="#82ab78")
    draw.rectangle((0, 640, 1200, 800), fill=WATER)
    return picture, draw


def _file(picture: Image.Image, name: str) -> ImageFile:
    data = BytesIO()
    picture.save(data, "PNG", optimize=True)
    data.seek(0)
    return ImageFile(data, name=name)
