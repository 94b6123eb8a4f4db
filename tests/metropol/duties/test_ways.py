"""Easy language and sign language, beside the language switch of every page."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import PageViewRestriction

from metropol.models import BasePage, HomePage, SignLanguagePage, SiteSettings, StandardPage
from tests.factories import DocumentFactory, paragraph
from tests.site.html import Document, Element

pytestmark = pytest.mark.django_db
PAGES = {"de": ("/de/", "/de/aktuelles/", "/de/gibt-es-nicht/"), "en": ("/en/", "/en/news/")}


def ways(address: str, client: Client | None = None) -> list[tuple[str, Element]]:
    """Return label and link of each way in the header."""
    document = Document((client or Client()).get(address))
    labels = {"Leichte Sprache", "Gebärdensprache", "Easy language", "Sign language"}
    links = [each for each in document.all("a") if each.text.strip() in labels]
    return [(each.text.strip(), each) for each in links]


def sign_language_page(site: HomePage, *, english: bool) -> SignLanguagePage:
    """Return a page with a video, which the settings name."""
    page = SignLanguagePage(
        title="Gebärden",
        title_en="Signs" if english else "",
        slug="gebaerden",
        lead_de="Das Wichtigste in Deutscher Gebärdensprache.",
        lead_en="The essentials in German Sign Language." if english else "",
        body_de=paragraph("Willkommen!"),
        body_en=paragraph("Welcome!") if english else [],
        video=DocumentFactory(file__filename="willkommen.mp4", file__data=b"film"),
        english_request="online" if english else "",
        live=False,
    )
    site.add_child(instance=page)
    page.save_revision().publish()
    SiteSettings.objects.update(sign_language_page=page.pk)
    return SignLanguagePage.objects.get()


@pytest.mark.parametrize("language", PAGES)
def test_every_page_leads_to_easy_language_in_its_language(site: HomePage, language: str) -> None:
    expected = {
        "de": ("Leichte Sprache", "/de/leichte-sprache/"),
        "en": ("Easy language", "/en/easy-language/"),
    }[language]
    for address in PAGES[language]:
        [(label, link)] = ways(address)
        assert (label, link["href"]) == expected
        assert (link["lang"], link["hreflang"]) == (None, None)
    assert Client().get(expected[1]).status_code == 200
    [(_label, link)] = ways(expected[1])
    assert link["aria-current"] == "page"


def test_page_in_german_only_is_offered_in_english_as_what_it_is(site: HomePage) -> None:
    sign_language_page(site, english=False)
    [_easy, (label, link)] = ways("/en/")
    assert label == "Gebärdensprache"
    assert link["href"] == "/de/gebaerden/"
    assert (link["lang"], link["hreflang"]) == ("de", "de")


def test_page_in_both_languages_is_offered_in_both(site: HomePage) -> None:
    sign_language_page(site, english=True)
    assert [label for label, _link in ways("/de/")] == ["Leichte Sprache", "Gebärdensprache"]
    assert [label for label, _link in ways("/en/")] == ["Easy language", "Sign language"]


def test_page_that_visitors_cannot_read_is_not_offered(site: HomePage) -> None:
    page = StandardPage.objects.get(slug="leichte-sprache")
    restriction = PageViewRestriction.objects.create(page=page, restriction_type="login")
    assert not ways("/de/")
    restriction.delete()
    assert ways("/de/")
    page.unpublish()
    assert not ways("/de/")
    page.delete()
    assert not ways("/de/")
    assert SiteSettings.objects.get().easy_language_page is None


def test_ways_cost_no_query(site: HomePage) -> None:
    def number(client: Client) -> int:
        client.get("/de/impressum/")
        with CaptureQueriesContext(connection) as queries:
            client.get("/de/impressum/")
        return len(queries)

    sign_language_page(site, english=True)
    many = number(Client())
    SiteSettings.objects.update(easy_language_page=None, sign_language_page=None)
    assert number(Client()) == many <= 8


def test_settings_of_another_site_name_nothing_here(site: HomePage) -> None:
    other = BasePage.get_first_root_node().add_child(
        instance=HomePage(title="Andere", slug="andere", lead_de="x")
    )
    inside = other.add_child(instance=StandardPage(title="Dort", lead_de="x"))
    own_site = site.get_site()
    own_site.pk, own_site.hostname, own_site.is_default_site = None, "anders.example", False
    own_site.root_page = other
    own_site.save()
    SiteSettings.objects.create(site=own_site, easy_language_page=inside)
    [(_label, link)] = ways("/de/")
    assert link["href"] == "/de/leichte-sprache/"


def test_video_is_played_from_the_own_site_with_its_words(site: HomePage, client: Client) -> None:
    page = sign_language_page(site, english=True)
    response = client.get("/de/gebaerden/")
    document = Document(response)
    video = document.one("video")
    assert video["src"] == page.video.file.url
    assert video["src"].startswith("/media/")
    assert "controls" in video.attributes
    assert video["preload"] == "none"
    assert video["aria-label"]
    assert "Willkommen!" in document.one("main").text
    assert not document.all("iframe")
    assert "media-src 'self'" in response["Content-Security-Policy"]
    assert "download" in document.one("a", href=video["src"]).attributes


@pytest.mark.parametrize("name", ["film.webm", "FILM.MP4", "merkblatt.pdf", "film"])
def test_only_what_browsers_play_is_taken(site: HomePage, name: str) -> None:
    page = sign_language_page(site, english=False)
    page.video = DocumentFactory(file__filename=name)
    if "." in name and name.lower().endswith(("mp4", "webm")):
        page.full_clean()
        return
    with pytest.raises(ValidationError) as refused:
        page.full_clean()
    assert set(refused.value.message_dict) == {"video"}


def test_page_whose_video_was_deleted_keeps_its_words(site: HomePage, client: Client) -> None:
    sign_language_page(site, english=True).video.delete()
    document = Document(client.get("/en/signs/"))
    assert not document.all("video")
    assert "Welcome!" in document.one("main").text


def test_sign_language_page_needs_eight_queries(site: HomePage, client: Client) -> None:
    sign_language_page(site, english=True)
    client.get("/de/gebaerden/")
    with CaptureQueriesContext(connection) as queries:
        assert client.get("/de/gebaerden/").status_code == 200
    assert len(queries) <= 8


def test_setup_makes_no_page_without_a_video(site: Any) -> None:
    assert not SignLanguagePage.objects.exists()
