"""What search engines and other sites read in the head of a page."""

import json
from typing import Any

import pytest
from django.test import Client
from wagtail.models import Site

from clusters.models import ClusterPage
from metropol.machine import graph
from metropol.models import HomePage, PortalImage, SiteSettings, SocialLink
from metropol.sharing import links
from news.models import NewsPage, NewsSection
from tests.factories import (
    ClusterPageFactory,
    NewsPageFactory,
    PortalImageFactory,
    StandardPageFactory,
    UserFactory,
)
from tests.site.html import Document

pytestmark = pytest.mark.django_db
NASTY = '</script><script>alert(1)</script><!-- & "\u2028'


@pytest.fixture
def root(site: HomePage) -> str:
    return Site.objects.get().root_url


@pytest.fixture
def settings(site: HomePage) -> SiteSettings:
    found = SiteSettings.for_site(Site.objects.get())
    found.organisation_de, found.organisation_en = "Region e. V.", "Region Association"
    found.email, found.city = "post@region.example", "Leipzig"
    found.save()
    SocialLink.objects.create(settings=found, name="Mastodon", url="https://social.example/region")
    return found


def head(client: Client, address: str) -> dict[str, str | None]:
    """Return name and content of all ``<meta>`` of a page."""
    metas = Document(client.get(address)).all("meta")
    return {meta["property"] or meta["name"] or "": meta["content"] for meta in metas}


def nodes(client: Client, address: str) -> dict[str, Any]:
    """Return the structured data of a page by type."""
    scripts = Document(client.get(address)).all("script", type="application/ld+json")
    found = [node for script in scripts for node in json.loads(script.text)["@graph"]]
    return {node["@type"]: node for node in found}


def test_home_page_describes_organisation_and_site(
    client: Client, settings: SiteSettings, root: str
) -> None:
    found = nodes(client, "/en/")
    organisation = found["Organization"]
    assert organisation["name"] == "Region Association"
    assert organisation["url"] == f"{root}/en/"
    assert organisation["email"] == "post@region.example"
    assert organisation["address"] == {"@type": "PostalAddress", "addressLocality": "Leipzig"}
    assert organisation["sameAs"] == ["https://social.example/region"]
    assert "telephone" not in organisation
    assert found["WebSite"]["publisher"] == {"@id": organisation["@id"]}
    assert found["WebSite"]["inLanguage"] == "en"
    assert nodes(client, "/de/")["Organization"]["name"] == "Region e. V."


@pytest.mark.parametrize(("code", "path"), [("de", "/de/suche/"), ("en", "/en/search/")])
def test_search_is_part_of_the_site(code: str, path: str) -> None:
    action = graph.website("https://region.example", "Region", code)["potentialAction"]
    url = f"https://region.example{path}?q={{search_term_string}}"
    assert action["target"]["urlTemplate"] == url


def test_news_is_described_as_news(client: Client, settings: SiteSettings, root: str) -> None:
    section = NewsSection.objects.create(name_de="Forschung", name_en="Research")
    image = PortalImageFactory()
    page = NewsPageFactory(title="Meldung", english=True, section=section, image=image)
    found = nodes(client, f"/en{page.url_path_en.removeprefix('/start')}")
    news = found["NewsArticle"]
    assert news["headline"] == "Meldung in English"
    assert news["datePublished"] == page.date.isoformat()
    assert news["articleSection"] == "Research"
    assert news["inLanguage"] == "en"
    assert news["publisher"]["name"] == "Region Association"
    assert news["mainEntityOfPage"].startswith(f"{root}/en/news/")
    assert news["image"].startswith(f"{root}/media/")
    steps = found["BreadcrumbList"]["itemListElement"]
    assert [step["position"] for step in steps] == [1, 2, 3]
    assert [step["item"] for step in steps] == [
        f"{root}/en/",
        f"{root}/en/news/",
        news["mainEntityOfPage"],
    ]


def test_undated_news_without_picture_says_neither(client: Client, site: HomePage) -> None:
    news = nodes(client, NewsPageFactory(date=None).get_url())["NewsArticle"]
    assert not {"datePublished", "image", "articleSection"} & set(news)


def test_cluster_is_described_as_an_organisation(client: Client, root: str) -> None:
    page = ClusterPageFactory(
        title="Holzverbund", founded=2011, city="Halle", website="https://holz.example"
    )
    node = nodes(client, page.get_url())["Organization"]
    assert (node["name"], node["foundingDate"]) == ("Holzverbund", "2011")
    assert node["url"] == "https://holz.example"
    assert node["address"]["addressLocality"] == "Halle"
    ClusterPage.objects.update(website="javascript:alert(1)")
    assert "url" not in nodes(client, page.get_url())["Organization"]


def test_texts_never_end_the_data_that_they_are_in(client: Client, settings: SiteSettings) -> None:
    settings.organisation_de = NASTY
    settings.save()
    page = NewsPageFactory(title=NASTY)
    for address, kind, field in (
        (page.get_url(), "NewsArticle", "headline"),
        ("/de/", "Organization", "name"),
    ):
        content = client.get(address).content.decode()
        assert content.count("<script") == content.count("</script") == 1
        assert "<!-- " not in content
        assert nodes(client, address)[kind][field] == NASTY


def test_shared_link_has_the_texts_of_the_language(client: Client, root: str) -> None:
    page = NewsPageFactory(title="Meldung", english=True)
    german, english = head(client, page.get_url()), head(client, "/en/")
    assert german["og:title"] == "Meldung"
    assert german["og:description"] == page.lead_de == german["description"]
    assert german["og:type"] == "article"
    assert german["og:url"] == f"{root}{page.get_url()}"
    assert (german["og:locale"], german["og:locale:alternate"]) == ("de_DE", "en_GB")
    assert english["og:type"] == "website"
    assert (english["og:locale"], english["og:locale:alternate"]) == ("en_GB", "de_DE")
    assert english["og:site_name"] == "Central German Metropolitan Region"


def test_shared_german_page_in_english_is_said_to_be_german(client: Client, root: str) -> None:
    page = NewsPageFactory(title="Nur deutsch", image=PortalImageFactory())
    address = f"/en{page.url_path_en.removeprefix('/start')}"
    found = head(client, address)
    assert found["og:locale"] == "de_DE"
    assert "og:locale:alternate" not in found
    assert found["og:url"] == f"{root}{page.get_url()}"
    assert found["og:image:alt"] == "Ein Fluss vor einer Stadt"
    assert found["robots"] == "noindex"
    document = Document(client.get(address))
    for name in ("og:title", "og:description", "og:site_name", "og:image:alt"):
        assert document.one("meta", property=name)["lang"] == "de"
    assert not nodes(client, address)


def test_picture_is_the_pages_then_the_headers_then_the_sites(
    client: Client, settings: SiteSettings, root: str
) -> None:
    page = NewsPageFactory()
    address = page.get_url()
    assert "og:image" not in head(client, address)

    def shown() -> dict[str, str | None]:
        return head(client, address)

    settings.share_image = large("Vom Portal")
    settings.save()
    assert shown()["og:image:alt"] == "Vom Portal"
    home = HomePage.objects.get()
    home.header_image = large("Vom Kopf")
    home.save()
    assert shown()["og:image:alt"] == "Vom Kopf"
    NewsPage.objects.update(image=large("Von der Seite"))
    found = shown()
    assert found["og:image:alt"] == "Von der Seite"
    assert (found["og:image:width"], found["og:image:height"]) == ("1200", "630")
    assert (found["og:image"] or "").startswith(f"{root}/media/images/")
    assert found["twitter:card"] == "summary_large_image"


def large(alt: str) -> PortalImage:
    """Return an image that need not be made larger."""
    return PortalImageFactory(alt_de=alt, file__width=1400, file__height=800)


def test_picture_without_its_file_is_left_out(client: Client, site: HomePage) -> None:
    image = PortalImageFactory()
    page = StandardPageFactory(header_image=image)
    image.file.storage.delete(image.file.name)
    assert "og:image" not in head(client, page.get_url())


def test_draft_says_nothing_to_machines(client: Client, site: HomePage) -> None:
    page = NewsPageFactory(english=True)
    page.save_revision()
    path = links.make(page, UserFactory()).path("de")
    found = head(client, path)
    assert not [name for name in found if name.startswith(("og:", "twitter:"))]
    assert not nodes(client, path)


@pytest.mark.parametrize("query", ["?state=sachsen", "?state=sachsen&p=2"])
def test_filtered_list_is_for_people(client: Client, site: HomePage, query: str) -> None:
    document = Document(client.get(f"/de/cluster/{query}"))
    assert document.one("meta", name="robots")["content"] == "noindex"
    assert not document.all("link", rel="canonical")
    assert not [link for link in document.all("link", rel="alternate") if link["hreflang"]]
    assert not document.all("script")


def test_other_pages_are_listed_without_their_query(client: Client, root: str) -> None:
    document = Document(client.get("/de/impressum/?utm_source=x"))
    assert document.one("link", rel="canonical")["href"] == f"{root}/de/impressum/"
    assert not document.all("meta", name="robots")
