"""The list of news: filters, top story, what a filtered list says of itself."""

import datetime

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import PageViewRestriction

from clusters.models import ClusterPage
from metropol.models import HomePage
from news.models import NewsPage, NewsSection
from tests.factories import (
    ClusterPageFactory,
    MemberFactory,
    NewsPageFactory,
    PortalImageFactory,
    TestimonialPageFactory,
)
from tests.site.html import Document

pytestmark = pytest.mark.django_db

GERMAN, ENGLISH = "/de/aktuelles/", "/en/news/"


@pytest.fixture
def sections(site: HomePage) -> tuple[NewsSection, NewsSection]:
    """Return a section in both languages and one in German only."""
    return (
        NewsSection.objects.create(name_de="Ausschreibung", name_en="Tenders"),
        NewsSection.objects.create(name_de="Stadt"),
    )


def news(day: str | None, *clusters: ClusterPage, **fields: object) -> NewsPage:
    page = NewsPageFactory(date=datetime.date.fromisoformat(day) if day else None, **fields)
    page.clusters.set(clusters)
    page.save()
    return page


def read(client: Client, address: str) -> Document:
    response = client.get(address)
    assert response.status_code == 200
    return Document(response)


def titles(document: Document) -> list[str]:
    return [each.text.split(":")[-1].strip() for each in document.all("h2") + document.all("h3")]


def pin(page: NewsPage, days: int = 1) -> None:
    page.pinned_until = timezone.localdate() + datetime.timedelta(days=days)
    page.save()


def test_pinned_item_is_the_top_story_and_stands_nowhere_else(
    site: HomePage, client: Client
) -> None:
    pin(news("2001-01-01", title="Oben"))
    news("2020-01-01", title="Neu")
    document = read(client, GERMAN)
    (story,) = [each for each in document.all("article") if each["class"] == "top-story"]
    assert "Im Blickpunkt" in story.text
    assert titles(document) == ["Oben", "Neu"]


def test_top_story_is_on_the_first_page_of_the_whole_list_only(
    site: HomePage, client: Client
) -> None:
    NewsPageFactory.create_batch(20)
    pin(news("2001-01-01", title="Oben"))
    for address in (f"{GERMAN}?p=2", f"{GERMAN}?year=2001"):
        assert not [
            each for each in read(client, address).all("article") if each["class"] == "top-story"
        ]
    assert "Oben" not in titles(read(client, f"{GERMAN}?p=2"))
    assert titles(read(client, f"{GERMAN}?year=2001")) == ["Oben"]


@pytest.mark.parametrize("path", [GERMAN, "/de/mitglieder/", "/de/mitglieder/testimonials/"])
def test_switch_leaves_out_a_cluster_that_the_other_language_does_not_know(
    site: HomePage, client: Client, path: str
) -> None:
    german = ClusterPageFactory(title="Nur deutsch")
    both = ClusterPageFactory(title="Zweisprachig", title_en="Bilingual", english=True)
    member = MemberFactory()
    for item in (NewsPageFactory(), member, TestimonialPageFactory(member=member)):
        item.clusters.set([german, both])
        item.save()
    for slug, query in (("nur-deutsch", ""), ("zweisprachig", "?cluster=bilingual")):
        (link,) = read(client, f"{path}?cluster={slug}").all("a", hreflang="en", lang="en")
        assert link["href"].partition("/en/")[2].partition("/")[2].endswith(query)
        assert ("?" in link["href"]) == bool(query)
        assert client.get(link["href"]).status_code == 200


def test_filtered_list_knows_no_pins(site: HomePage, client: Client) -> None:
    news("2020-05-01", title="Neu")
    pin(news("2020-01-01", title="Oben"))
    assert titles(read(client, f"{GERMAN}?year=2020")) == ["Neu", "Oben"]


def test_pinned_items_without_a_date_are_not_among_the_undated(
    site: HomePage, client: Client
) -> None:
    for title in ("A", "B"):
        pin(news(None, title=title))
    news("2020-01-01", title="Neu")
    assert titles(read(client, GERMAN)) == ["B", "A", "Neu"]


def test_pin_of_an_item_in_german_only_changes_nothing_in_english(
    site: HomePage, client: Client
) -> None:
    pin(news("2001-01-01", title="Oben"))
    assert not read(client, ENGLISH).all("article")


def test_filters_are_links_with_counts_of_what_is_online_in_the_language(
    sections: tuple[NewsSection, NewsSection], client: Client
) -> None:
    both, german = sections
    online, offline = ClusterPageFactory(title="Optik"), ClusterPageFactory(live=False)
    news("2024-03-01", online, offline, section=both, english=True)
    news("2024-04-01", online, section=german)
    news("2019-04-01", section=german, live=False)
    document = read(client, GERMAN)
    links = {each["href"]: each.text for each in document.all("a") if "?" in (each["href"] or "")}
    assert links.pop("/de/aktuelles/?section=ausschreibung") == "Ausschreibung (1)"
    assert links.pop("/de/aktuelles/?section=stadt") == "Stadt (1)"
    assert links.pop("/de/aktuelles/?cluster=optik") == "Optik (2)"
    assert set(links) == {"/de/aktuelles/?year=2024"}
    english = {each["href"] for each in read(client, ENGLISH).all("a")}
    assert {"/en/news/?year=2024", "/en/news/?section=tenders"} <= english
    assert not [each for each in english if each and "stadt" in each]


def test_cluster_without_english_is_no_filter_of_the_english_list(
    site: HomePage, client: Client
) -> None:
    cluster = ClusterPageFactory(title="Optik", title_en="Secret")
    news("2024-03-01", cluster, english=True)
    response = client.get(ENGLISH)
    assert "Secret" not in response.content.decode()
    assert "Optik" not in response.content.decode()
    assert client.get(f"{ENGLISH}?cluster=optik").status_code == 404


def test_filtered_list_says_what_it_shows_and_how_much(
    sections: tuple[NewsSection, NewsSection], client: Client
) -> None:
    for day in ("2024-03-01", "2024-03-09", "2024-05-01"):
        news(day, section=sections[0])
    document = read(client, f"{GERMAN}?year=2024&month=3&section=ausschreibung")
    title = " ".join(document.one("h1").text.split())
    assert title == "Aktuelles: März 2024, Rubrik Ausschreibung"
    assert "2 Meldungen" in document.one("main").text
    response = client.get(f"{GERMAN}?year=2024&section=ausschreibung")
    assert response.context["list_title"] == "Aktuelles: 2024, Rubrik Ausschreibung"
    assert client.get(GERMAN).context["list_title"] == ""


def test_german_names_in_an_english_title_are_marked(
    sections: tuple[NewsSection, NewsSection], client: Client
) -> None:
    news("2024-03-01", section=sections[1], english=True)
    document = read(client, f"{ENGLISH}?section=stadt")
    assert "Stadt" in {each.text for each in document.all("span", lang="de")}


def test_other_language_is_asked_the_same(
    sections: tuple[NewsSection, NewsSection], client: Client
) -> None:
    cluster = ClusterPageFactory(title="Optik", title_en="Optics", english=True)
    news("2024-03-01", cluster, section=sections[0], english=True)
    query = "year=2024&section=ausschreibung&cluster=optik&p=7"
    response = client.get(f"{GERMAN}?{query}")
    other = response.context["other_query"]
    assert other == "year=2024&section=tenders&cluster=optics&p=7"
    assert client.get(f"{ENGLISH}?{other}").context["other_query"] == query


def test_choice_without_items_says_so_and_offers_ways_out(
    sections: tuple[NewsSection, NewsSection], client: Client
) -> None:
    news("2024-03-01", section=sections[0])
    document = read(client, f"{GERMAN}?year=2001&section=ausschreibung")
    assert "Zu dieser Auswahl gibt es keinen Eintrag." in document.one("main").text
    notice = {
        "/de/aktuelles/?section=ausschreibung",
        "/de/aktuelles/?year=2001",
        "/de/aktuelles/",
    }
    assert notice <= {each["href"] for each in document.all("a")}


def test_paging_keeps_the_filters(site: HomePage, client: Client) -> None:
    for _number in range(21):
        news("2024-03-01")
    document = read(client, f"{GERMAN}?year=2024")
    assert document.one("a", rel="next")["href"] == "/de/aktuelles/?year=2024&p=2"


def test_items_that_are_not_for_everybody_are_not_listed(site: HomePage, client: Client) -> None:
    page = news("2024-03-01", title="Geheim")
    PageViewRestriction.objects.create(page=page, restriction_type="login")
    for address in (GERMAN, "/de/", f"{GERMAN}feed.atom"):
        assert "Geheim" not in client.get(address).content.decode()


@pytest.mark.parametrize(
    "query",
    ["year=99999", "year=%00", "section='", "cluster=" + "x" * 10_000, "year=2024&month=-1"],
)
def test_nonsense_is_not_found(site: HomePage, client: Client, query: str) -> None:
    assert client.get(f"{GERMAN}?{query}").status_code == 404


@pytest.mark.parametrize(
    "query", ["p=-1", "p=x", "p=99999999999999999999", "year=&p=%00", "x=%27%22", "month=3"]
)
def test_what_means_nothing_is_passed_over(site: HomePage, client: Client, query: str) -> None:
    assert client.get(f"{GERMAN}?{query}").status_code == 200


def fill(number: int, section: NewsSection, cluster: ClusterPage) -> None:
    for each in range(number):
        image = PortalImageFactory() if each % 9 == 0 else None
        news(f"{1990 + each % 30}-03-01", cluster, section=section, image=image)


@pytest.mark.parametrize(
    "query", ["", "?year=1990&month=3&section=ausschreibung&cluster=optik", "?cluster=optik&p=2"]
)
def test_list_needs_ten_queries_with_all_filters_however_long_it_is(
    sections: tuple[NewsSection, NewsSection], client: Client, query: str
) -> None:
    cluster = ClusterPageFactory(title="Optik")

    def count() -> int:
        client.get(f"{GERMAN}{query}")
        with CaptureQueriesContext(connection) as queries:
            client.get(f"{GERMAN}{query}")
        return len(queries)

    pin(news("1990-03-02", cluster, section=sections[0]))
    fill(3, sections[0], cluster)
    few = count()
    fill(60, sections[0], cluster)
    assert count() == few
    assert few <= 10


def test_empty_choice_needs_ten_queries(
    sections: tuple[NewsSection, NewsSection], client: Client
) -> None:
    news("2024-03-01", ClusterPageFactory(title="Optik"))
    address = f"{GERMAN}?year=1990&month=1&section=stadt&cluster=optik"
    client.get(address)
    with CaptureQueriesContext(connection) as queries:
        client.get(address)
    assert len(queries) <= 10
