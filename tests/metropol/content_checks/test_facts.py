"""What is looked up of other objects, in a fixed number of queries."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.contrib.redirects.models import Redirect

from metropol.content_checks.checks import check_page
from metropol.content_checks.facts import Address, facts_about, own_path
from metropol.models import HomePage, StandardPage
from news.models import NewsLink, NewsPage
from tests.factories import (
    DocumentFactory,
    NewsPageFactory,
    PortalImageFactory,
    StandardPageFactory,
    page_of,
    page_types,
)

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("href", "path"),
    [
        ("/de/da/?p=2#ziel", "/de/da/?p=2"),
        ("https://portal.example/de/da/", "/de/da/"),
        ("//portal.example", "/"),
        ("https://example.org/de/", None),
        ("ftp://portal.example/x", None),
        ("mailto:a@example.org", None),
        ("tel:0345", None),
        ("#unten", None),
        ("example.org/seite", ""),
        ("http://[halb", ""),
    ],
)
def test_own_addresses_are_told_from_others(href: str, path: str | None) -> None:
    assert own_path(href, {"portal.example"}) == path


def test_plain_addresses_of_this_site_are_judged(site: HomePage) -> None:
    page = StandardPageFactory(title="Da", slug="da")
    Redirect.add_redirect("/de/alt/", redirect_to=page)
    hrefs = {
        "/de/da/": Address.SERVED,
        "http://127.0.0.1:8000/de/da/": Address.SERVED,
        "/de/da": Address.MOVED,
        "/de/alt/": Address.MOVED,
        "/de/weg/": Address.DEAD,
        "www.example.org": Address.DEAD,
        "/admin/pages/": Address.ADMIN,
    }
    site = page.get_site()
    site.hostname, site.port = "127.0.0.1", 8000
    site.save()
    links = "".join(f'<a href="{href}">Ziel</a>' for href in [*hrefs, "https://example.org/"])
    page.body_de = [("paragraph", f"<p>{links}</p>")]
    assert facts_about([page]).addresses == hrefs


def test_queries_do_not_grow_with_pages_and_links(site: HomePage) -> None:
    def queries(number: int) -> int:
        keys = [_full_page().pk for _ in range(number)]
        pages = list(NewsPage.objects.filter(pk__in=keys).prefetch_related("links"))
        with CaptureQueriesContext(connection) as captured:
            facts = facts_about(pages)
            for page in pages:
                check_page(page, facts)
        assert list(facts.pages) == [site.pk]
        assert (len(facts.images), len(facts.documents)) == (2 * number, number)
        return len(captured)

    assert queries(1) == queries(4) == 3


def _full_page() -> NewsPage:
    target = HomePage.objects.get()
    body = [
        ("image", {"image": PortalImageFactory()}),
        ("download", {"document": DocumentFactory()}),
        ("paragraph", f'<p><a linktype="page" id="{target.pk}">Start</a></p>' * 3),
    ]
    page = NewsPageFactory(image=PortalImageFactory(), body_de=body, body_en=body)
    NewsLink.objects.create(page=page, label_de="Start", target=target)
    return NewsPage.objects.get(pk=page.pk)


@pytest.mark.parametrize("model", page_types(), ids=lambda model: model.__name__)
def test_every_page_type_is_checked_by_its_fields_alone(
    model: type[StandardPage], site: HomePage
) -> None:
    page = page_of(model, english=True, text="Bild_1.jpg")
    page.title = page.title_en = "x" * 80
    page.seo_title = page.seo_title_en = ""
    if hasattr(page, "body_de"):
        page.body_de.append(("heading", "Ende"))
        page.body_en.append(("heading", "Ende"))
    found = {(each.code, each.language) for each in check_page(page, facts_about([page]))}
    expected = {("title-long", "de"), ("title-long", "en")}
    expected |= {("alt-file-name", "de"), ("alt-file-name", "en")}
    if hasattr(page, "body_de"):
        expected |= {("heading-last", "de"), ("heading-last", "en")}
    assert expected <= found
