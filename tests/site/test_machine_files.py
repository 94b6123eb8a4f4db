"""robots.txt, security.txt and sitemaps, and what staff see of them in the settings."""

from datetime import UTC, datetime, timedelta
from xml.etree import ElementTree

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.models import PageViewRestriction, Site
from wagtail.test.utils.form_data import inline_formset, nested_form_data

from metropol.machine import validators
from metropol.machine.sitemaps import LanguageSitemap
from metropol.models import HomePage, SiteSettings
from tests.factories import NewsPageFactory, StandardPageFactory, UserFactory

pytestmark = pytest.mark.django_db
XML = {
    "s": "http://www.sitemaps.org/schemas/sitemap/0.9",
    "x": "http://www.w3.org/1999/xhtml",
}


@pytest.fixture
def root(site: HomePage) -> str:
    return Site.objects.get().root_url


@pytest.fixture
def settings(site: HomePage) -> SiteSettings:
    return SiteSettings.for_site(Site.objects.get())


def locations(response: HttpResponse) -> list[str]:
    """Return the addresses that a sitemap or an index names."""
    assert response.status_code == 200
    assert response["Content-Type"] == "application/xml"
    tree = ElementTree.fromstring(response.content)  # noqa: S314 - our own
    return [each.text or "" for each in tree.iterfind("*/s:loc", XML)]


def test_robots_names_sitemap_and_leaves_out_combinations(client: Client, root: str) -> None:
    response = client.get("/robots.txt")
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    lines = response.content.decode().splitlines()
    assert lines[:2] == ["User-agent: *", "Disallow: /*?*&"]
    assert lines[-1] == f"Sitemap: {root}/sitemap.xml"
    assert "Disallow: /" not in lines


def test_robots_leaves_out_results_of_the_search(client: Client, root: str) -> None:
    lines = client.get("/robots.txt").content.decode().splitlines()
    assert {"Disallow: /de/suche/?", "Disallow: /en/search/?"} <= set(lines)


def test_lines_of_staff_stand_in_robots(client: Client, settings: SiteSettings) -> None:
    settings.robots_lines = "Disallow: /de/intern/\r\n\r\nUser-agent: Bot\r\nDisallow: /"
    settings.save()
    text = client.get("/robots.txt").content.decode()
    assert "\nDisallow: /de/intern/\n\nUser-agent: Bot\nDisallow: /\n\nSitemap: " in text


@pytest.mark.parametrize(
    "value",
    ["Disallow: /a/", "# Bemerkung", "User-agent: *\nAllow: /\n\nDisallow:", "Crawl-delay: 5 # s"],
)
def test_rules_of_robots_are_taken(value: str) -> None:
    validators.validate_robots(value)


@pytest.mark.parametrize(
    "value", ["Disalow: /", "/intern/", "Disallow: /\n<html>", "Disallow: /\x00", "Host : x : \x1b"]
)
def test_other_lines_are_refused_in_robots(value: str) -> None:
    with pytest.raises(ValidationError, match=r"robots\.txt"):
        validators.validate_robots(value)


def test_security_names_contact_and_date(client: Client, settings: SiteSettings, root: str) -> None:
    settings.security_contact = "luecken@region.example"
    settings.security_policy = "https://region.example/regeln"
    settings.save()
    response = client.get("/.well-known/security.txt")
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    lines = dict(line.split(": ", 1) for line in response.content.decode().splitlines())
    assert lines["Contact"] == "mailto:luecken@region.example"
    assert lines["Policy"] == "https://region.example/regeln"
    assert lines["Preferred-Languages"] == "de, en"
    assert lines["Canonical"] == f"{root}/.well-known/security.txt"
    expires = datetime.fromisoformat(lines["Expires"])
    assert timedelta(days=100) < expires - timezone.now() < timedelta(days=365)
    assert expires.tzinfo == UTC


def test_security_falls_back_to_the_address_of_the_organisation(
    client: Client, settings: SiteSettings
) -> None:
    address = "/.well-known/security.txt"
    assert client.get(address).status_code == 404
    settings.email = "post@region.example"
    settings.save()
    text = client.get(address).content.decode()
    assert "Contact: mailto:post@region.example\n" in text
    assert "Policy" not in text
    settings.security_contact = "https://region.example/melden"
    settings.save()
    assert "Contact: https://region.example/melden\n" in client.get(address).content.decode()


def test_value_never_makes_a_line_of_its_own(client: Client, settings: SiteSettings) -> None:
    SiteSettings.objects.update(security_contact="a@b.example\r\nPolicy: https://evil.example")
    lines = client.get("/.well-known/security.txt").content.decode().splitlines()
    assert not [line for line in lines if line.startswith("Policy")]


@pytest.mark.parametrize(
    "value", ["jana", "http://region.example", "javascript:alert(1)", "a@b\nc"]
)
def test_contact_is_a_mail_address_or_a_safe_one(value: str) -> None:
    with pytest.raises(ValidationError):
        validators.validate_contact(value)


@pytest.mark.parametrize("address", ["/robots.txt", "/sitemap.xml", "/.well-known/security.txt"])
def test_files_without_a_site_are_404(client: Client, address: str) -> None:
    Site.objects.all().delete()
    assert client.get(address).status_code == 404
    assert client.post(address).status_code == 405


def test_index_names_a_sitemap_for_each_language(client: Client, root: str) -> None:
    response = client.get("/sitemap.xml")
    assert locations(response) == [f"{root}/sitemap-de.xml", f"{root}/sitemap-en.xml"]
    assert b"<lastmod>" in response.content
    assert "noindex" in response["X-Robots-Tag"]


def test_sitemap_has_what_is_online_in_its_language(client: Client, root: str) -> None:
    both = NewsPageFactory(title="Beides", title_en="Both", english=True)
    german = NewsPageFactory(title="Nur deutsch")
    draft = NewsPageFactory(title="Entwurf", live=False)
    hidden = StandardPageFactory(title="Intern", english=True)
    below = StandardPageFactory(title="Darunter", parent=hidden, english=True)
    PageViewRestriction.objects.create(page=hidden, restriction_type="login")
    found = {code: locations(client.get(f"/sitemap-{code}.xml")) for code in ("de", "en")}
    assert f"{root}{both.get_url()}" in found["de"]
    assert f"{root}/en/news/both/" in found["en"]
    assert f"{root}{german.get_url()}" in found["de"]
    for code, urls in found.items():
        assert all(url.startswith(f"{root}/{code}/") for url in urls)
        assert len(urls) == len(set(urls))
        for page in (draft, hidden, below):
            assert not [url for url in urls if page.slug in url]
    assert "nur-deutsch" not in str(found["en"])


def test_sitemap_names_translations_of_what_has_some(client: Client, root: str) -> None:
    NewsPageFactory(title="Beides", title_en="Both", english=True)
    NewsPageFactory(title="Nur deutsch")
    tree = ElementTree.fromstring(client.get("/sitemap-de.xml").content)  # noqa: S314 - our own
    alternates = {
        entry.findtext("s:loc", "", XML): {
            link.attrib["hreflang"]: link.attrib["href"] for link in entry.iterfind("x:link", XML)
        }
        for entry in tree.iterfind("s:url", XML)
    }
    german, english = f"{root}/de/aktuelles/beides/", f"{root}/en/news/both/"
    assert alternates[german] == {"de": german, "en": english, "x-default": german}
    assert alternates[f"{root}/de/aktuelles/nur-deutsch/"] == {}


def test_sitemap_is_paged(client: Client, root: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(LanguageSitemap, "limit", 5)
    NewsPageFactory.create_batch(3)
    parts = [each for each in locations(client.get("/sitemap.xml")) if "-de" in each]
    assert parts[:2] == [f"{root}/sitemap-de.xml", f"{root}/sitemap-de.xml?p=2"]
    found = [locations(client.get(part.removeprefix(root))) for part in parts]
    urls = [url for part in found for url in part]
    assert len(urls) == len(set(urls))
    assert all(len(part) == 5 for part in found[:-1])


@pytest.mark.parametrize("query", ["p=0", "p=-1", "p=99999999999999999999", "p=x", "p=%00", "p="])
def test_page_of_the_sitemap_that_is_none_is_404(
    client: Client, site: HomePage, query: str
) -> None:
    assert client.get(f"/sitemap-de.xml?{query}").status_code == 404


@pytest.mark.parametrize("section", ["fr", "x" * 5000, "%00", "de.xml"])
def test_sitemap_of_another_language_is_404(client: Client, site: HomePage, section: str) -> None:
    assert client.get(f"/sitemap-{section}.xml").status_code == 404


@pytest.mark.parametrize("address", ["/sitemap.xml", "/sitemap-de.xml", "/sitemap-en.xml"])
def test_sitemaps_need_few_queries_however_long_they_are(
    client: Client, site: HomePage, address: str
) -> None:
    def count() -> int:
        client.get(address)
        with CaptureQueriesContext(connection) as queries:
            client.get(address)
        return len(queries)

    few = count()
    NewsPageFactory.create_batch(5, english=True)
    assert count() == few
    assert few <= 6


@pytest.fixture
def chief(client: Client) -> Client:
    user = UserFactory(is_superuser=True)
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def test_settings_show_what_machines_read(chief: Client, settings: SiteSettings, root: str) -> None:
    address = reverse("wagtailsettings:edit", args=["metropol", "sitesettings", settings.site_id])
    content = chief.get(address).content.decode()
    assert "security.txt" in content
    assert "mailto:" not in content
    settings.organisation_de, settings.email = "Region </pre> e. V.", "post@region.example"
    settings.robots_lines = "Disallow: /de/intern/"
    settings.save()
    content = chief.get(address).content.decode()
    for text in ("Disallow: /*?*&amp;", "Disallow: /de/intern/", "mailto:post@region.example"):
        assert text in content
    assert "Region &lt;/pre&gt; e. V." in content
    feeds = ("/de/aktuelles/feed.atom", "/en/news/feed.json")
    for path in ("/sitemap.xml", "/robots.txt", "/.well-known/security.txt", *feeds):
        assert f'href="{root}{path}"' in content


def test_form_of_the_settings_refuses_what_machines_cannot_read(
    chief: Client, settings: SiteSettings
) -> None:
    address = reverse("wagtailsettings:edit", args=["metropol", "sitesettings", settings.site_id])
    names = chief.get(address).context["form"].fields
    data = nested_form_data({"social_links": inline_formset([])} | dict.fromkeys(names, ""))
    wrong = {"robots_lines": "Unsinn", "security_contact": "x", "security_policy": "http://x.y"}
    response = chief.post(address, data | wrong)
    assert set(response.context["form"].errors) == set(wrong)
    right = {"robots_lines": "Disallow: /x/", "security_contact": "", "security_policy": ""}
    assert chief.post(address, data | right).status_code == 302
    settings.refresh_from_db()
    assert settings.robots_lines == "Disallow: /x/"
