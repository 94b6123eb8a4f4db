"""Addresses in both languages, and how pages are found by them."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation
from wagtail.models import PageViewRestriction

from metropol.models import BasePage, HomePage, StandardPage
from news.models import NewsIndexPage, NewsPage

pytestmark = pytest.mark.django_db


def test_page_answers_at_its_address_in_each_language(client: Client, news: NewsPage) -> None:
    german = client.get("/de/aktuelles/erste-meldung/")
    english = client.get("/en/news/first-item/")
    assert (german.status_code, english.status_code) == (200, 200)
    assert german.context["page"] == english.context["page"] == news


@pytest.mark.parametrize(
    "path",
    [
        "/de/news/first-item/",
        "/en/aktuelles/erste-meldung/",
        "/en/news/erste-meldung/",
        "/de/aktuelles/first-item/",
        "/de/aktuelles/erste-meldung/mehr/",
        "/aktuelles/",
        "/de/" + "a/" * 400,
        "/de/%00/",
        "/fr/aktuelles/",
    ],
)
def test_wrong_address_is_404(client: Client, news: NewsPage, path: str) -> None:
    assert client.get(path).status_code == 404


def test_page_without_english_answers_under_its_german_slug(client: Client, news: NewsPage) -> None:
    parent = NewsIndexPage.objects.get()
    parent.add_child(instance=NewsPage(title="Nur Deutsch", lead_de="x"))
    response = client.get("/en/news/nur-deutsch/")
    assert response.status_code == 200
    assert 'lang="de"' in response.content.decode()


def test_draft_is_not_found(client: Client, news: NewsPage) -> None:
    news.unpublish()
    assert client.get("/de/aktuelles/erste-meldung/").status_code == 404
    assert client.get("/en/news/first-item/").status_code == 404


def test_url_follows_the_active_language(news: NewsPage) -> None:
    assert news.url == "/de/aktuelles/erste-meldung/"
    with translation.override("en"):
        assert news.url == "/en/news/first-item/"
        assert BasePage.objects.get(pk=news.pk).url == "/en/news/first-item/"


def test_home_page_has_one_path_in_both_languages() -> None:
    home = HomePage.objects.get()
    assert home.url_path == home.url_path_en
    home.slug_en = "elsewhere"
    home.save()
    assert HomePage.objects.get().url_path_en == home.url_path


def test_renamed_home_page_moves_all_english_paths(client: Client, news: NewsPage) -> None:
    home = HomePage.objects.get()
    home.slug = "portal"
    home.save_revision().publish()
    assert NewsPage.objects.get().url_path_en == "/portal/news/first-item/"
    assert client.get("/en/news/first-item/").status_code == 200


@pytest.mark.parametrize("above", [False, True])
def test_restricted_page_asks_for_its_password(
    client: Client, news: NewsPage, *, above: bool
) -> None:
    page = news.get_parent() if above else news
    PageViewRestriction.objects.create(page=page, restriction_type="password", password="geheim")
    for path in ("/de/aktuelles/erste-meldung/", "/en/news/first-item/"):
        content = client.get(path).content.decode()
        assert 'type="password"' in content
        assert "Vorspann" not in content
        assert "Lead" not in content
        assert "noindex" in content


def test_password_opens_the_page_and_a_wrong_one_says_so(client: Client, news: NewsPage) -> None:
    PageViewRestriction.objects.create(page=news, restriction_type="password", password="geheim")
    form = client.get(news.url).context
    data = {"return_url": form["form"].initial["return_url"], "password": "falsch"}
    wrong = client.post(form["action_url"], data)
    assert 'role="alert"' in wrong.content.decode()
    right = client.post(form["action_url"], data | {"password": "geheim"}, follow=True)
    assert "Vorspann" in right.content.decode()


def test_sibling_of_a_restricted_page_is_open(client: Client, news: NewsPage) -> None:
    other = StandardPage.objects.first()
    PageViewRestriction.objects.create(page=other, restriction_type="password", password="x")
    assert "Vorspann" in client.get("/de/aktuelles/erste-meldung/").content.decode()


@pytest.mark.parametrize(("mode", "lead"), [("de", "Vorspann"), ("en", "Lead")])
def test_preview_shows_the_draft_in_its_language(
    chief: Client, news: NewsPage, mode: str, lead: str
) -> None:
    news.lead_de, news.lead_en = "Vorspann neu", "Lead new"
    news.save_revision()
    url = reverse("wagtailadmin_pages:view_draft", args=[news.pk])
    content = chief.get(url, {"mode": mode}).content.decode()
    assert f"{lead} ne" in content
    assert f'<html lang="{mode}"' in content


def test_unknown_preview_language_is_german(chief: Client, news: NewsPage) -> None:
    url = reverse("wagtailadmin_pages:view_draft", args=[news.pk])
    content = chief.get(url, {"mode": "../../xx"}).content.decode()
    assert '<html lang="de"' in content


def test_english_preview_shows_what_is_not_online_yet(chief: Client, news: NewsPage) -> None:
    news.english_live = False
    news.save()
    url = reverse("wagtailadmin_pages:view_draft", args=[news.pk])
    content = chief.get(url, {"mode": "en"}).content.decode()
    assert "First item" in content
    assert "noindex" not in content
