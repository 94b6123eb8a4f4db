"""The page of the search: what it tells, and that nothing breaks it."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import translate_url
from django.utils import translation

from metropol.bulk import create_pages
from metropol.models import FailedQuery, SearchEntry, SearchWord
from news.models import NewsIndexPage, NewsPage
from tests.factories import MemberFactory, NewsPageFactory, StandardPageFactory
from tests.metropol.search.searching import PATHS, Searcher, suggested, titles

pytestmark = pytest.mark.django_db

HOSTILE = {
    "long": "x" * 10_000,
    "words": " ".join(f"wort{number}" for number in range(1500)),
    "compound": "Donaudampfschifffahrts" * 400,
    "quotes": "\"'`„“”''\"",
    "operators": "a AND (b OR NOT c) NEAR/3 & | ! <-> :* * - + ^ title_terms:x {a b}:",
    "sql": "'); DROP TABLE metropol_searchentry; --",
    "nul": "Quarz\x00sand",
    "nul-alone": "\x00",
    "stop-words": "und die der das",
    "emoji": "🙂👩‍👩‍👧🏳️‍🌈",
    "rtl": "\u202eمنطقة حضرية\u202c",
    "cjk": "大都市圏",
    "html": "<script>alert(1)</script>",
    "spaces": " \t\n ",
    "percent": "100 %s %(a)s %%",
    "combining": "a" + "\u0301" * 300,
    "digits": "6e98d1 1e5 0x1F 007",
}


@pytest.mark.parametrize("language", ["de", "en"])
@pytest.mark.parametrize("name", HOSTILE)
def test_absurd_input_gives_a_plain_page(search: Searcher, name: str, language: str) -> None:
    page = search.page(HOSTILE[name], language)
    page.one("h1")
    assert not page.all("script")
    page.one("input", name="q")


@pytest.mark.parametrize("raw", ["q=%ED%A0%80", "q=%FF%FE", "q=a&q=b", "q", "x=1", "q=%00&p=%00"])
def test_broken_addresses_give_a_plain_page(client: Client, raw: str) -> None:
    assert client.get(f"/de/suche/?{raw}").status_code == 200


@pytest.mark.parametrize(
    "parameters",
    [
        {"type": "unsinn"},
        {"type": "\x00"},
        {"year": "abc"},
        {"year": "-1"},
        {"year": "٢٠٢٠"},
        {"year": "99999999999"},
        {"year": "²"},
        {"p": "-5"},
        {"p": "x"},
        {"p": "9" * 50},
    ],
)
def test_wrong_filters_are_no_filters(search: Searcher, parameters: dict[str, str]) -> None:
    NewsPageFactory(title="Quarzsand")
    assert search("Quarzsand", **parameters) == ["Quarzsand"]


def test_year_without_results_says_so(search: Searcher) -> None:
    NewsPageFactory(title="Quarzsand")
    page = search.page("Quarzsand", year=1950)
    assert not titles(page)
    assert page.all("a", href="/de/suche/?q=Quarzsand")


def test_post_is_refused(client: Client) -> None:
    assert client.post("/de/suche/").status_code == 405


@pytest.mark.parametrize("language", ["de", "en"])
def test_page_is_for_visitors_and_for_no_search_engine(search: Searcher, language: str) -> None:
    for query in ("", "Quarzsand"):
        page = search.page(query, language)
        assert page.one("html")["lang"] == language
        assert page.one("meta", name="robots")["content"] == "noindex, follow"
        assert not page.all("link", rel="canonical")
        form = page.one("form", role="search")
        assert form["action"] == PATHS[language]
        assert page.one("label", **{"for": page.one("input", name="q")["id"]}).text
    response = search.client.get(PATHS[language], {"q": "x"})
    assert not response.cookies
    assert "Cookie" not in response.get("Vary", "")


def test_number_of_results_is_announced(search: Searcher) -> None:
    StandardPageFactory(title="Quarzsand")
    page = search.page("Quarzsand")
    assert page.one("p", role="status").text.strip() == "1 Ergebnis für „Quarzsand“"
    assert page.one("title").text.startswith("1 Ergebnis für „Quarzsand“ – ")
    assert search.page("Feldspat").one("p", role="status").text.strip().startswith("0 Ergebnisse")


def test_empty_query_shows_the_form_and_hints(search: Searcher) -> None:
    page = search.page()
    assert not page.all("p", role="status")
    assert [each.text for each in page.all("h2")] == ["So suchen Sie"]


def test_address_is_translated_with_its_query() -> None:
    with translation.override("de"):
        assert translate_url("/de/suche/?q=a&p=2", "en") == "/en/search/?q=a&p=2"


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Quarzsnad", ["Quarzsand"]),
        ("quarsand gewinnung", ["Quarzsand gewinnung"]),
        ("Xyzzyplugh", []),
        ("Quarzsand", []),
        ("abc", []),
    ],
)
def test_words_that_were_meant_are_offered(search: Searcher, typed: str, meant: list[str]) -> None:
    text = "Von der Gewinnung: ein Quarzsand und noch ein Quarzsand."
    StandardPageFactory(title="Seite", lead_de=text)
    page = search.page(typed)
    assert suggested(page) == meant
    for each in meant:
        assert search(each) == ["Seite"]


def test_words_of_one_language_are_not_offered_in_the_other(search: Searcher) -> None:
    StandardPageFactory(title="Seite", lead_de="Ein Quarzsand.")
    assert suggested(search.page("Quarzsnad", "en")) == []


def test_search_needs_ten_queries_however_much_there_is(search: Searcher) -> None:
    def queries(typed: str) -> int:
        search.page(typed)
        with CaptureQueriesContext(connection) as captured:
            search.page(typed)
        return len(captured)

    pages = [
        NewsPage(title=f"Quarzsand {n}", slug=f"q{n}", lead_de=f"Quarzsandwerk {n} im Werk.")
        for n in range(50)
    ]
    create_pages(NewsIndexPage.objects.get(), pages)
    MemberFactory(name="Quarzsand GmbH")
    few = {typed: queries(typed) for typed in ("Quarzsand", "Quarzsnad", "")}
    assert max(few.values()) <= 10
    # What says it in the text alone comes later: the first page shows the same as before.
    SearchEntry.objects.bulk_create(
        SearchEntry(
            source="page",
            key=10**9 + n,
            language="de",
            kind="news",
            title=f"Nummer {n}",
            text="Das Quarzsandwerk im Werk",
            title_terms=f"nummer n{n}",
            body_terms="quarzsandwerk quarzsand werk",
            day=1000 + n,
            year=1950 + n % 70,
        )
        for n in range(4950)
    )
    SearchWord.objects.bulk_create(
        SearchWord(language="de", word=f"wort{n}", folded=f"wort{n}", entries=1, capitals=1)
        for n in range(20_000)
    )
    assert {typed: queries(typed) for typed in few} == few
    assert len(titles(search.page("Quarzsand"))) == 10


def test_members_and_pages_together_need_ten_queries(search: Searcher) -> None:
    for number in range(4):
        MemberFactory(name=f"Quarzsand {number}")
        StandardPageFactory(title=f"Quarzsand {number}", lead_de="Quarzsandregion.")
    search.page("Quarzsand")
    with CaptureQueriesContext(connection) as captured:
        assert len(titles(search.page("Quarzsand"))) == 8
    assert len(captured) <= 10


def test_first_failure_of_a_query_needs_ten_queries_too(search: Searcher) -> None:
    search.page("Warm")
    with CaptureQueriesContext(connection) as captured:
        search.page("Feldspatz")
    assert FailedQuery.objects.filter(text="feldspatz").exists()
    assert len(captured) <= 10


def test_missing_page_offers_the_search(client: Client) -> None:
    assert b'role="search"' in client.get("/de/gibt-es-nicht/").content
