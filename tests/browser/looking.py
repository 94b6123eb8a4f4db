"""What axe-core says of a page as it stands in a window."""

from collections.abc import Iterator
from contextlib import contextmanager

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

RULES = {
    "runOnly": {
        "type": "tag",
        "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    },
    "resultTypes": ["violations"],
}
#: One language is looked at in light and wide, the other one in dark and narrow.
LOOKS = [("de", "light", 1280), ("en", "dark", 320)]


@contextmanager
def window(browser: Browser, address: str, scheme: str, width: int) -> Iterator[Page]:
    """Open a window on the portal at ``address``.

    axe-core is put into the page as a script, which the site's policy forbids.
    """
    context = browser.new_context(
        base_url=address,
        viewport={"width": width, "height": 900},
        color_scheme=scheme,
        bypass_csp=True,
    )
    yield context.new_page()
    context.close()


def violations(page: Page) -> list[str]:
    """Return what axe-core says against the page as it is."""
    return [
        f"{violation['id']}: {', '.join(node['html'][:120] for node in violation['nodes'][:3])}"
        for violation in Axe().run(page, options=RULES).response["violations"]
    ]


def is_too_wide(page: Page) -> bool:
    """Tell whether the page can be scrolled sideways."""
    found: bool = page.evaluate("document.documentElement.scrollWidth > innerWidth")
    return found


def problems(page: Page, name: str) -> list[str]:
    """Return what is wrong with the page as it is, each beginning with ``name``."""
    found = violations(page) + ["wider than the window"] * is_too_wide(page)
    return [f"{name} {page.url}: {problem}" for problem in found]
