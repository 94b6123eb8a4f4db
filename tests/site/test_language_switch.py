"""The switch of languages keeps what is shown, wherever it is clicked."""

from typing import Any
from urllib.parse import urlsplit

import pytest
from django.db import connection
from django.template import Context, Template
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from django.utils import translation
from wagtail.models import PageViewRestriction

from metropol.models import HomePage
from news.models import NewsIndexPage, NewsPage
from tests.factories import NewsPageFactory
from tests.site.html import Document

pytestmark = pytest.mark.django_db


@pytest.fixture
def news(site: HomePage) -> NewsPage:
    return NewsPageFactory(title="Erste Meldung", title_en="First item", english=True)


def switch(client: Client, address: str, code: str = "en", status: int = 200) -> str:
    """Return where the switch of the page at ``address`` leads."""
    response = client.get(address)
    assert response.status_code == status
    nav = Document(response).all("a", hreflang=code, lang=code)
    return nav[0]["href"] or ""


@pytest.mark.parametrize(
    ("query", "kept"),
    [
        ("", ""),
        ("?p=2", "?p=2"),
        ("?year=2024&section=forschung&p=3", "?year=2024&section=forschung&p=3"),
        ("?q=K%C3%BChlung%20%26%20mehr", "?q=K%C3%BChlung%20%26%20mehr"),
        ("?a=%22%3E%3Cscript%3E%00%27", "?a=%22%3E%3Cscript%3E%00%27"),
        ("?a=" + "x" * 10_000, ""),
        ("?" + "&".join(f"a{n}=1" for n in range(2000)), ""),
    ],
    ids=["none", "page", "filters", "umlaut", "hostile", "huge", "many"],
)
def test_query_and_page_number_are_kept(
    client: Client, site: HomePage, query: str, kept: str
) -> None:
    page = HomePage.objects.get().get_children().get(slug="impressum")
    assert switch(client, f"{page.get_url()}{query}") == f"/en/imprint/{kept}"
    assert switch(client, f"/en/imprint/{query}", "de") == f"/de/impressum/{kept}"


@pytest.mark.parametrize("query", ['?a="><script>', "?a=ü", "?a=\x00", "?//evil.example", "?#x"])
def test_raw_query_never_leaves_its_attribute(client: Client, site: HomePage, query: str) -> None:
    response = client.get("/de/impressum/", QUERY_STRING=query[1:])
    assert response.status_code == 200
    href = Document(response).all("a", hreflang="en")[0]["href"] or ""
    assert urlsplit(href)[:3] == ("", "", "/en/imprint/")
    assert not set('"<>#\x00') & set(href)


def tag(context: dict[str, Any], path: str, code: str = "de") -> str:
    """Return the address of the other language for a context, asked at ``path``."""
    template = Template("{% load metropol_tags %}{% other_language_link as o %}{{ o.url|safe }}")
    with translation.override(code):
        request = RequestFactory().get(path)
        return template.render(Context({"request": request} | context))


def test_page_may_name_its_query_in_the_other_language(site: HomePage) -> None:
    page = NewsIndexPage.objects.get()
    path = "/de/aktuelles/?section=forschung&p=2"
    assert tag({"page": page}, path) == "/en/news/?section=forschung&p=2"
    other = {"page": page, "other_query": "section=research&p=2"}
    assert tag(other, path) == "/en/news/?section=research&p=2"
    assert tag(other | {"other_query": ""}, path) == "/en/news/"


def test_path_below_a_page_keeps_the_query_unless_it_has_one(site: HomePage) -> None:
    page = NewsIndexPage.objects.get()
    below = {"page": page, "subpaths": {"en": "2024/"}}
    assert tag(below, "/de/aktuelles/2024/?p=2") == "/en/news/2024/?p=2"
    below = {"page": page, "subpaths": {"en": "own/?t=x"}}
    assert tag(below, "/de/aktuelles/eigen/?t=x&p=2") == "/en/news/own/?t=x"


def test_view_that_is_no_page_is_kept_with_its_query(client: Client, site: HomePage) -> None:
    assert switch(client, "/de/suche/?q=holz&p=2") == "/en/search/?q=holz&p=2"
    assert switch(client, "/en/search/?q=wood", "de") == "/de/suche/?q=wood"


@pytest.mark.parametrize(
    ("address", "there", "here"),
    [
        ("/en/aktuelles/erste-meldung/", "/de/aktuelles/erste-meldung/", "/en/news/first-item/"),
        ("/de/news/first-item/", "/en/news/first-item/", "/de/aktuelles/erste-meldung/"),
        ("/en/news/erste-meldung/", "/de/aktuelles/erste-meldung/", "/en/news/first-item/"),
        ("/aktuelles/erste-meldung/", "/en/news/first-item/", "/de/aktuelles/erste-meldung/"),
        ("/en/mitglieder/testimonial/", "/de/mitglieder/testimonial/", None),
        ("/en/aktuelles/gibt-es-nicht/", "/de/", None),
        ("/de/gibt-es-nicht/?p=2", "/en/", None),
        ("//evil.example/x/", "/en/", None),
        ("/de//evil.example/", "/en/", None),
        ("/de/" + "a/" * 200, "/en/", None),
        ("/de/" + "a" * 3000 + "/", "/en/", None),
        ("/de/%00/", "/en/", None),
        ("/de/%22%3E%3Cscript%3E/", "/en/", None),
        ("/en/%C3%A4/", "/de/", None),
    ],
)
def test_missing_page_is_offered_where_it_is(
    client: Client, news: NewsPage, address: str, there: str, here: str | None
) -> None:
    code = "de" if address.startswith("/en/") else "en"
    response = client.get(address)
    assert response.status_code == 404
    document = Document(response)
    links = document.all("a", hreflang=code, lang=code)
    assert {link["href"] for link in links} == {there}
    is_offered = there not in ("/de/", "/en/")
    assert len(links) == (2 if is_offered else 1)
    words = {"en": "Diese Seite gibt es auf Englisch:", "de": "This page exists in German:"}
    assert (words[code] in response.content.decode()) == is_offered
    assert bool(here) == bool([a for a in document.all("a") if here and a["href"] == here])
    assert not response.cookies


def test_missing_page_that_is_german_only_is_not_offered_in_english(
    client: Client, site: HomePage
) -> None:
    NewsPageFactory(title="Nur deutsch")
    document = Document(client.get("/nur-deutsch/"))
    assert not document.all("p", **{"class": "notice"})
    content = client.get("/en/aktuelles/nur-deutsch/").content.decode()
    assert 'href="/de/aktuelles/nur-deutsch/"' in content
    assert 'href="/en/news/nur-deutsch/"' not in content


@pytest.mark.parametrize("hide", ["restrict", "unpublish"])
def test_what_is_not_for_everybody_is_offered_to_nobody(
    client: Client, news: NewsPage, hide: str
) -> None:
    if hide == "restrict":
        PageViewRestriction.objects.create(
            page=news.get_parent(), restriction_type="password", password="x"
        )
    else:
        news.unpublish()
    for address in ("/en/aktuelles/erste-meldung/", "/en/news/erste-meldung/"):
        content = client.get(address).content.decode()
        assert "erste-meldung" not in content
        assert "Erste Meldung" not in content


def test_missing_page_offers_ways_on(client: Client, site: HomePage) -> None:
    main = client.get("/de/gibt-es-nicht/").content.decode().partition("<main")[2]
    for address in ("/de/", "/de/aktuelles/", "/de/cluster/", "/de/mitglieder/"):
        assert f'href="{address}"' in main.partition("</main>")[0]


def test_missing_page_offers_the_search(client: Client, site: HomePage) -> None:
    assert 'href="/en/search/"' in client.get("/en/missing/").content.decode()


@pytest.mark.parametrize(
    ("lost", "here", "there"),
    [
        ("/en/suche/?q=Holz%20%26%20Sand&p=2", "/en/search/", "/de/suche/"),
        ("/de/search/", "/de/suche/", "/en/search/"),
    ],
)
def test_search_under_the_word_of_the_other_language_is_offered_with_its_words(
    client: Client, site: HomePage, lost: str, here: str, there: str
) -> None:
    query = lost.partition("?")[2]
    document = Document(client.get(lost))
    links = [link["href"] for each in document.all("main") for link in document.all("a")]
    for address in (here, there):
        assert (f"{address}?{query}" if query else address) in links
    assert client.get(lost).status_code == 404


def test_page_that_is_gone_offers_nothing(client: Client, news: NewsPage) -> None:
    from metropol.gone import mark_gone

    mark_gone(["/de/news/first-item/"])
    response = client.get("/de/news/first-item/")
    assert response.status_code == 410
    assert switch(client, "/de/news/first-item/", status=410) == "/en/"
    assert "First item" not in response.content.decode()


@pytest.mark.parametrize(
    "address",
    [
        "/de/gibt-es-nicht/",
        "/en/aktuelles/gibt-es-nicht/",
        "/en/news/first-item/missing/",
        "/de/news/first-item/",
        "/en/aktuelles/brücke/?p=2&jahr=größer",
    ],
)
def test_missing_page_needs_eight_queries(client: Client, news: NewsPage, address: str) -> None:
    client.get(address)
    with CaptureQueriesContext(connection) as queries:
        response = client.get(address)
    assert response.status_code == 404
    assert len(queries) <= 8, "with those that look for a redirect"
