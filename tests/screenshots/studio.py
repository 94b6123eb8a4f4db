"""The browser in front of the demo: who looks at what, and which part is in the picture."""

import json
from io import BytesIO
from pathlib import Path
from typing import Any

from PIL import Image
from playwright.sync_api import Browser, BrowserContext, FloatRect, Locator, Page, ViewportSize
from wagtail.admin.models import EditingSession

#: What moves, blinks, or floats over what is explained.
STYLE = """
* {
  caret-color: transparent !important;
  transition: none !important;
  animation: none !important;
  scroll-behavior: auto !important;
}
.minimap, [data-minimap-container], [data-component=minimap] { display: none !important; }
"""
#: It is not always the window that scrolls, nor always up and down only.
TO_THE_TOP = 'for (const part of document.querySelectorAll("*")) part.scrollTo(0, 0)'
#: Space around what a picture shows.
MARGIN = 16
#: How much of the window the buttons at its foot may cover.
FOOT = 200
#: Colours of a picture: a screen has few, and a palette makes files small.
COLOURS = 256


class Studio:
    """Opens pages of the demo as one of its people, and takes pictures of parts of them."""

    def __init__(self, browser: Browser, address: str, passwords: Path) -> None:
        self.browser = browser
        self.address = address
        self.passwords: dict[str, str] = json.loads(passwords.read_text())
        self._logins: dict[str, Any] = {}
        self._context: BrowserContext | None = None

    def visitor(
        self, path: str, *, width: int = 1200, height: int = 1000, dark: bool = False
    ) -> Page:
        """Open a page of the site, as somebody who is not logged in."""
        return self._open(path, width, height, dark=dark)

    def desk(self, name: str, path: str, *, width: int = 1200, height: int = 1000) -> Page:
        """Open a page of the admin as the user ``name``; nobody else has it open."""
        EditingSession.objects.all().delete()
        if name not in self._logins:
            self._log_in(name)
        return self._open(path, width, height, storage_state=self._logins[name])

    def crop(self, page: Page, *shown: Locator, margin: int = MARGIN) -> bytes:
        """Return a picture of what is around ``shown``, however far down the page it stands."""
        page.evaluate(TO_THE_TOP)
        size = _size(page)
        bottom = max(box["y"] + box["height"] for box in _boxes(shown))
        if bottom + FOOT > size["height"]:
            page.set_viewport_size({"width": size["width"], "height": int(bottom) + FOOT})
            page.wait_for_timeout(300)
        return self.part(page, *shown, margin=margin)

    def part(self, page: Page, *shown: Locator, margin: int = MARGIN) -> bytes:
        """Return a picture of what is around ``shown`` in the window as it is."""
        return page.screenshot(
            clip=_around(_boxes(shown), margin, page), animations="disabled", caret="hide"
        )

    def main(self, page: Page) -> bytes:
        """Return a picture of the window beside the menu of the admin."""
        return self.part(page, page.locator("#main"), margin=0)

    def window(self, page: Page) -> bytes:
        """Return a picture of the window."""
        return page.screenshot(animations="disabled", caret="hide")

    def _open(
        self, path: str, width: int, height: int, *, dark: bool = False, **options: Any
    ) -> Page:
        if self._context:
            self._context.close()
        self._context = self.browser.new_context(
            base_url=self.address,
            viewport={"width": width, "height": height},
            locale="de-DE",
            timezone_id="Europe/Berlin",
            color_scheme="dark" if dark else "light",
            reduced_motion="reduce",
            bypass_csp=True,
            **options,
        )
        page = self._context.new_page()
        page.set_default_timeout(30_000)
        page.goto(path)
        settle(page)
        return page

    def _log_in(self, name: str) -> None:
        page = self.visitor("/admin/login/")
        page.locator("[name=username]").fill(name)
        page.locator("[name=password]").fill(self.passwords[name])
        page.get_by_role("button", name="Anmelden").click()
        page.wait_for_url("**/admin/")
        self._logins[name] = page.context.storage_state()


def settle(page: Page) -> None:
    """Wait until nothing loads or moves any more."""
    page.add_style_tag(content=STYLE)
    page.wait_for_load_state("networkidle")
    page.evaluate("document.fonts.ready")
    page.wait_for_timeout(300)


def section(page: Page, heading: str) -> Locator:
    """Return a part of a form by its heading."""
    title = page.get_by_role("heading", name=heading, exact=True)
    return page.locator("section.w-panel:visible", has=title).last


def small(png: bytes) -> bytes:
    """Return a picture as PNG with a palette, which is a fraction of its size."""
    picture = Image.open(BytesIO(png)).convert("RGB")
    reduced = picture.quantize(COLOURS, Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
    data = BytesIO()
    reduced.save(data, "PNG", optimize=True)
    return data.getvalue()


def _size(page: Page) -> ViewportSize:
    size = page.viewport_size
    assert size is not None
    return size


def _around(boxes: list[FloatRect], margin: int, page: Page) -> FloatRect:
    """Return the part of the window that holds ``boxes``; its margin leaves the menu out."""
    size = _size(page)
    content = page.locator("#main").bounding_box() if page.locator("#main").count() else None
    first = min(box["x"] for box in boxes)
    left = max(first - margin, min(first, content["x"] if content else 0))
    top = max(min(box["y"] for box in boxes) - margin, 0)
    right = min(max(box["x"] + box["width"] for box in boxes) + margin, size["width"])
    bottom = min(max(box["y"] + box["height"] for box in boxes) + margin, size["height"])
    return FloatRect(x=left, y=top, width=right - left, height=bottom - top)


def _boxes(shown: tuple[Locator, ...]) -> list[FloatRect]:
    found = [locator.bounding_box() for locator in shown]
    boxes = [box for box in found if box]
    if len(boxes) < len(shown):
        raise LookupError("A part of the picture is not on the page.")
    return boxes
