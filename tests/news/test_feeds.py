"""Feeds: what is in them, that it can be read elsewhere, how often it is fetched."""

import datetime
import json
import re
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from metropol.models import HomePage, SiteSettings
from news.models import NewsPage, NewsSection
from tests.factories import (
    ClusterPageFactory,
    DocumentFactory,
    NewsPageFactory,
    PortalImageFactory,
    paragraph,
)

pytestmark = pytest.mark.django_db

ATOM = "{http://www.w3.org/2005/Atom}"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
GERMAN, ENGLISH = "/de/aktuelles/feed", "/en/news/feed"


@pytest.fixture(autouse=True)
def feeds_of_a_site(site: HomePage) -> None:
    """Give every test the pages that setup_site makes."""


def atom(client: Client, address: str = f"{GERMAN}.atom") -> ET.Element:
    response = client.get(address)
    assert response.status_code == 200
    assert response["Content-Type"] == "application/atom+xml; charset=utf-8"
    return ET.fromstring(response.content)  # noqa: S314 - our own


def as_json(client: Client, address: str = f"{GERMAN}.json") -> dict[str, Any]:
    response = client.get(address)
    assert response.status_code == 200
    assert response["Content-Type"] == "application/feed+json; charset=utf-8"
    found: dict[str, Any] = json.loads(response.content)
    return found


def titles(client: Client, stem: str) -> list[str | None]:
    """Return the titles of a feed, which are the same in both formats."""
    found = [each.findtext(f"{ATOM}title") for each in atom(client, f"{stem}.atom")]
    found = [title for title in found if title]
    assert found == [each["title"] for each in as_json(client, f"{stem}.json")["items"]]
    return found


def links(element: ET.Element) -> dict[tuple[str | None, ...], str | None]:
    return {
        (each.get("rel"), each.get("type"), each.get("hreflang")): each.get("href")
        for each in element.findall(f"{ATOM}link")
    }


def test_feed_of_a_language_holds_what_is_online_in_it_newest_first(client: Client) -> None:
    NewsPageFactory(title="Alt", date=datetime.date(2001, 1, 1), english=True)
    NewsPageFactory(title="Neu", date=datetime.date(2020, 1, 1), pinned_until=None)
    NewsPageFactory(title="Ohne", date=None, english=True)
    NewsPageFactory(title="Entwurf", live=False)
    assert titles(client, GERMAN) == ["Neu", "Alt"]
    assert titles(client, ENGLISH) == ["Alt in English"]


def test_feed_holds_the_newest_twenty_five(client: Client) -> None:
    NewsPageFactory.create_batch(26)
    assert len(titles(client, GERMAN)) == 25


def test_feeds_of_sections_and_clusters_have_their_own_items(client: Client) -> None:
    section = NewsSection.objects.create(name_de="Ausschreibung", name_en="Tenders")
    cluster = ClusterPageFactory(title="Optik", title_en="Optics", english=True)
    NewsPageFactory(title="Rubrik", section=section, english=True)
    page = NewsPageFactory(title="Netz", english=True)
    page.clusters.set([cluster])
    page.save()
    assert titles(client, "/de/aktuelles/rubrik-ausschreibung") == ["Rubrik"]
    assert titles(client, "/en/news/section-tenders") == ["Rubrik in English"]
    assert titles(client, "/de/aktuelles/cluster-optik") == ["Netz"]
    assert titles(client, "/en/news/cluster-optics") == ["Netz in English"]
    feed = atom(client, "/en/news/section-tenders.atom")
    assert feed.findtext(f"{ATOM}title", "").endswith(" – News: Section Tenders")
    found = links(feed)
    assert str(found["alternate", None, None]).endswith("/en/news/?section=tenders")
    other = found["alternate", "application/atom+xml", "de"]
    assert str(other).endswith("/de/aktuelles/rubrik-ausschreibung.atom")


@pytest.mark.parametrize("stem", [GERMAN, ENGLISH, "/de/aktuelles/rubrik-leer"])
def test_empty_feed_is_a_feed_and_stays_the_same(client: Client, stem: str) -> None:
    NewsSection.objects.create(name_de="Leer")
    assert titles(client, stem) == []
    first = client.get(f"{stem}.atom")
    assert first["ETag"] == client.get(f"{stem}.atom")["ETag"]
    assert ET.fromstring(first.content).findtext(f"{ATOM}updated")  # noqa: S314 - our own


def test_feed_names_itself_its_page_and_its_author(client: Client, site: HomePage) -> None:
    settings = SiteSettings.for_site(site.get_site())
    settings.organisation_de = "Region e. V."
    settings.save()
    NewsPageFactory(source="Verbund Nord")
    feed = atom(client)
    root = site.get_site().root_url
    assert feed.get(LANG) == "de"
    assert feed.findtext(f"{ATOM}author/{ATOM}name") == "Region e. V."
    assert feed.findtext(f"{ATOM}entry/{ATOM}author/{ATOM}name") == "Verbund Nord"
    assert links(feed) == {
        ("alternate", None, None): f"{root}/de/aktuelles/",
        ("self", None, None): f"{root}/de/aktuelles/feed.atom",
        ("alternate", "text/html", "en"): f"{root}/en/news/",
        ("alternate", "application/atom+xml", "en"): f"{root}/en/news/feed.atom",
    }
    other = as_json(client)
    assert other["version"] == "https://jsonfeed.org/version/1.1"
    assert other["feed_url"] == f"{root}/de/aktuelles/feed.json"
    assert other["home_page_url"] == f"{root}/de/aktuelles/"
    assert (other["language"], other["authors"]) == ("de", [{"name": "Region e. V."}])
    assert other["items"][0]["authors"] == [{"name": "Verbund Nord"}]


def test_entry_links_to_its_page_and_to_the_other_language(client: Client) -> None:
    NewsPageFactory(title="Ziel", title_en="Target", english=True)
    found = links(atom(client)[-1])
    assert str(found["alternate", None, None]).endswith("/de/aktuelles/ziel/")
    assert str(found["alternate", "text/html", "en"]).endswith("/en/news/target/")
    NewsPage.objects.update(english_live=False)
    assert ("alternate", "text/html", "en") not in links(atom(client)[-1])


def test_full_text_can_be_read_elsewhere(client: Client) -> None:
    target = NewsPageFactory(title="Ziel", date=None)
    text = f'<p>A&nbsp;&amp; <a linktype="page" id="{target.pk}">dort</a></p>'
    blocks = [
        ("paragraph", text),
        ("image", {"image": PortalImageFactory(), "alt": "Ein <Bild>"}),
        ("download", {"document": DocumentFactory()}),
        ("paragraph", '<p><a href="http://[kaputt">x</a> <a href="#unten">y</a></p>'),
    ]
    NewsPageFactory(body_de=blocks, image=PortalImageFactory(), lead_de="Worum es geht")
    (item,) = as_json(client)["items"]
    html = item["content_html"]
    assert atom(client)[-1].findtext(f"{ATOM}content") == html
    addresses = re.findall(r'(?:href|src)="([^"]*)"', html)
    addresses += [
        each.split()[0]
        for found in re.findall(r'srcset="([^"]*)"', html)
        for each in found.split(", ")
    ]
    assert len(addresses) > 8
    addresses.remove("http://[kaputt")
    assert all(re.match(r"https?://[\w.:]+/(de|media|documents)/", each) for each in addresses)
    assert any(each.endswith("/de/aktuelles/ziel/") for each in addresses)
    assert 'alt="Ein &lt;Bild&gt;"' in html
    assert "Worum es geht" in html
    assert html.startswith('<div lang="de">')
    assert not re.search(r"<(picture|source|script)|class=|style=", html)
    assert item["image"].startswith("http")
    assert item["attachments"] == [{"url": item["image"], "mime_type": "image/jpeg"}]
    assert links(atom(client)[-1])["enclosure", "image/jpeg", None] == item["image"]


def test_german_parts_of_an_english_entry_are_marked(client: Client) -> None:
    image = PortalImageFactory(alt_en="", caption_en="", caption_de="Am Ufer")
    NewsPageFactory(english=True, image=image)
    (item,) = as_json(client, f"{ENGLISH}.json")["items"]
    assert item["content_html"].startswith('<div lang="en">')
    assert '<span lang="de">Am Ufer</span>' in item["content_html"]


def test_dates_have_a_zone_and_follow_the_day_of_the_item(client: Client) -> None:
    online = datetime.datetime(2024, 7, 1, 12, 30, tzinfo=datetime.UTC)
    page = NewsPageFactory(date=datetime.date(2024, 7, 1))
    times = {"first_published_at": online, "last_published_at": online + datetime.timedelta(1)}
    NewsPage.objects.filter(pk=page.pk).update(**times)
    NewsPageFactory(date=datetime.date(1931, 5, 4))
    old = NewsPageFactory(date=datetime.date(1815, 1, 1))
    new, middle, oldest = as_json(client)["items"]
    assert new["date_published"] == "2024-07-01T14:30:00+02:00"
    assert new["date_modified"].startswith("2024-07-02T12:30:00")
    assert middle["date_published"] == "1931-05-04T00:00:00+01:00"
    assert oldest["date_published"] == "1815-01-01T00:00:00+00:00"
    NewsPage.objects.filter(pk=old.pk).update(date=datetime.date(1, 1, 1))
    assert len(as_json(client)["items"]) == 3
    for entry in atom(client).findall(f"{ATOM}entry"):
        for name in ("published", "updated"):
            text = entry.findtext(f"{ATOM}{name}", "")
            assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?[+-]\d\d:\d\d", text)


def test_item_dated_ahead_is_published_when_it_went_online(client: Client) -> None:
    online = datetime.datetime(2024, 7, 1, 12, 30, tzinfo=datetime.UTC)
    page = NewsPageFactory(date=datetime.date(2099, 1, 1))
    NewsPage.objects.filter(pk=page.pk).update(first_published_at=online)
    (item,) = as_json(client)["items"]
    assert item["date_published"] == "2024-07-01T14:30:00+02:00"


def test_characters_that_no_xml_can_hold_are_left_out(client: Client) -> None:
    NewsPageFactory(title="A\x0bB\x1f <&>", lead_de="C\x01", body_de=paragraph("D\x02\ufffe"))
    entry = atom(client)[-1]
    assert entry.findtext(f"{ATOM}title") == "AB <&>"
    assert "<p>D</p>" in str(entry.findtext(f"{ATOM}content"))


def everything() -> list[tuple[str, Any]]:
    link = f'<p><a linktype="page" id="{NewsPageFactory(date=None).pk}">Mehr</a></p>'
    document = f'<p><a linktype="document" id="{DocumentFactory().pk}">Blatt</a></p>'
    return [
        ("paragraph", link),
        ("paragraph", document),
        ("image", {"image": PortalImageFactory()}),
        ("download", {"document": DocumentFactory()}),
    ]


@pytest.mark.parametrize("ending", ["atom", "json"])
def test_feed_needs_ten_queries_whatever_it_holds(client: Client, ending: str) -> None:
    section = NewsSection.objects.create(name_de="Stadt")
    address = f"/de/aktuelles/rubrik-stadt.{ending}"

    def count(items: int) -> int:
        for _number in range(items):
            NewsPageFactory(section=section, image=PortalImageFactory(), body_de=everything())
        client.get(address)
        with CaptureQueriesContext(connection) as queries:
            client.get(address)
        return len(queries)

    few = count(1)
    assert count(5) == few
    assert few <= 10
