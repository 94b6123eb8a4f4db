"""Filters as links with counts, on the news of a section and a year."""

from datetime import date
from typing import Any

import pytest
from django.http import Http404
from django.test import RequestFactory
from django.utils import translation

from metropol.facets import MonthFacet, RelatedFacet, YearFacet
from metropol.filters import Filters
from news.models import NewsPage, NewsSection
from tests import factories

pytestmark = pytest.mark.django_db

FACETS = (
    YearFacet("year", "Jahr", "date"),
    MonthFacet("month", "Monat", "date"),
    RelatedFacet("section", "Rubrik", NewsSection),
)


@pytest.fixture
def news() -> None:
    """Make four items: two sections, two years, one without a date."""
    innovation = NewsSection.objects.create(name_de="Ausschreibung", name_en="Tenders")
    city = NewsSection.objects.create(name_de="Stadt")
    for day, section in (
        (date(2024, 3, 1), innovation),
        (date(2024, 5, 1), city),
        (date(2019, 3, 9), innovation),
        (None, None),
    ):
        factories.NewsPageFactory(date=day, section=section)


def filters(query: str = "") -> Filters:
    return Filters(RequestFactory().get(f"/liste/?{query}"), NewsPage.objects.all(), FACETS)


def shown(found: Filters, parameter: str) -> list[tuple[Any, int]]:
    return [(choice.label.value, choice.count) for choice in found[parameter].choices]


@pytest.mark.usefixtures("news")
def test_whole_list_offers_every_value_with_its_count() -> None:
    found = filters()
    assert shown(found, "year") == [("2024", 2), ("2019", 1), ("Ohne Datum", 1)]
    assert shown(found, "section") == [("Ausschreibung", 2), ("Stadt", 1)]
    assert [facet.parameter for facet in found.shown] == ["year", "section"]
    assert found.items.count() == 4
    assert not found


@pytest.mark.usefixtures("news")
def test_counts_of_a_facet_follow_the_others() -> None:
    found = filters("year=2024&section=ausschreibung")
    assert found.items.count() == 1
    assert shown(found, "year") == [("2024", 1), ("2019", 1)]
    assert shown(found, "section") == [("Ausschreibung", 1), ("Stadt", 1)]
    assert shown(found, "month") == [("März", 1)]


@pytest.mark.usefixtures("news")
def test_links_keep_the_other_choices_and_drop_page_and_month() -> None:
    found = filters("p=3&section=ausschreibung&month=3&year=2024&x=1")
    years = {choice.label.value: choice.url for choice in found["year"].choices}
    assert years["2019"] == "/liste/?year=2019&section=ausschreibung"
    assert years["2024"] == "/liste/?section=ausschreibung"
    assert found["month"].chosen is not None
    assert found["month"].chosen.url == "/liste/?year=2024&section=ausschreibung"


@pytest.mark.usefixtures("news")
def test_other_language_is_asked_by_its_own_slugs_and_the_same_page() -> None:
    assert filters("section=ausschreibung&p=2").other_query == "section=tenders&p=2"
    with translation.override("en"):
        assert filters("section=tenders").other_query == "section=ausschreibung"
        assert filters("section=ausschreibung").items.count() == 2


@pytest.mark.usefixtures("news")
@pytest.mark.parametrize(
    "query",
    ["year=2024", "year=2024&month=3", "section=stadt", "year=undated", "year=2001&section=stadt"],
)
def test_number_of_items_is_known_from_the_links(query: str) -> None:
    found = filters(query)
    assert found.count == found.items.count()
    assert filters().count is None


@pytest.mark.usefixtures("news")
def test_value_without_items_is_shown_with_a_count_of_none() -> None:
    found = filters("year=2001&section=stadt")
    assert not found.items.exists()
    assert ("2001", 0) in shown(found, "year")


@pytest.mark.usefixtures("news")
def test_name_without_english_is_marked() -> None:
    with translation.override("en"):
        labels = [choice.label for choice in filters()["section"].choices]
    assert [(label.value, label.language) for label in labels] == [
        ("Stadt", "de"),
        ("Tenders", "en"),
    ]


@pytest.mark.parametrize(
    "query",
    [
        "year=x",
        "year=99999",
        "year=-100",
        "year=0000",
        "year=２０２４",
        "year=2024&month=13",
        "year=2024&month=0",
        "section=gibt-es-nicht",
        "section=%00",
        f"section={'x' * 10_000}",
    ],
)
def test_value_that_cannot_be_one_is_not_found(query: str) -> None:
    with pytest.raises(Http404):
        filters(query)
