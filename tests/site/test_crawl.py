"""The whole demo in both languages, as a search engine and its visitors meet it."""

from collections.abc import Iterator
from io import StringIO
from typing import Any
from xml.etree import ElementTree

import pytest
from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.db import models
from django.http import HttpResponse
from django.test import Client
from django.utils import translation
from wagtail.models import PageViewRestriction, Site

from metropol.models import BasePage, HomePage, TrackedTranslations
from metropol.translations.units import fields_of, units
from tests.factories import (
    MemberFactory,
    NewsPageFactory,
    PortalImageFactory,
    StandardPageFactory,
    TestimonialPageFactory,
    every_block,
)
from tests.site.crawling import Answer, Crawl, Problem
from tests.site.html import Document
from tests.site.page_checks import CHECKS, Texts, is_indexed

# What links lead to is the same on every database.
pytestmark = [pytest.mark.django_db, pytest.mark.looks]
APPS = ("metropol", "clusters", "members", "news")
CODES = ("de", "en")
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def fill(home: HomePage) -> None:
    """Add to what the demo starts with whatever a page can be or hold."""
    archive = settings.BASE_DIR / "news" / "archive" / "sample"
    pairs = archive / "pairs.csv"
    call_command(
        "import_archive", str(archive), publish_testimonials=True, pairs=pairs, stdout=StringIO()
    )
    home.header_image = PortalImageFactory()
    home.save()
    # One more than the first page of a list holds, in both languages.
    for number in range(23):
        NewsPageFactory(english=number > 1, image=PortalImageFactory() if number < 3 else None)
    NewsPageFactory(title="Meldung ohne Datum aus dem Archiv", date=None)
    MemberFactory(logo=PortalImageFactory())
    for number in range(21):
        TestimonialPageFactory(english=number % 2 == 0, quote_de=f"{QUOTE} {number}")
    parent = StandardPageFactory(
        title="Eine Seite mit allem", english=True, body_de=every_block("Alles, was Seiten zeigen")
    )
    StandardPageFactory(title="Eine Seite nur auf Deutsch", parent=parent, show_in_footer=True)
    hidden = StandardPageFactory(title="Nur für Eingeweihte", english=True, show_in_footer=True)
    PageViewRestriction.objects.create(page=hidden, restriction_type="password", password="x")
    StandardPageFactory(title="Noch ein Entwurf", live=False, show_in_footer=True)


QUOTE = "Was eine Person nur auf Deutsch gesagt hat, steht hier mit der Nummer"


def texts() -> Texts:
    """Return what stands in the database in one language and not in the other."""
    found: dict[str, set[str]] = {code: set() for code in CODES}
    names = frozenset(_names())
    for instance in _translated():
        for unit in units(instance):
            found["de"].update(unit.german.pieces)
            found["en"].update(unit.english.pieces)
    return Texts(
        {
            "de": frozenset(text for text in found["de"] - found["en"] - names),
            # Single English words may be German ones too.
            "en": frozenset(text for text in found["en"] - found["de"] - names if len(text) > 25),
        },
        names,
    )


def _translated() -> Iterator[Any]:
    for model in apps.get_models():
        if issubclass(model, TrackedTranslations) and model is not BasePage:
            yield from model._default_manager.all()


def _names() -> Iterator[str]:
    """Yield the texts that are the same in both languages: names of people, towns, companies."""
    for model in apps.get_models():
        if model._meta.app_label not in APPS:
            continue
        both = {f"{name}{end}" for name in fields_of(model) for end in ("", "_de", "_en")}
        for field in model._meta.concrete_fields:
            if isinstance(field, models.CharField) and field.name not in both:
                yield from model._default_manager.values_list(field.name, flat=True)


@pytest.fixture
def crawl(site: HomePage, client: Client) -> Crawl:
    """Return the demo, walked from its first address on."""
    fill(site)
    found = Crawl(client, Site.objects.get().root_url)
    found.walk("/")
    return found


def online() -> dict[str, bool]:
    """Return the addresses of all pages that visitors may read, and whether each is translated."""
    found = {}
    for page in BasePage.objects.live().public().filter(depth__gt=1):
        for code in CODES:
            with translation.override(code):
                found[page.get_url()] = page.english_live
    return found


def test_every_page_of_the_demo_is_found_and_right(crawl: Crawl) -> None:
    problems = list(crawl.problems)
    pages = [answer for answer in crawl.answers.values() if answer.is_page]
    known = texts()
    for answer in pages:
        for check in CHECKS:
            problems += [Problem(answer.address, text) for text in check(answer, crawl, known)]
    problems += _unreached(crawl)
    problems += _sitemap_problems(crawl)
    assert len(pages) > 150
    assert not problems, "\n".join(["", *map(str, dict.fromkeys(problems))])


def _unreached(crawl: Crawl) -> Iterator[Problem]:
    """Yield pages that no link leads to, and translations that are not said to be ones."""
    for address, is_translated in online().items():
        if address not in crawl.answers and (is_translated or address.startswith("/de/")):
            yield Problem(address, "no link leads here")
        elif address in crawl.answers:
            document = crawl.answers[address].document
            assert document is not None
            names = {link["hreflang"] for link in document.all("link", rel="alternate")}
            if ({"de", "en"} <= names) != is_translated:
                yield Problem(address, f"is translated: {is_translated}; hreflang: {names}")


def _sitemap_problems(crawl: Crawl) -> Iterator[Problem]:
    """Yield what differs between the sitemaps and what search engines may list."""
    listed = set()
    for index in _locations(crawl, "/sitemap.xml"):
        listed |= {crawl.path_of(url) or url for url in _locations(crawl, index)}
    expected = {
        address
        for address, is_translated in online().items()
        if is_translated or address.startswith("/de/")
    }
    for address in listed ^ expected:
        yield Problem(address, f"in the sitemap: {address in listed}")
    for address in listed:
        answer = crawl.look(address)
        if not answer.is_page or not is_indexed(answer):
            yield Problem(address, "is in the sitemap, but is not to be listed")


def _locations(crawl: Crawl, url: str) -> list[str]:
    response = crawl.client.get(crawl.path_of(url) or "/")
    assert response.status_code == 200
    tree = ElementTree.fromstring(response.content)  # noqa: S314 - our own
    return [found.text or "" for found in tree.iter(f"{SITEMAP}loc")]


RIGHT = """<html lang="en"><head><title>x</title><link rel="canonical" href="http://t/en/">
</head><body><main><h1>x</h1>{}</main></body></html>"""
WRONG = {
    "<p>Ein Satz, den es nur auf Deutsch gibt.</p>": "text of the other language",
    '<img alt="Fluss" src="/static/metropol/icon.svg">': "text of the other language",
    '<img alt="" src="https://elsewhere.example/x.png">': "loads https://elsewhere",
    '<img alt="" srcset="/x 1x, //elsewhere.example/x 2x">': "loads //elsewhere",
    "<h1>x</h1>": "2 h1",
    '<i id="a"></i><i id="a"></i>': "id a 2 times",
    "</main><main>": "2 main",
    "</p></div>": "</div> without a start",
}


@pytest.mark.parametrize("html", WRONG)
def test_checks_see_what_is_wrong(html: str) -> None:
    known = Texts({"de": frozenset({"Ein Satz, den es nur auf Deutsch gibt.", "Fluss"})})
    marked = '<p lang="de">Ein Satz, den es nur auf Deutsch gibt.</p>'
    for body, is_right in ((marked, True), (html, False)):
        response = HttpResponse(
            RIGHT.format(body),
            headers={"Content-Language": "en", "ETag": "x", "Cache-Control": "x"},
        )
        answer = Answer("/en/", response, Document(response))
        crawl = Crawl(Client(), "http://t")
        crawl.answers["/en/"] = answer
        found = [
            text
            for check in CHECKS
            if check.__name__ != "addresses" or is_right
            for text in check(answer, crawl, known)
        ]
        assert found == [] if is_right else WRONG[html] in str(found)
