"""What the home page shows, and that it shows the same to everybody."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from metropol.models import HomeFigure, HomePage, PickedCluster, PickedTestimonial, WayIn
from news.models import NewsIndexPage
from tests.factories import ClusterPageFactory, NewsPageFactory, TestimonialPageFactory

pytestmark = pytest.mark.django_db


def shown(response: HttpResponse, pages: list[Any]) -> list[str]:
    """Return the names of those ``pages`` that the answer shows, in its order."""
    text = response.content.decode()
    names = [getattr(page, "person", page.title) for page in pages]
    return sorted((name for name in names if f">{name}<" in text), key=text.index)


def day(monkeypatch: pytest.MonkeyPatch, value: date) -> None:
    monkeypatch.setattr(timezone, "localdate", lambda: value)


def test_testimonials_take_turns_day_by_day(client: Client, monkeypatch: Any) -> None:
    pages = TestimonialPageFactory.create_batch(3)
    seen = []
    for number in range(6):
        day(monkeypatch, date(2026, 3, 1) + timedelta(days=number))
        found = shown(client.get("/de/"), pages)
        assert found == shown(client.get("/de/"), pages)
        seen += found
    assert len(seen) == 6
    assert set(seen[:3]) == {page.person for page in pages}
    assert seen[3:] == seen[:3]


def test_turns_leave_out_what_is_not_online(client: Client, monkeypatch: Any) -> None:
    pages = TestimonialPageFactory.create_batch(3)
    pages[1].unpublish()
    seen = set()
    for number in range(4):
        day(monkeypatch, date(2026, 3, 1) + timedelta(days=number))
        seen |= {*shown(client.get("/de/"), pages)}
    assert seen == {pages[0].person, pages[2].person}
    assert not shown(client.get("/en/"), pages)


def test_picked_testimonials_come_in_the_order_of_staff(client: Client, site: HomePage) -> None:
    pages = TestimonialPageFactory.create_batch(4)
    for place, page in enumerate((pages[3], pages[1])):
        PickedTestimonial.objects.create(page=site, testimonial=page, sort_order=place)
    assert shown(client.get("/de/"), pages) == [pages[3].person, pages[1].person]


def test_pick_that_is_offline_leaves_the_place_to_the_others(
    client: Client, site: HomePage
) -> None:
    clusters = [ClusterPageFactory(title=f"Aa {number}") for number in range(3)]
    PickedCluster.objects.create(page=site, cluster=clusters[2], sort_order=0)
    assert shown(client.get("/de/"), clusters) == [clusters[2].title]
    clusters[2].unpublish()
    assert shown(client.get("/de/"), clusters) == [each.title for each in clusters[:2]]


def test_preview_shows_the_picks_of_the_draft(site: HomePage) -> None:
    clusters = ClusterPageFactory.create_batch(3)
    PickedCluster.objects.create(page=site, cluster=clusters[0], sort_order=0)
    draft = HomePage.objects.get()
    draft.picked_clusters = [PickedCluster(cluster=clusters[2])]
    response = draft.make_preview_request(preview_mode="de")
    assert shown(response, clusters) == [clusters[2].title]


def test_ways_in_lead_to_pages_that_are_online(client: Client, site: HomePage) -> None:
    offline = NewsPageFactory(live=False)
    WayIn.objects.all().delete()
    WayIn.objects.create(
        page=site,
        title_de="Für Medien",
        title_en="For the media",
        target=NewsIndexPage.objects.get(),
    )
    WayIn.objects.create(page=site, title_de="Für niemanden", target=offline)
    german, english = client.get("/de/"), client.get("/en/")
    assert '<a href="/de/aktuelles/">Für Medien</a>' in german.content.decode()
    assert '<a href="/en/news/">For the media</a>' in english.content.decode()
    assert b"niemanden" not in german.content


def test_figures_name_year_and_source_and_mark_what_is_german(
    client: Client, site: HomePage
) -> None:
    HomeFigure.objects.create(
        page=site,
        label_de="Betriebe",
        value=1234.5,
        unit="Tsd.",
        year=2023,
        source="Eigene Zählung",
    )
    german, english = (client.get(path).content.decode() for path in ("/de/", "/en/"))
    assert "1.234,5" in german
    assert "2023, <span>Eigene Zählung</span>" in " ".join(german.split())
    assert "1,234.5" in english
    assert '<span lang="de">Betriebe</span>' in english
    assert '<span lang="de">Eigene Zählung</span>' in english


def test_new_portal_has_ways_in_for_each_audience_in_both_languages(site: HomePage) -> None:
    assert site.ways_in.count() == 4
    assert all(way.title_de and way.title_en and way.target.live for way in site.ways)
    assert not site.english_gaps()
