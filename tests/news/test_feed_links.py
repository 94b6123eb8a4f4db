"""How feeds are found: in the head of pages, and as links for people."""

import pytest
from django.db import connection
from django.template import Context, Template
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from metropol.models import HomePage
from news.models import NewsIndexPage, NewsSection
from tests.factories import ClusterPageFactory, NewsPageFactory
from tests.site.html import Document

pytestmark = pytest.mark.django_db


def paths(site: HomePage, found: list[str | None]) -> list[str]:
    return [str(each).removeprefix(site.get_site().root_url) for each in found]


def in_head(site: HomePage, document: Document) -> list[str]:
    links = document.all("link", rel="alternate")
    return paths(site, [link["href"] for link in links if link["type"]])


def test_list_names_its_feeds_in_the_head_and_as_links(site: HomePage, client: Client) -> None:
    for code, list_path in (("de", "/de/aktuelles/"), ("en", "/en/news/")):
        document = Document(client.get(list_path))
        feeds = [f"{list_path}feed.atom", f"{list_path}feed.json"]
        assert in_head(site, document) == feeds
        words = "Meldungen abonnieren" if code == "de" else "Subscribe to news"
        document.one("nav", **{"aria-label": words})
        assert set(feeds) <= set(paths(site, [link["href"] for link in document.all("a")]))


def test_filtered_list_names_the_feeds_of_what_is_chosen(site: HomePage, client: Client) -> None:
    section = NewsSection.objects.create(name_de="Stadt", name_en="City")
    page = NewsPageFactory(section=section, english=True)
    page.clusters.set([ClusterPageFactory(title="Optik", title_en="Optics", english=True)])
    page.save()
    document = Document(client.get("/en/news/?section=city&cluster=optics"))
    assert in_head(site, document)[2:] == [
        "/en/news/section-city.atom",
        "/en/news/section-city.json",
        "/en/news/cluster-optics.atom",
        "/en/news/cluster-optics.json",
    ]


def test_news_page_names_the_feed_of_all_news(site: HomePage, client: Client) -> None:
    document = Document(client.get(NewsPageFactory().get_url()))
    assert in_head(site, document) == ["/de/aktuelles/feed.atom", "/de/aktuelles/feed.json"]


def test_cluster_page_can_name_its_feed_without_a_query_of_its_own(site: HomePage) -> None:
    cluster = ClusterPageFactory(title="Optik", title_en="Optics", english=True)
    template = Template(
        "{% load news_tags %}{% cluster_feed_links page %}{% cluster_feeds page as feeds %}"
        "{% for feed in feeds %}{% for link in feed.links %}<a href='{{ link.url }}'></a>"
        "{% endfor %}{% endfor %}"
    )
    for code, stem in (("de", "/de/aktuelles/cluster-optik"), ("en", "/en/news/cluster-optics")):
        request = RequestFactory().get("/")
        with translation.override(code), CaptureQueriesContext(connection) as queries:
            html = template.render(Context({"page": cluster, "request": request}))
        assert html.count(f"{stem}.atom") == html.count(f"{stem}.json") == 2
        # Those of the frame around every page, and of the site.
        assert len(queries) <= 3


def test_without_a_list_of_news_there_are_no_feeds(site: HomePage) -> None:
    NewsIndexPage.objects.update(live=False)
    template = Template("{% load news_tags %}{% cluster_feed_links page %}")
    context = Context({"page": ClusterPageFactory(), "request": RequestFactory().get("/")})
    assert "link" not in template.render(context)
