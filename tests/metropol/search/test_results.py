"""What is found, and in which order: the same on both databases."""

from datetime import timedelta

import pytest
from django.utils import timezone

from metropol.models import CompoundWord, StandardPage
from tests.factories import (
    MemberFactory,
    NewsPageFactory,
    StandardPageFactory,
    TestimonialPageFactory,
    paragraph,
)
from tests.metropol.search.searching import Searcher, results, titles
from tests.site.html import Document

pytestmark = pytest.mark.django_db


def page(title: str, text: str = "Ein Text.", **fields: object) -> StandardPage:
    return StandardPageFactory(title=title, lead_de=text, body_de=[], **fields)


def test_part_of_a_compound_finds_it_and_a_verb_does_not(search: Searcher) -> None:
    page("Verbünde", "Die Klebtechnikallianz der Metropolregion trifft sich.")
    page("Betriebe", "Zwei Unternehmen und noch ein Unternehmen.")
    page("Gegenstand", "Wir nehmen ihn.")
    assert search("Klebtechnik") == ["Verbünde"]
    assert "Verbünde" in search("Metropol")
    assert search("nehmen") == ["Gegenstand"]


def test_part_in_the_middle_or_at_the_end_is_found(search: Searcher) -> None:
    page("Eins", "Das Wasserstofftechnikzentrum.")
    for part in ("Wasserstoff", "Technik", "Zentrum", "wasserstofftechnikzentrum"):
        assert "Eins" in search(part)


def test_hyphens_may_be_there_or_not(search: Searcher) -> None:
    page("Mit", "Die Klebstoff-Allianz.")
    page("Ohne", "Die Klebstoffallianz.")
    for query in ("Klebstoff-Allianz", "Klebstoffallianz", "Klebstoff Allianz"):
        assert set(search(query)) >= {"Mit"}
    assert set(search("Klebstoff-Allianz")) == {"Mit", "Ohne"}


def test_nouns_of_the_site_are_parts_of_its_words(search: Searcher) -> None:
    page("Eins", "Das Glasfaserkabelwerk.")
    assert search("Glasfaser") == []
    page("Zwei", "Hier liegt ein Glasfaser, dort ein Kabelwerk.")
    search._is_built = False
    assert set(search("Glasfaser")) == {"Eins", "Zwei"}


def test_staff_tell_what_is_taken_apart(search: Searcher) -> None:
    page("Eins", "Die Klebtechnikallianz und der Auenrundweg.")
    CompoundWord.objects.create(word="Klebtechnikallianz", role=CompoundWord.Role.WHOLE)
    CompoundWord.objects.create(word="Rundweg")
    CompoundWord.objects.create(word="Auen")
    assert search("Klebtechnik") == []
    assert search("Rundweg") == ["Eins"]


@pytest.mark.parametrize("query", ["Muenchen", "münchen", "MÜNCHEN", "munchen"])
def test_umlauts_are_found_however_they_are_typed(search: Searcher, query: str) -> None:
    page("Treffen", "In München.")
    page("Besuch", "In Muenchen.")
    assert set(search(query)) == {"Treffen", "Besuch"}


def test_endings_do_not_matter_in_either_language(search: Searcher) -> None:
    page("Eins", "Die Häuser.", title_en="One", lead_en="Glaziers swimming.", english_live=True)
    assert search("Haus") == ["Eins"]
    assert search("glazier swim", "en") == ["One"]


def test_word_in_the_title_comes_first(search: Searcher) -> None:
    page("Nebenbei", "Das Thema ist Quarzsand, wie so oft der Quarzsand. " * 3)
    page("Quarzsand", "Ein Text.")
    assert search("Quarzsand") == ["Quarzsand", "Nebenbei"]


def test_newer_of_two_equal_news_comes_first(search: Searcher) -> None:
    today = timezone.localdate()
    ages = {"Alte": 4000, "Neue": 1, "Mittlere": 800}
    for title, age in ages.items():
        NewsPageFactory(title=f"{title} Quarzsand", date=today - timedelta(days=age))
    NewsPageFactory(title="Undatierte Quarzsand", date=None)
    NewsPageFactory(title="Künftige Quarzsand", date=today + timedelta(days=400))
    found = [title.split()[0] for title in search("Quarzsand")]
    assert found[0] == "Künftige"
    assert found[1:4] == ["Neue", "Mittlere", "Alte"]


def test_german_only_page_is_never_found_in_english(search: Searcher) -> None:
    page("Quarzsand", "Quarzsand")
    draft = page("Quarzsand zwei", title_en="Quarzsand two", lead_en="Quarzsand")
    assert set(search("Quarzsand")) == {"Quarzsand", draft.title}
    assert search("Quarzsand", "en") == []
    page("Quarzsand drei", title_en="Quarzsand three", lead_en="Sand.", english_live=True)
    search._is_built = False
    assert search("Quarzsand", "en") == ["Quarzsand three"]
    assert search("three") == []


def test_all_words_must_be_there(search: Searcher) -> None:
    page("Beide", "Quarzsand und Feldspat.")
    page("Einer", "Quarzsand.")
    assert search("feldspat die quarzsand") == ["Beide"]


def test_filters_by_type_and_year_have_counts(search: Searcher) -> None:
    today = timezone.localdate()
    for number in range(3):
        NewsPageFactory(title=f"Quarzsand {number}", date=today.replace(year=2020, day=1))
    NewsPageFactory(title="Quarzsand 3", date=today.replace(year=2019, day=1))
    NewsPageFactory(title="Quarzsand undatiert", date=None)
    page("Quarzsand als Seite")
    MemberFactory(name="Quarzsand GmbH")
    found = search.page("Quarzsand")
    assert choices(found) == {
        "Meldungen (5)",
        "Seiten (1)",
        "Mitglieder (1)",
        "2020 (3)",
        "2019 (1)",
    }
    assert len(search("Quarzsand", type="news")) == 5
    both = search.page("Quarzsand", type="news", year=2019)
    assert titles(both) == ["Quarzsand 3"]
    assert choices(both) == {"Meldungen (1)", "2020 (3)", "2019 (1)"}
    assert not titles(search.page("Quarzsand", type="page", year=2020))


def choices(found: Document) -> set[str]:
    links = [each for each in found.all("a") if "(" in each.text]
    return {
        each.text.split(",")[0].strip()
        for each in links
        if each["href"].startswith("?") or "q=" in each["href"]
    }


def test_filter_is_removed_by_its_own_link(search: Searcher) -> None:
    NewsPageFactory(title="Quarzsand")
    found = search.page("Quarzsand", type="news", p=1)
    (chosen,) = [
        each
        for each in found.all("a")
        if each["aria-current"] == "true" and "q=" in (each["href"] or "")
    ]
    assert chosen["href"] == "/de/suche/?q=Quarzsand"


def test_results_are_paged_at_stable_addresses(search: Searcher) -> None:
    for number in range(23):
        NewsPageFactory(title=f"Quarzsand {number}")
    pages = [search("Quarzsand", p=number) for number in (1, 2, 3)]
    assert [len(each) for each in pages] == [10, 10, 3]
    assert len({title for each in pages for title in each}) == 23
    assert search("Quarzsand", p=99) == pages[2]
    second = search.page("Quarzsand", p=2)
    assert second.one("ol", **{"class": "results"})["start"] == "11"
    assert second.all("a", href="/de/suche/?q=Quarzsand&p=3")


def test_testimonial_is_found_by_person_words_and_member(search: Searcher) -> None:
    member = MemberFactory(name="Bqxwerk")
    TestimonialPageFactory(person="Ada Quarz", quote_de="Hier ist Feldspat.", member=member)
    for query in ("Ada Quarz", "Feldspat"):
        assert search(query) == ["Ada Quarz"]
    assert set(search("Bqxwerk")) == {"Ada Quarz", "Bqxwerk"}


def test_result_leads_to_its_page_and_shows_the_words(search: Searcher) -> None:
    target = page("Ziel", "Der Quarzsand rieselt.")
    found = search.page("Quarzsand")
    assert [link["href"] for link in results(found)] == [target.get_url()]
    assert [mark.text for mark in found.all("mark")] == ["Quarzsand"]


def test_alias_is_found_once(search: Searcher) -> None:
    source = page("Ziel", "Quarzsand", body_en=[])
    StandardPage.objects.get(pk=source.pk).create_alias(update_slug="spiegel")
    assert search("Quarzsand") == ["Ziel"]


def test_index_pages_are_found_by_their_own_text(search: Searcher) -> None:
    from news.models import NewsIndexPage

    NewsIndexPage.objects.update(lead_de="Der Quarzsand des Tages.")
    assert search("Quarzsand") == ["Aktuelles"]


def test_all_blocks_of_a_text_are_searched(search: Searcher) -> None:
    StandardPageFactory(
        title="Text", body_de=[*paragraph("Der Quarzsand."), ("list", ["Feldspat"])]
    )
    assert search("Quarzsand Feldspat") == ["Text"]
