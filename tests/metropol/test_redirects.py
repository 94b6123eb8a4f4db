"""Redirects in both languages, and the check that each leads somewhere in one hop."""

from io import StringIO

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from django.test import Client
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Site

from metropol.models import HomePage, RedirectLanguage
from metropol.redirects import old_path
from news.models import NewsPage
from tests.factories import DocumentFactory

pytestmark = pytest.mark.django_db


def redirect(path: str, target: NewsPage | str, site: Site | None = None) -> Redirect:
    return Redirect.add_redirect(path, target, site=site)


def check(status: int) -> list[str]:
    """Run the check; return its lines."""
    out = StringIO()
    try:
        call_command("check_redirects", stdout=out)
        returned = 0
    except CommandError as error:
        returned = error.returncode
    assert returned == status, out.getvalue()
    return out.getvalue().splitlines()


def host() -> str:
    return str(Site.objects.get(is_default_site=True).root_url)


def test_site_without_redirects_is_good() -> None:
    assert len(check(0)) == 1


@pytest.mark.parametrize(
    "target",
    [
        "/de/aktuelles/erste-meldung/",
        "/en/news/first-item/",
        "/en/news/first-item/?x=1#top",
        "https://elsewhere.example/missing",
        "//elsewhere.example/missing",
        "/admin/login/",
    ],
)
def test_redirect_that_leads_somewhere_is_good(news: NewsPage, target: str) -> None:
    redirect("/alt", target)
    check(0)


def test_redirects_to_pages_documents_and_files_are_good(news: NewsPage) -> None:
    document = DocumentFactory()
    name = default_storage.save("liste.txt", ContentFile(b"x"))
    redirect("/alt/1", news)
    redirect("/en/alt/2", news)
    redirect("/alt/3", document.url)
    redirect("/alt/4", "/static/metropol/admin.css")
    redirect("/alt/5", f"/media/{name}")
    redirect("/alt/6", f"{host()}/de/aktuelles/erste-meldung/")
    redirect("/alt/7", f"{host().upper()}/de/")
    check(0)


@pytest.mark.parametrize(
    "target",
    [
        "/de/missing/",
        "/missing",
        "/de/news/first-item/",
        "/documents/999/missing.pdf",
        "/static/missing.css",
        "/static/../../manage.py",
        "/media/missing.txt",
        "/media/../../etc/passwd",
        "/de/%00/",
        "http://[broken",
        "",
    ],
)
def test_dead_end_is_listed(news: NewsPage, target: str) -> None:
    redirect("/alt", target)
    (line,) = check(1)
    assert line.startswith("/alt → ")
    assert "Sackgasse" in line


def test_dead_end_on_the_own_host_is_listed(news: NewsPage) -> None:
    redirect("/alt", f"{host()}/de/missing/")
    assert "Sackgasse" in check(1)[0]


def test_redirect_to_a_page_that_is_offline_is_a_dead_end(news: NewsPage) -> None:
    redirect("/alt", news)
    news.unpublish()
    assert "Sackgasse" in check(1)[0]


def test_redirect_to_a_page_that_was_deleted_goes_with_it(news: NewsPage) -> None:
    redirect("/alt", news)
    redirect("/alt/2", news.url)
    news.delete()
    assert [line.split()[0] for line in check(1)] == ["/alt/2"]


@pytest.mark.parametrize("target", ["/mitte", "/mitte/", "/mitte?x=1", "HOST/mitte"])
def test_chain_is_listed(news: NewsPage, target: str) -> None:
    redirect("/mitte", news)
    redirect("/alt", target.replace("HOST", host()))
    (line,) = check(1)
    assert line.startswith(f"/alt → {target.removeprefix('HOST')}")
    assert "Kette" in line


@pytest.mark.parametrize("target", ["/", "/de/aktuelles", "/en/news/first-item", "HOST"])
def test_second_hop_to_the_language_or_a_slash_is_a_chain(
    news: NewsPage, client: Client, target: str
) -> None:
    redirect("/alt", target.replace("HOST", host()))
    (line,) = check(1)
    assert "Kette" in line
    assert client.get(target.removeprefix("HOST") or "/").status_code in (301, 302)


def test_chain_that_ends_nowhere_and_one_to_another_host_are_listed() -> None:
    redirect("/a", "/b")
    redirect("/b", "/missing")
    redirect("/c", "/d")
    redirect("/d", "https://elsewhere.example/")
    lines = check(1)
    assert [line.split()[0] for line in lines] == ["/a", "/b", "/c"]
    assert [word in line for word, line in zip(("Sack", "Sack", "Kette"), lines, strict=True)] == [
        True,
        True,
        True,
    ]


@pytest.mark.parametrize("length", [1, 2, 3, 30])
def test_loop_is_listed(length: int) -> None:
    for number in range(length):
        redirect(f"/r{number}", f"/r{(number + 1) % length}")
    lines = check(1)
    assert len(lines) == length
    assert all("Schleife" in line for line in lines)


def test_redirect_to_itself_with_a_query_is_a_loop() -> None:
    redirect("/a", "/a?x=1")
    assert "Schleife" in check(1)[0]


def test_redirects_of_one_path_on_different_sites_are_all_checked(news: NewsPage) -> None:
    site = Site.objects.get(is_default_site=True)
    redirect("/alt", news)
    redirect("/alt", "/missing", site=site)
    assert len(check(1)) == 1
    Redirect.objects.all().delete()
    redirect("/alt", "/missing")
    redirect("/alt", news, site=site)
    assert len(check(1)) == 1


def test_language_of_a_redirect_counts_before_that_of_its_address(
    news: NewsPage, client: Client
) -> None:
    for path, code in (("/alt", "en"), ("/en/alt", "de"), ("/de/alt", "en")):
        RedirectLanguage.objects.create(redirect=redirect(path, news), code=code)
    redirect("/en/other", news)
    redirect("/other", news)
    urls = {"de": "/de/aktuelles/erste-meldung/", "en": "/en/news/first-item/"}
    for path, code in (
        ("/alt", "en"),
        ("/alt/?q=1", "en"),
        ("/en/alt/", "de"),
        ("/de/alt", "en"),
        ("/en/other", "en"),
        ("/other", "de"),
    ):
        response = client.get(path)
        assert (response.status_code, response.headers["Location"]) == (301, urls[code]), path
    check(0)


@pytest.mark.parametrize("path", ["/missing", "/missing?x=%00", "/%00", "/%ff", "/de/%E4", "/a;b"])
def test_address_without_a_page_or_redirect_is_404(client: Client, path: str) -> None:
    redirect("/alt", HomePage.objects.get().specific)
    assert client.get(path).status_code == 404


@pytest.mark.parametrize("address", ["", "/", "https://a.example", "http://[", "/\0", "mailto:x"])
def test_what_is_no_address_of_a_page_is_refused(address: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - whoever asks for it knows no more
        old_path(address)
