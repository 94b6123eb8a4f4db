"""A cache in front of the portal learns what changed, at the addresses of both languages."""

import logging
from collections.abc import Callable, Iterable, Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse
from wagtail.contrib.frontend_cache.backends import BaseBackend
from wagtail.models import Site

from members.models import MemberIndexPage
from metropol.models import BasePage, HomePage, StandardPage
from metropol.page_cache import PurgeBackend, purge
from news.models import NewsPage
from tests.admin_forms import news_form
from tests.factories import StandardPageFactory
from tests.metropol.renames import publish

pytestmark = pytest.mark.django_db

ITEM = {"/de/aktuelles/erste-meldung/", "/en/news/first-item/"}
LISTS = {"/de/aktuelles/", "/en/news/", "/de/", "/en/"}
FEEDS = {
    f"{path}feed.{ending}"
    for path in ("/de/aktuelles/", "/en/news/")
    for ending in ("atom", "json")
}

sent: list[str] = []


class RecordingBackend(BaseBackend):
    """Keeps what it is asked to purge."""

    def purge_batch(self, urls: Iterable[str]) -> None:
        sent.extend(urls)


@pytest.fixture
def cache(settings: Any) -> None:
    sent.clear()
    settings.WAGTAILFRONTENDCACHE = {"default": {"BACKEND": f"{__name__}.RecordingBackend"}}


@pytest.fixture
def purged(
    cache: None, django_capture_on_commit_callbacks: Any
) -> Callable[[Callable[[], Any]], set[str]]:
    """Return the paths that something purges; each is purged once."""

    def of(deed: Callable[[], Any]) -> set[str]:
        sent.clear()
        with django_capture_on_commit_callbacks(execute=True):
            deed()
        assert len(sent) == len(set(sent))
        host = Site.objects.get().root_url
        assert all(url.startswith(host) for url in sent)
        return {url.removeprefix(host) for url in sent}

    return of


Purged = Callable[[Callable[[], Any]], set[str]]


def test_publication_purges_the_page_and_its_lists_in_both_languages(
    chief: Client, news: NewsPage, purged: Purged
) -> None:
    url = reverse("wagtailadmin_pages:edit", args=[news.pk])
    data = news_form(slug="erste-meldung", slug_en="first-item")
    assert not purged(lambda: chief.post(url, data))
    assert purged(lambda: chief.post(url, data | {"action-publish": "1"})) == ITEM | LISTS | FEEDS


def test_page_that_goes_offline_or_is_deleted_is_purged(
    chief: Client, news: NewsPage, purged: Purged
) -> None:
    for deed in ("unpublish", "delete"):
        url = reverse(f"wagtailadmin_pages:{deed}", args=[news.pk])
        assert purged(lambda url=url: chief.post(url)) == ITEM | LISTS | FEEDS
        if deed == "unpublish":
            publish(news)


def test_descendants_of_a_deleted_page_are_purged(site: HomePage, purged: Purged) -> None:
    section = StandardPageFactory(title="Bereich", title_en="Section")
    StandardPageFactory(parent=section, title="Seite", title_en="Page")
    found = purged(lambda: StandardPage.objects.get(pk=section.pk).delete())
    assert found >= {"/de/bereich/seite/", "/en/section/page/", "/de/bereich/", "/de/"}


def test_rename_purges_old_and_new_addresses_of_all_below(site: HomePage, purged: Purged) -> None:
    section = StandardPageFactory(title="Bereich", title_en="Section")
    StandardPageFactory(parent=section, title="Seite", title_en="Page")
    found = purged(lambda: publish(section, slug="neu", slug_en="new"))
    assert found == {
        *("/de/", "/en/"),
        *("/de/bereich/", "/de/bereich/seite/", "/de/neu/", "/de/neu/seite/"),
        *("/en/section/", "/en/section/page/", "/en/new/", "/en/new/page/"),
    }


def test_move_purges_both_places(chief: Client, site: HomePage, purged: Purged) -> None:
    page = StandardPageFactory(title="Seite", title_en="Page")
    target = StandardPageFactory(title="Ziel", title_en="Target")
    url = reverse("wagtailadmin_pages:move_confirm", args=[page.pk, target.pk])
    assert purged(lambda: chief.post(url)) == {
        *("/de/", "/en/", "/de/ziel/", "/en/target/"),
        *("/de/seite/", "/en/page/", "/de/ziel/seite/", "/en/target/page/"),
    }


def test_order_of_pages_is_a_matter_of_their_list(site: HomePage, purged: Purged) -> None:
    first, second = (StandardPageFactory(title=f"Seite {number}") for number in range(2))
    second = BasePage.objects.get(pk=second.pk)
    found = purged(lambda: second.move(BasePage.objects.get(pk=first.pk), pos="left"))
    assert {"/de/", "/en/"} <= found


def test_form_is_purged_with_the_directory_that_is_renamed(site: HomePage, purged: Purged) -> None:
    directory = MemberIndexPage.objects.get()
    found = purged(lambda: publish(directory, slug="neu"))
    assert {f"/de/{directory.slug}/testimonial/", "/de/neu/testimonial/"} <= found


def test_what_is_taken_back_is_not_purged(news: NewsPage, purged: Purged) -> None:
    def taken_back() -> None:
        with transaction.atomic():
            publish(news, slug="neu")
            transaction.set_rollback(True)

    assert not purged(taken_back)


def test_nothing_is_done_without_a_cache(news: NewsPage, django_assert_num_queries: Any) -> None:
    sent.clear()
    with django_assert_num_queries(0):
        purge(["http://localhost/de/"])
    publish(news, slug="neu")
    assert not sent


class _Cache(BaseHTTPRequestHandler):
    """A cache that answers as it is told, and keeps what it is asked."""

    protocol_version = "HTTP/1.1"
    asked: list[tuple[str, str | None]] = []  # noqa: RUF012 - one for the test
    status = 200

    def do_PURGE(self) -> None:
        self.asked.append((self.path, self.headers["Host"]))
        self.send_response(self.status)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *args: Any) -> None:
        pass


@pytest.fixture
def server() -> Iterator[HTTPServer]:
    _Cache.asked.clear()
    _Cache.status = 200
    server = HTTPServer(("127.0.0.1", 0), _Cache)
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield server
    server.shutdown()
    server.server_close()
    thread.join()


ADDRESSES = ["https://portal.example/de/", "https://portal.example/en/"]


def test_cache_is_asked_at_its_own_address_for_the_host_of_the_site(server: HTTPServer) -> None:
    backend = PurgeBackend({"LOCATION": f"http://127.0.0.1:{server.server_port}"})
    backend.purge_batch(ADDRESSES)
    assert _Cache.asked == [("/de/", "portal.example"), ("/en/", "portal.example")]


@pytest.mark.parametrize(("status", "asked"), [(404, 2), (405, 1)])
def test_address_that_the_cache_does_not_have_is_no_error(
    status: int, asked: int, server: HTTPServer, caplog: pytest.LogCaptureFixture
) -> None:
    _Cache.status = status
    backend = PurgeBackend({"LOCATION": f"http://127.0.0.1:{server.server_port}"})
    backend.purge_batch(ADDRESSES)
    assert len(_Cache.asked) == asked
    assert bool(caplog.records) == (asked == 1)


def test_cache_that_is_away_is_logged_without_addresses(caplog: pytest.LogCaptureFixture) -> None:
    backend = PurgeBackend({"LOCATION": "http://127.0.0.1:1"})
    backend.purge_batch(ADDRESSES)
    (record,) = caplog.records
    assert record.levelno == logging.ERROR
    assert "portal.example" not in caplog.text
