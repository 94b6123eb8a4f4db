"""Text of double size, very wide screens, forced colours."""

import pytest
from playwright.sync_api import Browser
from pytest_django.live_server_helper import LiveServer

from tests.browser.looking import is_too_wide
from tests.browser.test_axe import addresses, make_pages

pytestmark = [
    pytest.mark.browser,
    pytest.mark.looks,
    pytest.mark.usefixtures("db"),
]

#: As the setting for text alone does it: widths in a media query do not follow.
DOUBLE = """() => {
  const root = document.documentElement;
  root.style.fontSize = `${2 * parseFloat(getComputedStyle(root).fontSize)}px`;
}"""
#: Words of the headline that stand on two lines.
BROKEN = """() => {
  const found = [];
  const texts = document.createTreeWalker(document.querySelector("h1"), NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    for (const word of texts.currentNode.data.matchAll(/[^\\s-]+/g)) {
      const range = document.createRange();
      range.setStart(texts.currentNode, word.index);
      range.setEnd(texts.currentNode, word.index + word[0].length);
      const tops = new Set([...range.getClientRects()].map(box => Math.round(box.top)));
      if (tops.size > 1) found.push(word[0]);
    }
  }
  return found;
}"""
EDGE = 'getComputedStyle(document.querySelector(".menu a{}")).borderBottomColor'


def test_text_of_double_size_fits_and_wide_screens_break_no_word(
    browser: Browser, server: LiveServer
) -> None:
    urls = list(addresses(make_pages(), "de"))
    context = browser.new_context(base_url=server.url)
    found = []
    for url in urls:
        page = context.new_page()
        page.goto(url)
        page.set_viewport_size({"width": 3840, "height": 2000})
        found += [f"{url}: broken: {word}" for word in page.evaluate(BROKEN)]
        for width in (640, 1024, 1280, 1920):
            page.set_viewport_size({"width": width, "height": 900})
            page.evaluate(DOUBLE)
            if is_too_wide(page):
                found.append(f"{url}: wider than {width}")
            page.evaluate("document.documentElement.style.fontSize = ''")
        page.close()
    context.close()
    assert not found, "\n".join(found)


def test_current_page_stands_out_in_forced_colours(browser: Browser, server: LiveServer) -> None:
    context = browser.new_context(base_url=server.url, forced_colors="active")
    page = context.new_page()
    page.goto("/de/aktuelles/")
    current = page.evaluate(EDGE.format("[aria-current]"))
    other = page.evaluate(EDGE.format(":not([aria-current])"))
    ground = page.evaluate("getComputedStyle(document.body).backgroundColor")
    context.close()
    assert current != ground
    assert other == ground
