"""A news page: related items, source, press contact, ways to pass it on."""

import datetime
from collections.abc import Callable
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from django.test import Client

from metropol.models import HomePage
from news.models import NewsPage, NewsSection
from news.sharing import share_links
from tests.factories import ClusterPageFactory, NewsPageFactory
from tests.site.html import Document

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(site: HomePage) -> NewsPage:
    """Return an item of a section and a cluster."""
    section = NewsSection.objects.create(name_de="Stadt")
    page = NewsPageFactory(title="Brücke", section=section, english=True)
    page.clusters.set([ClusterPageFactory(title="Optik", english=True)])
    page.save()
    return page


@pytest.fixture
def related(page: NewsPage) -> Callable[..., NewsPage]:
    """Return a function that makes an item of the same cluster or section."""

    def make(day: str, *, cluster: bool = False, section: bool = False, **fields: object) -> object:
        date = datetime.date.fromisoformat(day)
        other = NewsPageFactory(date=date, section=page.section if section else None, **fields)
        other.clusters.set(page.clusters.all() if cluster else [])
        other.save()
        return other

    return make


def titles(page: NewsPage) -> list[str]:
    return [each.title for each in page.related_news()]


def test_related_items_share_a_cluster_or_the_section_newest_first(
    page: NewsPage, related: Callable[..., NewsPage]
) -> None:
    related("2020-01-01", section=True, title="Rubrik")
    related("2010-01-01", cluster=True, section=True, title="Beides")
    related("2011-01-01", cluster=True, title="Cluster")
    related("2025-01-01", title="Fremd")
    related("2026-01-01", section=True, live=False, title="Entwurf")
    assert titles(page) == ["Cluster", "Beides", "Rubrik"]


def test_item_without_section_and_cluster_has_none(related: Callable[..., NewsPage]) -> None:
    assert titles(related("2020-01-01")) == []


def test_related_items_in_english_are_english(
    page: NewsPage, related: Callable[..., NewsPage], client: Client
) -> None:
    related("2020-01-01", section=True, title="Nur deutsch")
    related("2020-01-01", section=True, title="Beide", english=True)
    content = client.get("/en/news/bruecke-in-english/").content.decode()
    assert "Beide in English" in content
    assert "Nur deutsch" not in content
    assert "Nur deutsch" in client.get("/de/aktuelles/bruecke/").content.decode()


def test_clusters_that_are_online_are_named(page: NewsPage, client: Client) -> None:
    page.clusters.add(ClusterPageFactory(title="Verborgen", live=False))
    page.save()
    content = client.get("/de/aktuelles/bruecke/").content.decode()
    assert 'href="/de/cluster/optik/"' in content
    assert "Verborgen" not in content


def test_clusters_of_a_draft_are_shown_in_its_preview(page: NewsPage) -> None:
    other = ClusterPageFactory(title="Geplant")
    page.clusters.set([other])
    page.save_revision()
    draft = NewsPage.objects.get(pk=page.pk).get_latest_revision_as_object()
    content = draft.make_preview_request(preview_mode="de").content.decode()
    assert "Geplant" in content
    assert "Optik" not in content
    assert "share.joinmastodon.org" not in content


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        ("Verbund Nord", "Quelle: Verbund Nord"),
        ("https://nord.example/a?b=1", "Quelle: https://nord.example/a?b=1"),
        ("javascript:alert(1)", "Quelle: javascript:alert(1)"),
    ],
)
def test_source_is_named_and_linked_where_it_is_an_address(
    page: NewsPage, client: Client, source: str, shown: str
) -> None:
    page.source = source
    page.save()
    document = Document(client.get("/de/aktuelles/bruecke/"))
    (line,) = [each for each in document.all("p") if "Quelle" in each.text]
    assert " ".join(line.text.split()) == shown
    assert len(document.all("a", href=source)) == source.startswith("https")


def test_mail_address_of_the_press_contact_is_a_link(page: NewsPage, client: Client) -> None:
    page.press_contact = "Ines Falk <b>\nfalk@region.example"
    page.save()
    content = client.get("/de/aktuelles/bruecke/").content.decode()
    assert "Ines Falk &lt;b&gt;<br>" in content
    assert 'href="mailto:falk@region.example"' in content


def test_share_links_are_plain_and_tell_nobody_where_they_come_from(
    page: NewsPage, client: Client
) -> None:
    document = Document(client.get("/de/aktuelles/bruecke/"))
    links = document.all("a", rel="noreferrer nofollow")
    assert [link.text for link in links] == [
        "E-Mail",
        "Mastodon",
        "LinkedIn",
        "WhatsApp",
        "Facebook",
    ]
    address = document.one("span", **{"class": "page-address"}).text
    assert address == page.full_url
    assert all(address in unquote(link["href"] or "") for link in links)


def test_german_page_in_english_is_shared_by_its_german_address(
    page: NewsPage, client: Client
) -> None:
    page.english_live = False
    page.save()
    response = client.get("/en/news/bruecke-in-english/")
    address = Document(response).one("span", **{"class": "page-address"}).text
    assert "/de/aktuelles/bruecke/" in address


def test_titles_and_addresses_survive_the_way_through_a_link() -> None:
    title, url = "50 % mehr & „neu“?\nZeile #2", "https://region.example/de/a/?b=c&d=ä"
    mail, mastodon, linkedin, whatsapp, facebook = (link.url for link in share_links(title, url))
    assert parse_qs(urlsplit(mail).query) == {"subject": [title], "body": [f"{title}\r\n{url}"]}
    assert unquote(urlsplit(mastodon).fragment) == f"text={title} {url}"
    assert parse_qs(urlsplit(whatsapp).query) == {"text": [f"{title} {url}"]}
    assert parse_qs(urlsplit(linkedin).query) == {"url": [url]}
    assert parse_qs(urlsplit(facebook).query) == {"u": [url]}
