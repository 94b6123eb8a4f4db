"""The site with the keyboard alone: each stop is seen, and visitors get where they want to go."""

from collections.abc import Iterator
from datetime import date

import pytest
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from news.models import NewsSection
from tests import factories
from tests.browser.keyboard import focused, stops, tab_to
from tests.browser.test_axe import addresses, make_pages

pytestmark = [
    pytest.mark.browser,
    pytest.mark.looks,
    pytest.mark.usefixtures("db"),
]


@pytest.fixture
def wide(browser: Browser, server: LiveServer) -> Iterator[Page]:
    """A wide window of somebody who reads German."""
    context = browser.new_context(
        base_url=server.url, viewport={"width": 1280, "height": 900}, reduced_motion="reduce"
    )
    yield context.new_page()
    context.close()


@pytest.mark.parametrize(
    ("language", "width", "scheme"), [("de", 1280, "light"), ("en", 320, "dark")]
)
def test_each_stop_is_seen_and_nothing_covers_it(
    browser: Browser, server: LiveServer, language: str, width: int, scheme: str
) -> None:
    urls = list(addresses(make_pages(), language))
    context = browser.new_context(
        base_url=server.url,
        viewport={"width": width, "height": 700},
        color_scheme=scheme,
        reduced_motion="reduce",
    )
    found = []
    for url in urls:
        page = context.new_page()
        page.goto(url)
        way = stops(page)
        if url != "/styleguide/" and (way[0]["tag"], way[0]["in_main"]) != ("a", False):
            found.append(f"{url}: begins with {way[0]['html']}")
        found += [f"{url}: not seen: {stop['html']}" for stop in way if not stop["is_seen"]]
        found += [f"{url}: covered: {stop['html']}" for stop in way if not stop["is_free"]]
        page.close()
    context.close()
    assert not found, "\n".join(found)


def test_first_stop_leads_to_the_content(wide: Page) -> None:
    make_pages()
    wide.goto("/de/aktuelles/")
    wide.keyboard.press("Tab")
    first = focused(wide)
    assert first
    assert first["name"] == "Zum Inhalt springen"
    assert first["is_seen"]
    wide.keyboard.press("Enter")
    wide.wait_for_url("**#main")
    wide.keyboard.press("Tab")
    second = focused(wide)
    assert second
    assert second["in_main"]


def test_search_is_narrowed_down_and_a_result_read_in_the_other_language(wide: Page) -> None:
    item = factories.NewsPageFactory(
        title="Radwege am Fluss",
        title_en="Cycle paths by the river",
        english=True,
        date=date(2023, 3, 1),
    )
    factories.NewsPageFactory(title="Am Fluss", date=date(2024, 3, 1))
    wide.goto("/de/")
    tab_to(wide, "Suche")
    wide.keyboard.press("Enter")
    wide.wait_for_url("**/de/suche/")
    tab_to(wide, "Suchbegriff")
    wide.keyboard.type("Fluss")
    wide.keyboard.press("Enter")
    wide.wait_for_url("**/de/suche/?q=Fluss")
    tab_to(wide, "2023 (1)")
    wide.keyboard.press("Enter")
    wide.wait_for_url("**year=2023**")
    tab_to(wide, item.title)
    wide.keyboard.press("Enter")
    wide.wait_for_url(f"**{item.get_url()}")
    tab_to(wide, "English")
    wide.keyboard.press("Enter")
    wide.wait_for_url("**/en/news/**")
    expect(wide.get_by_role("heading", level=1)).to_have_text("Cycle paths by the river")


def test_news_are_chosen_by_year_and_section_and_paged(wide: Page) -> None:
    section = NewsSection.objects.create(name_de="Innovation", name_en="Innovation")
    for number in range(25):
        factories.NewsPageFactory(section=section, date=date(2024, 1 + number % 12, 1))
    factories.NewsPageFactory(date=date(2021, 5, 1))
    wide.goto("/de/aktuelles/")
    tab_to(wide, "2024: 25")
    wide.keyboard.press("Enter")
    wide.wait_for_url("**?year=2024")
    tab_to(wide, "Rubrik")
    wide.keyboard.press("Enter")
    tab_to(wide, "Innovation (25)")
    wide.keyboard.press("Enter")
    wide.wait_for_url("**section=innovation**")
    tab_to(wide, "Nächste Seite")
    wide.keyboard.press("Enter")
    wide.wait_for_url("**p=2**")
    assert "year=2024" in wide.url
    assert "section=innovation" in wide.url
    tab_to(wide, "Alle Filter aufheben")
    wide.keyboard.press("Enter")
    wide.wait_for_url("**/de/aktuelles/")


def test_cluster_is_found_on_the_map(wide: Page) -> None:
    cluster = factories.ClusterPageFactory(
        title="Optik", city="Stendal", latitude="52.60690", longitude="11.85870"
    )
    wide.goto("/de/cluster/")
    tab_to(wide, "Stendal: Optik")
    wide.keyboard.press("Enter")
    wide.wait_for_url(f"**{cluster.get_url()}")
