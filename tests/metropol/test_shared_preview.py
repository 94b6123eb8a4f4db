"""What people outside see by a link to a draft, and what they do not."""

import logging
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import PageLogEntry, PageViewRestriction

from metropol.models import BasePage, HomePage, TranslatedPage, User
from metropol.private import WithoutTokens
from metropol.sharing import links
from metropol.sharing.links import LIFETIME, SharedPreview
from news.models import NewsPage
from tests.factories import PortalImageFactory, UserFactory, page_of, page_types
from tests.site.html import Document

pytestmark = pytest.mark.django_db
CODES = ("de", "en")


@pytest.fixture
def user() -> User:
    return UserFactory()


@pytest.fixture
def link(news: NewsPage, user: User) -> SharedPreview:
    news.lead_de, news.lead_en = "Vorspann neu", "Lead new"
    news.save_revision()
    return links.make(news, user)


def aged(link: SharedPreview, age: timedelta) -> SharedPreview:
    return SharedPreview(link.page, link.made_at - age)


@pytest.mark.parametrize(("code", "lead"), [("de", "Vorspann neu"), ("en", "Lead new")])
def test_link_shows_the_draft_in_the_language_of_its_address(
    client: Client, link: SharedPreview, code: str, lead: str
) -> None:
    response = client.get(link.path(code))
    assert response.status_code == 200
    document = Document(response)
    assert document.one("html")["lang"] == code
    assert lead in response.content.decode()
    other = "en" if code == "de" else "de"
    switches = document.all("a", href=link.path(other), lang=other)
    assert len(switches) == 2, "in the bar and in the header"


def test_paths_name_the_language(link: SharedPreview) -> None:
    assert link.path("de").startswith("/de/vorschau/")
    assert link.path("en").startswith("/en/preview/")


def test_bar_says_until_when_the_link_is_valid(client: Client, link: SharedPreview) -> None:
    until = timezone.localtime(link.expires_at)
    german = client.get(link.path("de")).content.decode()
    assert f"gültig bis {until.day}." in german
    assert "valid until" in client.get(link.path("en")).content.decode()


def test_link_shows_what_was_saved_after_it_was_made(
    client: Client, link: SharedPreview, news: NewsPage
) -> None:
    news.lead_de = "Noch neuer"
    news.save_revision()
    assert "Noch neuer" in client.get(link.path("de")).content.decode()
    assert "Noch neuer" not in client.get(news.get_url()).content.decode()


@pytest.mark.parametrize("model", page_types(), ids=lambda model: model._meta.label)
def test_drafts_of_all_types_keep_out_of_search_engines_caches_and_referrers(
    client: Client, site: HomePage, user: User, model: type[TranslatedPage]
) -> None:
    page = page_of(model, english=False)
    page.unpublish()
    link = links.make(page, user)
    for code in CODES:
        response = client.get(link.path(code))
        assert response.status_code == 200
        assert response["X-Robots-Tag"] == "noindex"
        assert response["Cache-Control"] == "private, no-store"
        assert response["Referrer-Policy"] == "no-referrer"
        assert "form-action 'none'" in response["Content-Security-Policy"]
        assert "frame-ancestors 'none'" in response["Content-Security-Policy"]
        assert response["X-Frame-Options"] == "DENY"
        assert not response.cookies
        assert "Cookie" not in response.get("Vary", "")
        document = Document(response)
        assert document.one("meta", name="robots")["content"] == "noindex"
        assert not document.all("link", rel="canonical")
        assert not document.all("link", rel="alternate")
        assert client.post(link.path(code)).status_code == 405


def test_staff_who_look_get_no_session_either(link: SharedPreview, chief: Client) -> None:
    response = chief.get(link.path("de"))
    assert not response.cookies
    assert "Cookie" not in response.get("Vary", "")
    assert "/admin/" not in response.content.decode()


def test_frame_around_a_draft_is_the_drafts(
    client: Client, link: SharedPreview, news: NewsPage
) -> None:
    news.title, news.header_image = "Neuer Titel", PortalImageFactory(alt_de="Neues Bild")
    news.save_revision()
    content = client.get(link.path("de")).content.decode()
    assert "Erste Meldung" not in content
    assert "Neues Bild" in content


def test_page_without_english_says_so_and_leads_to_the_german_draft(
    client: Client, link: SharedPreview, news: NewsPage
) -> None:
    news.title_en = news.lead_en = ""
    news.save_revision()
    BasePage.objects.filter(pk=news.pk).update(english_live=False)
    document = Document(client.get(link.path("en")))
    assert document.one("h1")["lang"] == "de"
    notice = document.one("p", **{"class": "notice fallback"})
    assert "not available in English" in notice.text
    assert document.all("a", href=link.path("de"), hreflang="de")
    assert "/de/aktuelles/erste-meldung/" not in {a["href"] for a in document.all("a")}


def test_incomplete_english_is_shown_and_called_incomplete(
    client: Client, link: SharedPreview, news: NewsPage
) -> None:
    news.lead_en = ""
    news.save_revision()
    content = client.get(link.path("en")).content.decode()
    assert "First item" in content
    assert "visitors see this page in German" in content


def test_link_is_valid_for_seven_days(client: Client, link: SharedPreview) -> None:
    assert timedelta(days=7) == LIFETIME
    valid = aged(link, LIFETIME - timedelta(minutes=1))
    assert client.get(valid.path("de")).status_code == 200
    expired = client.get(aged(link, LIFETIME).path("de"))
    assert expired.status_code == 410
    assert "Dieser Link ist abgelaufen" in expired.content.decode()
    assert expired["X-Robots-Tag"] == "noindex"
    assert expired["Referrer-Policy"] == "no-referrer"


def test_changed_tokens_are_404_in_the_language_of_the_address(
    client: Client, link: SharedPreview
) -> None:
    page, rest = link.token.split("-", 1)
    for token in (link.token[:-1], f"{int(page) + 1}-{rest}", "x", "..", "1-2.3", "%00", "ü"):
        assert client.get(f"/de/vorschau/{token}/").status_code == 404
    response = client.get(f"/en/preview/{link.token[:-1]}/")
    assert "This link is not valid" in response.content.decode()
    assert client.get(f"/en/vorschau/{link.token}/").status_code == 404, "not a language's word"
    assert client.get(f"/fr/preview/{link.token}/").status_code == 404


def test_link_of_another_secret_is_404(
    client: Client, link: SharedPreview, settings: object
) -> None:
    path = link.path("de")
    settings.SECRET_KEY = "another"  # type: ignore[attr-defined]
    assert client.get(path).status_code == 404


def test_ended_links_are_gone_and_new_ones_are_not(
    client: Client, link: SharedPreview, news: NewsPage, user: User
) -> None:
    links.end(news, user)
    response = client.get(link.path("de"))
    assert response.status_code == 410
    assert "nicht mehr gültig" in response.content.decode()
    assert client.get(links.make(news, user).path("de")).status_code == 200


def test_ending_the_links_of_a_page_leaves_those_of_others(
    client: Client, link: SharedPreview, user: User, site: HomePage
) -> None:
    links.end(site, user)
    assert client.get(link.path("de")).status_code == 200


def test_deleted_page_is_gone(client: Client, link: SharedPreview, news: NewsPage) -> None:
    news.delete()
    assert client.get(link.path("de")).status_code == 410


def test_page_that_is_not_for_everybody_is_not_shared(
    client: Client, link: SharedPreview, news: NewsPage, user: User
) -> None:
    parent = news.get_parent()
    PageViewRestriction.objects.create(page=parent, restriction_type="login")
    assert client.get(link.path("de")).status_code == 410
    with pytest.raises(links.NotShareable):
        links.make(news, user)


def test_looking_writes_nothing_and_costs_one_query_more_than_the_draft(
    client: Client, link: SharedPreview, rf: RequestFactory
) -> None:
    def draft() -> None:
        page = BasePage.objects.get(pk=link.page).get_latest_revision_as_object()
        page.render_draft(rf.get("/de/"), "de")

    count = _counter(draft), _counter(lambda: client.get(link.path("de")))
    assert count[1] <= count[0] + 1


def _counter(look: Callable[[], object]) -> int:
    look()
    entries = PageLogEntry.objects.count()
    with CaptureQueriesContext(connection) as queries:
        look()
    assert all(query["sql"].startswith("SELECT") for query in queries)
    assert PageLogEntry.objects.count() == entries
    return len(queries)


def test_log_hides_tokens(link: SharedPreview) -> None:
    for code in CODES:
        path = link.path(code)
        record = logging.LogRecord("x", logging.INFO, "", 0, "Gone: %s", (path,), None)
        WithoutTokens().filter(record)
        assert link.token not in record.getMessage()
        assert record.getMessage().endswith("/…/")
