"""As many queries with five thousand news as with fifty."""

import datetime

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from clusters.models import ClusterPage
from metropol.bulk import create_pages
from metropol.models import HomePage
from news.models import NewsIndexPage, NewsPage, NewsSection
from tests.factories import ClusterPageFactory

pytestmark = pytest.mark.django_db

#: Addresses with the number of queries that they may need: 8 on a page, 10 on a list.
PAGES = {
    "/de/": 8,
    "/en/": 8,
    "/de/aktuelles/": 10,
    "/en/news/": 10,
    "/de/aktuelles/?p=2": 10,
    "/de/aktuelles/?year=1990&month=3&section=ausschreibung&cluster=optik": 10,
    "/en/news/?section=tenders&p=2": 10,
    "/de/aktuelles/feed.atom": 10,
    "/en/news/feed.json": 10,
    "/de/aktuelles/meldung-3/": 8,
    "/en/news/item-3/": 8,
    "/de/cluster/optik/": 8,
    "/de/cluster/": 10,
    "/de/suche/?q=Meldung": 10,
    "/en/search/?q=Mneldung": 10,
    "/en/news/missing/": 8,
}


def insert(first: int, last: int, section: NewsSection, cluster: ClusterPage) -> None:
    """Publish the news with these numbers, in both languages."""
    pages = []
    for number in range(first, last):
        page = NewsPage(
            title=f"Meldung {number}",
            title_en=f"Item {number}",
            slug=f"meldung-{number}",
            slug_en=f"item-{number}",
            lead_de=f"Vorspann {number}",
            lead_en=f"Lead {number}",
            date=datetime.date(1990 + number % 30, 1 + number % 12, 1),
            section=section,
            english_live=True,
        )
        page.clusters.set([cluster] if number % 2 else [])
        page.confirm_english()
        pages.append(page)
    create_pages(NewsIndexPage.objects.get(), pages)


def test_five_thousand_news_need_as_many_queries_as_fifty(client: Client, site: HomePage) -> None:
    def counted() -> dict[str, int]:
        found = {}
        for address in PAGES:
            client.get(address)
            with CaptureQueriesContext(connection) as queries:
                status = client.get(address).status_code
            assert status == (404 if "missing" in address else 200), address
            found[address] = len(queries)
        return found

    section = NewsSection.objects.create(name_de="Ausschreibung", name_en="Tenders")
    cluster = ClusterPageFactory(title="Optik")
    insert(0, 50, section, cluster)
    few = counted()
    assert not {address: number for address, number in few.items() if number > PAGES[address]}
    insert(50, 5000, section, cluster)
    assert NewsPage.objects.live().filter(english_live=True).count() == 5000
    assert counted() == few
