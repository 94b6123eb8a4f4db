"""Every page type with axe-core: both languages, light and dark, wide and narrow."""

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.utils import translation
from playwright.sync_api import Browser, ConsoleMessage, Page
from pytest_django.live_server_helper import LiveServer

from clusters.models import ClusterContact, ClusterFigure, ClusterPage
from members.models import MemberCategory
from metropol.models import BasePage, SiteSettings, SocialLink
from news.models import NewsLink, NewsPage, NewsSection
from tests import factories

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
]

RULES = {
    "runOnly": {
        "type": "tag",
        "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    },
    "resultTypes": ["violations"],
}


def make_pages() -> list[BasePage]:
    """Return a page of every type in both languages, and one that is in German only."""
    pages = [
        factories.page_of(model, english=True, text="Ein Text über die Region")
        for model in factories.page_types()
    ]
    news = NewsPage.objects.get()
    news.section = NewsSection.objects.create(name_de="Innovation")
    news.clusters.set(ClusterPage.objects.all()[:2])
    news.save()
    NewsLink.objects.create(page=news, label_de="Programm", url="https://region.example")
    cluster = next(page for page in pages if isinstance(page, ClusterPage))
    ClusterFigure.objects.create(page=cluster, label_de="Betriebe", value=142, year=2024)
    ClusterContact.objects.create(page=cluster, name="Ines Falk", email="falk@region.example")
    category = MemberCategory.objects.create(name_de="Gründungsmitglied")
    factories.MemberFactory(category=category, logo=factories.PortalImageFactory())
    settings = SiteSettings.for_site(pages[0].get_site())
    settings.street, settings.city, settings.email = "Uferweg 1", "Leipzig", "a@region.example"
    settings.save()
    SocialLink.objects.create(settings=settings, name="Mastodon", url="https://social.example")
    factories.NewsPageFactory.create_batch(21)
    return [*pages, factories.NewsPageFactory(date=None)]


def addresses(pages: list[BasePage]) -> Iterator[str]:
    """Yield the addresses of all pages in both languages, and some that are no page."""
    for code in ("de", "en"):
        with translation.override(code):
            yield from (page.get_url() for page in pages)
        yield f"/{code}/gibt-es-nicht/"
    yield "/de/aktuelles/?p=2"


def problems(page: Page, url: str) -> list[str]:
    """Return what axe-core, the console and the network say against the page at ``url``."""
    found: list[str] = []

    def note(message: ConsoleMessage) -> None:
        # That the page itself is a 404 is what some addresses are for.
        if message.type == "error" and message.location["url"] != url:
            found.append(message.text)

    page.on("console", note)
    page.on("pageerror", lambda error: found.append(str(error)))
    page.goto(url)
    for violation in Axe().run(page, options=RULES).response["violations"]:
        nodes = ", ".join(node["html"][:120] for node in violation["nodes"][:3])
        found.append(f"{violation['id']}: {nodes}")
    if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
        found.append("wider than the window")
    return [f"{url}: {problem}" for problem in found]


@pytest.mark.parametrize("width", [1280, 390, 320])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_page_types_have_no_accessibility_problem(
    browser: Browser, live_server: LiveServer, scheme: str, width: int
) -> None:
    urls = list(addresses(make_pages()))
    assert len(urls) > 20
    foreign: list[str] = []
    found: list[str] = []
    size = {"width": width, "height": 900}
    # axe-core is put into the page as a script, which the site's policy forbids.
    context = browser.new_context(viewport=size, color_scheme=scheme, bypass_csp=True)
    context.on(
        "request",
        lambda request: request.url.startswith(live_server.url) or foreign.append(request.url),
    )
    for url in urls:
        page = context.new_page()
        found += problems(page, live_server.url + url)
        page.close()
    context.close()
    assert not foreign
    assert not found, "\n".join(found)
