"""What a first visit transfers, as it is sent in production: texts compressed.

Pictures weigh what photographs do (tests.photograph).
"""

import gzip
from typing import Any, NamedTuple
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Response
from pytest_django.live_server_helper import LiveServer

from clusters.models import ClusterIndexPage
from metropol.models import HomePage
from tests import factories
from tests.photograph import photograph

pytestmark = [
    pytest.mark.browser,
    pytest.mark.looks,
    pytest.mark.usefixtures("db"),
]

KB = 1000
TEXTS = ("text/", "javascript", "json", "svg", "xml")
#: Watches what the browser tells of its largest element and of what moves.
WATCH = """
window.seen = {shift: 0, largest: null};
new PerformanceObserver(list => list.getEntries().forEach(entry => {
    if (!entry.hadRecentInput) seen.shift += entry.value;
})).observe({type: 'layout-shift', buffered: true});
new PerformanceObserver(list => list.getEntries().forEach(entry => {
    seen.largest = entry.element && entry.element.loading;
})).observe({type: 'largest-contentful-paint', buffered: true});
"""


class Visit(NamedTuple):
    """What a visit transferred, in bytes by kind, and what the browser says of it."""

    weights: dict[str, int]
    requests: int
    foreign: list[str]
    cookies: list[Any]
    shift: float
    largest: str | None

    @property
    def total(self) -> int:
        return sum(self.weights.values())


def weight(response: Response) -> int:
    """Return the size of an answer as the server in production sends it."""
    body = response.body()
    kind = response.headers.get("content-type", "")
    return len(gzip.compress(body, 6)) if any(text in kind for text in TEXTS) else len(body)


def visit(browser: Browser, url: str, width: int) -> Visit:
    """Open a page for the first time, and wait until nothing comes any more."""
    context = browser.new_context(viewport={"width": width, "height": 800}, bypass_csp=True)
    page = context.new_page()
    answers: list[Response] = []
    page.on("response", lambda answer: answers.append(answer))
    page.add_init_script(WATCH)
    page.goto(url, wait_until="networkidle")
    weights: dict[str, int] = {}
    for answer in answers:
        kind = answer.request.resource_type
        weights[kind] = weights.get(kind, 0) + weight(answer)
    host = urlsplit(url).netloc
    seen = page.evaluate("window.seen")
    found = Visit(
        weights,
        len(answers),
        [each.url for each in answers if urlsplit(each.url).netloc != host],
        context.cookies(),
        seen["shift"],
        seen["largest"],
    )
    context.close()
    return found


@pytest.fixture
def content(server: LiveServer) -> dict[str, str]:
    """Fill the site with pictures everywhere; return addresses by kind."""
    home = HomePage.objects.get()
    home.header_image = factories.PortalImageFactory(file=photograph(0))
    home.save_revision().publish()
    picture = factories.PortalImageFactory(file=photograph(1))
    for number in range(25):
        news = factories.NewsPageFactory(english=True, image=picture if number % 2 else None)
    cluster = factories.ClusterPageFactory(english=True)
    portrait = factories.PortalImageFactory(file=photograph(2, (400, 400)))
    factories.TestimonialPageFactory(english=True, portrait=portrait)
    plain = factories.NewsPageFactory(english=True)
    return {
        "home": "/de/",
        "home in English": "/en/",
        "list": news.get_parent().get_url(),
        "article": news.get_url(),
        "text": plain.get_url(),
        "imprint": "/de/impressum/",
        "directory": ClusterIndexPage.objects.get().get_url(),
        "cluster": cluster.get_url(),
    }


@pytest.mark.parametrize("width", [390, 1280])
def test_first_visit_stays_within_the_budgets(
    browser: Browser, server: LiveServer, content: dict[str, str], width: int
) -> None:
    for name, path in content.items():
        visit(browser, server.url + path, width)  # pictures are scaled once
        found = visit(browser, server.url + path, width)
        limit = 60 * KB if name in ("text", "imprint") else 150 * KB
        assert found.total <= limit, (name, found)
        assert found.requests <= 15, (name, found)
        assert found.weights["stylesheet"] <= 30 * KB, name
        assert found.weights.get("script", 0) <= 6 * KB, name
        assert found.shift == 0, (name, found)
        assert found.largest != "lazy", (name, found)
        assert not found.foreign, name
        assert not found.cookies, name
