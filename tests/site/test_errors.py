"""What visitors see when something is not there, not allowed, or broken."""

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.template.loader import get_template
from django.test import Client, RequestFactory
from django.utils import translation
from django.views.defaults import permission_denied
from wagtail.models import Site

from metropol.models import HomePage
from metropol.views import locked_out
from tests.site.html import Document


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("code", "other"), [("de", "/en/"), ("en", "/de/")], ids=["german", "english"]
)
def test_unknown_page_is_404_in_the_language_of_its_address(
    client: Client, site: HomePage, code: str, other: str
) -> None:
    response = client.get(f"/{code}/gibt-es-nicht/")
    assert response.status_code == 404
    document = Document(response)
    assert document.one("html")["lang"] == code
    document.one("h1")
    assert document.one("meta", name="robots")["content"] == "noindex"
    assert document.all("a", href=other)
    assert document.all("a", href=f"/{code}/")
    assert not document.all("link", rel="canonical")
    assert not response.cookies


@pytest.mark.django_db
def test_developers_see_the_same_page(client: Client, site: HomePage, settings: Any) -> None:
    settings.DEBUG = True
    settings.MIDDLEWARE = [*settings.MIDDLEWARE, "metropol.middleware.OwnNotFoundMiddleware"]
    response = client.get("/en/gibt-es-nicht/")
    assert response.status_code == 404
    assert Document(response).one("html")["lang"] == "en"
    assert Document(response).all("a", href="/de/")


@pytest.mark.django_db
def test_unknown_address_without_prefix_is_404_and_no_redirect(
    client: Client, site: HomePage
) -> None:
    response = client.get("/aktuelles/", headers={"accept-language": "en"})
    assert response.status_code == 404
    assert Document(response).one("html")["lang"] == "de"


@pytest.mark.django_db
def test_missing_page_without_any_site_is_404(client: Client) -> None:
    Site.objects.all().delete()
    assert client.get("/de/gibt-es-nicht/").status_code == 404


@pytest.mark.parametrize(
    ("header", "address"),
    [("de", "/de/"), ("en", "/en/"), ("en-GB,de;q=0.5", "/en/"), ("fr", "/de/"), ("", "/de/")],
)
def test_root_redirects_by_the_language_of_the_browser(
    client: Client, header: str, address: str
) -> None:
    response = client.get("/", headers={"accept-language": header})
    assert response.status_code == 302
    assert response["Location"] == address
    assert "Accept-Language" in response["Vary"]


@pytest.mark.django_db
@pytest.mark.parametrize("code", ["de", "en"])
def test_forbidden_page_says_so_in_the_language_of_its_address(
    rf: RequestFactory, site: HomePage, code: str
) -> None:
    with translation.override(code):
        response = permission_denied(rf.get(f"/{code}/"), PermissionDenied())
    assert response.status_code == 403
    assert Document(response).one("html")["lang"] == code


def test_server_error_page_needs_neither_context_nor_database() -> None:
    document = Document(HttpResponse(get_template("500.html").render()))
    assert document.one("html")["lang"] == "de"
    assert document.one("div", lang="en").text.strip()
    document.one("h1")


def test_locked_out_page_tells_what_helps(rf: RequestFactory) -> None:
    response = locked_out(rf.post("/admin/login/"))
    assert response.status_code == 429
    assert Document(response).all("a", href="/admin/password_reset/")


@pytest.mark.django_db
@pytest.mark.parametrize("charset", ["utf-7", "unicode_escape", "rot13", "latin-1", "nonsense"])
def test_form_in_another_encoding_is_refused_everywhere(charset: str) -> None:
    client = Client(enforce_csrf_checks=True)
    client.cookies["csrftoken"] = "a" * 32
    body = b"--x\r\nContent-Disposition: form-data; name=a\r\n\r\n+2AA-\r\n--x--\r\n"
    for kind in ("multipart/form-data; boundary=x", "application/x-www-form-urlencoded"):
        answer = client.generic("POST", "/admin/login/", body, f"{kind}; charset={charset}")
        # What Python does not know counts as UTF-8, and lacks the token of the form.
        assert answer.status_code == (403 if charset == "nonsense" else 400)
