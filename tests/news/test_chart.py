"""The chart of items per year: geometry, links, table."""

import datetime

import pytest
from django.test import Client

from metropol.filters import Choice
from metropol.languages import LocalizedValue
from metropol.models import HomePage
from news.chart import FULL, LEAST, decades
from tests.factories import NewsPageFactory
from tests.site.html import Document


def choice(year: str, count: int = 1) -> Choice:
    label = LocalizedValue(year, "de", is_fallback=False)
    return Choice(year, label, count, f"?year={year}", is_chosen=False)


def test_each_decade_with_items_is_a_row_of_ten_slots() -> None:
    chart = decades([choice("2026"), choice("1999"), choice("1988"), choice("undated")])
    assert [decade.label for decade in chart] == ["1980–1989", "1990–1999", "2020–2029"]
    assert [bar.label for bar in chart[0].bars] == ["88", "89"]
    assert [bar.label for bar in chart[1].bars] == [f"{year}" for year in range(90, 100)]
    assert [bar.label for bar in chart[2].bars] == ["20", "21", "22", "23", "24", "25", "26"]
    assert [bar.left for bar in chart[0].bars] == [8 * 28, 9 * 28]


def test_bars_are_as_high_as_their_share_of_the_highest() -> None:
    (chart,) = decades([choice("2021", 400), choice("2022", 200), choice("2023", 1)])
    assert [bar.height for bar in chart.bars] == [FULL, FULL // 2, LEAST]
    assert {bar.top + bar.height for bar in chart.bars} == {chart.bars[0].top + FULL}


def test_chosen_year_without_items_has_a_slot_and_no_bar() -> None:
    (chart,) = decades([choice("2021", 0)])
    assert [bar.height for bar in chart.bars] == [0]


def test_nothing_gives_no_chart() -> None:
    assert decades([choice("undated")]) == []


def test_years_far_apart_make_no_long_chart() -> None:
    assert len(decades([choice("1023"), choice("2026")])) == 2


@pytest.fixture
def chart(site: HomePage, client: Client) -> Document:
    for year in (2019, 2021, 2021):
        NewsPageFactory(date=datetime.date(year, 5, 1), english=True)
    NewsPageFactory(date=None, english=True)
    return Document(client.get("/en/news/?year=2021"))


@pytest.mark.django_db
def test_bars_are_links_with_words_and_the_chosen_one_is_marked(chart: Document) -> None:
    bars = [each for each in chart.all("a") if "year" in (each["class"] or "")]
    assert [(bar["aria-label"], bar["href"], bar["aria-current"]) for bar in bars] == [
        ("2019: one item", "/en/news/?year=2019", None),
        ("2021: 2 items", "/en/news/", "true"),
    ]
    # By a line below it and an outline, not by its colour alone.
    assert len(chart.all("rect", **{"class": "mark"})) == 1


@pytest.mark.django_db
def test_chart_is_a_table_too(chart: Document) -> None:
    table = chart.one("table")
    assert "2021 (chosen) 2 2019 1 Undated 1" in " ".join(table.text.split())
    assert len(chart.all("th", scope="row")) == 3


@pytest.mark.django_db
def test_chart_has_no_inline_style(chart: Document) -> None:
    assert not [each for each in chart.elements if each["style"]]
