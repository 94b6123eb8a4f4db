"""Who may keep an answer, and for how long."""

from datetime import UTC, datetime
from unittest.mock import patch

import pytest
from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.test import Client, RequestFactory
from django.utils import timezone
from wagtail.models import PageViewRestriction

from metropol.caching import CacheHeadersMiddleware
from metropol.models import HomePage, User
from metropol.sharing import links
from tests.factories import DocumentFactory, NewsPageFactory, UserFactory
from tests.metropol.test_settings import PRODUCTION, read_setting

pytestmark = pytest.mark.django_db
NOBODY, ASKED = "private, no-store", "private, no-cache"


@pytest.fixture
def staff(client: Client, site: HomePage) -> Client:
    client.force_login(
        UserFactory(is_superuser=True), backend="django.contrib.auth.backends.ModelBackend"
    )
    return client


PUBLIC = (
    *("/de/", "/en/", "/de/aktuelles/", "/de/aktuelles/?p=2", "/de/impressum/", "/en/imprint/"),
    *("/sitemap.xml", "/sitemap-de.xml", "/robots.txt"),
)
KEPT_BY_NOBODY = {
    "/": 302,
    "/de/gibt-es-nicht/": 404,
    "/admin/": 302,
    "/admin/login/": 200,
    "/de/mitglieder/testimonial/": 200,
    "/de/vorschau/falsch/": 404,
}


@pytest.mark.parametrize("address", PUBLIC)
def test_visitors_and_proxies_keep_what_is_for_everybody(
    client: Client, site: HomePage, address: str
) -> None:
    response = client.get(address)
    assert response.status_code == 200
    assert response["Cache-Control"].startswith("public, max-age=")
    assert "Cookie" not in response.get("Vary", "")
    assert not response.cookies
    again = client.get(address, headers={"If-None-Match": response["ETag"]})
    assert again.status_code == 304
    assert again["Cache-Control"] == response["Cache-Control"]
    assert not again.content


def test_changed_page_is_sent_anew(client: Client, site: HomePage) -> None:
    tag = client.get("/de/")["ETag"]
    NewsPageFactory(title="Neu")
    assert client.get("/de/", headers={"If-None-Match": tag}).status_code == 200


def test_compressed_answer_is_asked_about_with_its_own_tag(client: Client, site: HomePage) -> None:
    gzip = {"Accept-Encoding": "gzip"}
    response = client.get("/de/", headers=gzip)
    assert response["Content-Encoding"] == "gzip"
    again = client.get("/de/", headers=gzip | {"If-None-Match": response["ETag"]})
    assert again.status_code == 304


@pytest.mark.parametrize("address", KEPT_BY_NOBODY)
def test_forms_errors_drafts_and_detours_are_kept_by_nobody(
    client: Client, site: HomePage, address: str
) -> None:
    response = client.get(address)
    assert response.status_code == KEPT_BY_NOBODY[address]
    assert {"private", "no-store"} <= set(response["Cache-Control"].split(", "))
    assert "Cookie" not in response.get("Vary", "")
    assert "ETag" not in response


def test_answer_to_a_form_is_kept_by_nobody(client: Client, site: HomePage) -> None:
    response = client.post("/de/mitglieder/testimonial/", {})
    assert response.status_code == 422
    assert "no-store" in response["Cache-Control"]


def test_permanent_redirect_is_kept_for_minutes_only(client: Client, site: HomePage) -> None:
    page = NewsPageFactory(title="Alt")
    page.slug = "neu"
    page.save_revision().publish()
    response = client.get("/de/aktuelles/alt/")
    assert response.status_code == 301
    assert response["Cache-Control"].startswith("public, max-age=")
    assert "31536000" not in response["Cache-Control"]


@pytest.mark.parametrize("kind", ["password", "login"])
def test_what_is_not_for_everybody_is_kept_by_nobody(
    client: Client, site: HomePage, kind: str
) -> None:
    page = NewsPageFactory()
    PageViewRestriction.objects.create(page=page, restriction_type=kind, password="x")
    assert "no-store" in client.get(page.get_url())["Cache-Control"]
    client.force_login(
        UserFactory(is_superuser=True), backend="django.contrib.auth.backends.ModelBackend"
    )
    assert "private" in client.get(page.get_url())["Cache-Control"]


def test_staff_ask_each_time(staff: Client) -> None:
    response = staff.get("/de/impressum/")
    assert response["Cache-Control"] == ASKED
    again = staff.get("/de/impressum/", headers={"If-None-Match": response["ETag"]})
    assert again.status_code == 304
    assert "no-store" in staff.get("/admin/")["Cache-Control"]


def test_any_session_cookie_counts(client: Client, site: HomePage) -> None:
    client.cookies[settings.SESSION_COOKIE_NAME] = "nonsense"
    assert "private" in client.get("/de/impressum/")["Cache-Control"]


def test_drafts_are_kept_by_nobody(staff: Client, site: HomePage) -> None:
    page = NewsPageFactory()
    page.save_revision()
    link = links.make(page, User.objects.get())
    assert staff.get(link.path("de"))["Cache-Control"] == NOBODY
    page.is_preview = True
    response = page.make_preview_request(preview_mode="de")
    assert "no-store" in response["Cache-Control"]


def test_documents_carry_an_etag_and_are_kept_for_minutes(client: Client, site: HomePage) -> None:
    response = client.get(DocumentFactory().url)
    b"".join(response.streaming_content)
    assert response["ETag"]
    assert response["Cache-Control"].startswith("public, max-age=")


def answer(response: HttpResponse, path: str = "/de/", **cookies: str) -> HttpResponse:
    """Return what the middleware makes of a response."""
    request = RequestFactory().get(path)
    request.COOKIES.update(cookies)

    def view(request: HttpRequest) -> HttpResponse:
        return response

    return CacheHeadersMiddleware(view)(request)


def test_what_a_view_says_itself_stays_unless_nobody_may_keep_it() -> None:
    def said() -> HttpResponse:
        return JsonResponse({}, headers={"Cache-Control": "public, max-age=60"})

    assert answer(said())["Cache-Control"] == "public, max-age=60"
    assert answer(said(), sessionid="x")["Cache-Control"] == ASKED
    with_cookie = said()
    with_cookie.set_cookie("csrftoken", "x")
    assert answer(with_cookie)["Cache-Control"] == NOBODY
    failed = said()
    failed.status_code = 503
    assert answer(failed)["Cache-Control"] == NOBODY


def test_other_headers_that_an_answer_varies_by_stay() -> None:
    response = HttpResponse(headers={"Vary": "Accept-Language, Cookie"})
    assert answer(response)["Vary"] == "Accept-Language"
    assert not answer(HttpResponse(headers={"Vary": "Cookie"})).has_header("Vary")
    response = answer(HttpResponse(headers={"Vary": "Cookie"}), sessionid="x")
    assert response["Vary"] == "Cookie"


def test_media_files_are_kept_for_long() -> None:
    assert "max-age=2592000" in answer(HttpResponse(), "/media/images/x.webp")["Cache-Control"]


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        ("2026-05-04 10:00:00", "public, max-age=300, stale-while-revalidate=60"),
        ("2026-05-04 21:54:30", "public, max-age=300, stale-while-revalidate=30"),
        ("2026-05-04 21:58:00", "public, max-age=120, stale-while-revalidate=0"),
        ("2026-05-04 21:59:59", "public, max-age=1, stale-while-revalidate=0"),
        ("2026-05-04 22:00:00", "public, max-age=300, stale-while-revalidate=60"),
        ("2026-10-25 22:59:00", "public, max-age=60, stale-while-revalidate=0"),
    ],
    ids=["day", "evening", "late", "last", "midnight", "end-of-summer-time"],
)
def test_nothing_is_kept_beyond_the_day(now: str, expected: str) -> None:
    """Midnight in Berlin is 22:00 UTC in summer, 23:00 in winter."""
    moment = datetime.fromisoformat(now).replace(tzinfo=UTC)
    with patch.object(timezone, "now", return_value=moment):
        assert answer(HttpResponse())["Cache-Control"] == expected


def test_static_files_are_named_by_content_and_kept_for_good_in_production() -> None:
    backend = read_setting("settings.STORAGES['staticfiles']['BACKEND']", PRODUCTION)
    assert backend.stdout.strip().endswith("CompressedManifestStaticFilesStorage")
    middleware = "settings.MIDDLEWARE.index('whitenoise.middleware.WhiteNoiseMiddleware')"
    own = "settings.MIDDLEWARE.index('metropol.caching.CacheHeadersMiddleware')"
    assert read_setting(f"{middleware} < {own}", PRODUCTION).stdout.strip() == "True"
