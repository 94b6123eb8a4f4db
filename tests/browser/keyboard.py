"""Going through a page with the Tab key."""

from typing import Any

from playwright.sync_api import Page

#: More stops than any page has: who gets here goes round in circles.
STOPS = 400

#: What has the focus: its name, whether the focus is seen, and whether nothing lies upon it.
_FOCUSED = """() => {
  const element = document.activeElement;
  if (!element || element === document.body) return null;
  const style = getComputedStyle(element);
  const shape = element.querySelector(":scope > circle, :scope > rect") ?? element;
  const box = shape.getClientRects()[0] ?? shape.getBoundingClientRect();
  const left = Math.max(box.left, 0), right = Math.min(box.right, innerWidth);
  const top = Math.max(box.top, 0), bottom = Math.min(box.bottom, innerHeight);
  const at = document.elementFromPoint((left + right) / 2, (top + bottom) / 2);
  const name = element.getAttribute("aria-label") ?? element.labels?.[0]?.textContent
    ?? element.textContent;
  const ring = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
  return {
    name: name.trim().replace(/\\s+/g, " "),
    html: element.outerHTML.slice(0, 120),
    tag: element.localName,
    in_main: Boolean(element.closest("main")),
    // The controls of a video are the browser's own, and so is how it shows their focus.
    is_seen: (ring || element.localName === "video") && right - left >= 1 && bottom - top >= 1,
    is_free: Boolean(at) && (at === element || element.contains(at)),
  };
}"""


def focused(page: Page) -> dict[str, Any] | None:
    """Return what has the focus, None if that is the page itself."""
    found: dict[str, Any] | None = page.evaluate(_FOCUSED)
    return found


def stops(page: Page) -> list[dict[str, Any]]:
    """Press Tab until the end of the page, and return what had the focus on the way."""
    found = []
    while len(found) < STOPS:
        page.keyboard.press("Tab")
        stop = focused(page)
        if stop is None:
            return found
        found.append(stop)
    raise AssertionError(f"no end after {STOPS} stops: {found[-3:]}")


def tab_to(page: Page, name: str) -> None:
    """Press Tab until what begins with ``name`` has the focus."""
    for _ in range(STOPS):
        page.keyboard.press("Tab")
        stop = focused(page)
        if stop and stop["name"].startswith(name):
            return
    raise AssertionError(f"Tab does not lead to “{name}”")
