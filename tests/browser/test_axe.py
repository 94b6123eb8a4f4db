"""Every page type with axe-core: in both languages, light and dark, wide and narrow.

A page is loaded once and shown in each width; what depends on the language, the colours or the
width alone is looked at in one of the others.
"""

from collections.abc import Iterator

import pytest
from django.utils import timezone, translation
from playwright.sync_api import Browser, ConsoleMessage, Page
from pytest_django.live_server_helper import LiveServer

from clusters.models import ClusterContact, ClusterFigure, ClusterPage
from members.models import Member, MemberCategory
from metropol.models import (
    AccessibilityBarrier,
    AccessibilityStatementPage,
    BasePage,
    SiteSettings,
    SocialLink,
)
from news.models import NewsLink, NewsPage, NewsSection
from tests import factories
from tests.browser.looking import is_too_wide, violations

pytestmark = [
    pytest.mark.browser,
    pytest.mark.looks,
    pytest.mark.usefixtures("db"),
]


def make_pages() -> list[BasePage]:
    """Return a page of every type in both languages, and one that is in German only."""
    pages = [
        factories.page_of(model, english=True, text="Ein Text über die Region")
        for model in factories.page_types()
    ]
    news = NewsPage.objects.get()
    news.section = NewsSection.objects.create(name_de="Innovation")
    news.clusters.set(ClusterPage.objects.all()[:2])
    news.pinned_until = timezone.localdate()
    news.save()
    NewsLink.objects.create(page=news, label_de="Programm", url="https://region.example")
    cluster = next(page for page in pages if isinstance(page, ClusterPage))
    ClusterFigure.objects.create(page=cluster, label_de="Betriebe", value=142, year=2024)
    ClusterContact.objects.create(page=cluster, name="Ines Falk", email="falk@region.example")
    statement = next(page for page in pages if isinstance(page, AccessibilityStatementPage))
    AccessibilityBarrier.objects.create(
        page=statement, barrier_de="Alte PDF-Dateien", reason="burden", alternative_de="Als Text."
    )
    category = MemberCategory.objects.create(name_de="Gründungsmitglied")
    factories.MemberFactory(category=category, logo=factories.PortalImageFactory())
    settings = SiteSettings.for_site(pages[0].get_site())
    settings.street, settings.city, settings.email = "Uferweg 1", "Leipzig", "a@region.example"
    settings.save()
    SocialLink.objects.create(settings=settings, name="Mastodon", url="https://social.example")
    factories.NewsPageFactory.create_batch(21, section=news.section)
    return [*pages, factories.NewsPageFactory(date=None)]


#: In which colours and widths axe-core looks at the pages of a language.
LOOKS = {
    "de": [("light", 1280), ("dark", 320)],
    "en": [("light", 390), ("dark", 1280)],
}
WIDTHS = (1280, 390, 320)


def addresses(pages: list[BasePage], language: str) -> Iterator[str]:
    """Yield the addresses of all pages in a language, and some that are no page."""
    with translation.override(language):
        yield from (page.get_url() for page in pages)
    yield f"/{language}/gibt-es-nicht/"
    yield f"/{language}/{'suche' if language == 'de' else 'search'}/?q=region"
    if language == "de":
        yield "/de/aktuelles/?p=2"
        yield "/de/aktuelles/?section=innovation"
        yield "/de/aktuelles/?year=1999&section=innovation"
        # Lists that are filtered; the map is that of all clusters, of one pin, and none.
        yield "/de/cluster/?state=sachsen"
        yield "/de/cluster/?sector=bioeconomy"
        yield "/de/cluster/?state=thueringen&sector=logistik"
        yield "/de/mitglieder/?kind=company"
        member = Member.objects.filter(testimonials__live=True).first()
        assert member
        yield f"/de/mitglieder/testimonials/?member={member.slug}"
    else:
        yield "/en/news/?year=2026"
        yield "/styleguide/"


def problems(page: Page, url: str, looks: list[tuple[str, int]]) -> list[str]:
    """Return what axe-core, the console and the network say against the page at ``url``."""
    found: list[str] = []

    def note(message: ConsoleMessage) -> None:
        # That the page itself is a 404 is what some addresses are for.
        if message.type == "error" and message.location["url"] != url:
            found.append(message.text)

    page.on("console", note)
    page.on("pageerror", lambda error: found.append(str(error)))
    page.goto(url)
    for scheme, width in looks:
        page.emulate_media(color_scheme=scheme)
        page.set_viewport_size({"width": width, "height": 900})
        found += [f"{scheme}, {width}: {problem}" for problem in violations(page)]
        # In the first look they are closed.
        page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        if is_too_wide(page):
            found.append(f"wider than {width}")
    return [f"{url}: {problem}" for problem in found]


@pytest.mark.parametrize("language", LOOKS)
def test_page_types_have_no_accessibility_problem(
    browser: Browser, server: LiveServer, language: str
) -> None:
    urls = list(addresses(make_pages(), language))
    assert len(urls) > 10
    foreign: list[str] = []
    found: list[str] = []
    # axe-core is put into the page as a script, which the site's policy forbids.
    # Where the colours change from one look to the next, they do it at once.
    context = browser.new_context(bypass_csp=True, reduced_motion="reduce")
    context.on(
        "request",
        lambda request: request.url.startswith(server.url) or foreign.append(request.url),
    )
    for url in urls:
        page = context.new_page()
        found += problems(page, server.url + url, LOOKS[language])
        page.close()
    context.close()
    assert not foreign
    assert not found, "\n".join(found)
