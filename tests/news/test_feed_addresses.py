"""Where feeds answer, for how long, and what stays when pages are renamed."""

import datetime
import re

import pytest
from django.test import Client
from wagtail.models import PageViewRestriction

from metropol.models import BasePage, HomePage
from news.models import NewsIndexPage, NewsPage, NewsSection
from tests.factories import NewsPageFactory

pytestmark = pytest.mark.django_db

GERMAN = "/de/aktuelles/feed"


@pytest.fixture(autouse=True)
def feeds_of_a_site(site: HomePage) -> None:
    """Give every test the pages that setup_site makes."""


def test_ids_survive_a_rename_and_differ_between_languages(client: Client) -> None:
    NewsPageFactory.create_batch(2, english=True)

    def ids(language: str) -> list[str]:
        address = BasePage.objects.get(pk=index.pk).get_url()
        address = address.replace("/de/", f"/{language}/") if language == "de" else "/en/news/"
        content = client.get(f"{address}feed.atom").content.decode()
        return re.findall("<id>(.*?)</id>", content)

    index = NewsIndexPage.objects.get()
    german, english = ids("de"), ids("en")
    assert len({*german, *english}) == 6
    for page in (*NewsPage.objects.all(), index):
        page.slug = f"neu-{page.slug}"
        page.save()
    assert ids("de") == german


def test_renamed_list_takes_its_feeds_along(client: Client) -> None:
    NewsSection.objects.create(name_de="Stadt")
    index = NewsIndexPage.objects.get()
    index.slug = "meldungen"
    index.save()
    for name in ("feed.atom", "feed.json", "rubrik-stadt.atom"):
        response = client.get(f"/de/aktuelles/{name}")
        assert (response.status_code, response["Location"]) == (301, f"/de/meldungen/{name}")


def test_feed_is_asked_for_again_only_when_it_has_changed(client: Client) -> None:
    page = NewsPageFactory()
    page.save_revision().publish()
    first = client.get(f"{GERMAN}.atom")
    assert first["Cache-Control"] == "public, max-age=600"
    assert "Cookie" not in first["Vary"]
    assert not first.cookies
    assert client.get(f"{GERMAN}.atom", headers={"If-None-Match": first["ETag"]}).status_code == 304
    page.title = "Anders"
    page.save()
    assert client.get(f"{GERMAN}.atom", headers={"If-None-Match": first["ETag"]}).status_code == 200


def test_feed_of_a_restricted_list_is_restricted(client: Client) -> None:
    NewsPageFactory(title="Geheim")
    PageViewRestriction.objects.create(
        page=NewsIndexPage.objects.get(), restriction_type="password", password="x"
    )
    response = client.get(f"{GERMAN}.atom")
    assert "Geheim" not in response.content.decode()
    assert "public" not in response.get("Cache-Control", "")


@pytest.mark.parametrize(
    "address",
    [
        "/de/aktuelles/feed.xml",
        "/de/aktuelles/feed.atom/",
        "/de/aktuelles/rubrik-nix.atom",
        "/de/aktuelles/section-stadt.atom",
        "/de/aktuelles/rubrik-.json",
        "/de/aktuelles/cluster-%00.json",
        "/de/aktuelles/cluster-'.json",
        f"/de/aktuelles/cluster-{'x' * 5000}.json",
        "/de/feed.atom",
        "/de/gibt-es-nicht/feed.atom",
        "/en/aktuelles/feed.atom",
    ],
)
def test_other_addresses_are_no_feeds(client: Client, address: str) -> None:
    NewsSection.objects.create(name_de="Stadt")
    assert client.get(address).status_code == 404


def test_page_called_feed_and_feeds_do_not_meet(client: Client) -> None:
    NewsPageFactory(title="Feed", date=datetime.date(2020, 1, 1))
    assert "<title>Feed</title>" in client.get(f"{GERMAN}.atom").content.decode()
    assert client.get("/de/aktuelles/feed/").status_code == 200
