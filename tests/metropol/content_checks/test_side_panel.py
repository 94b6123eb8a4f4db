"""The panel beside the form: the draft's findings, in the editor's language."""

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.test.utils.form_data import streamfield

from metropol.models import StandardPage
from news.models import NewsIndexPage, NewsPage
from tests.admin_forms import news_form
from tests.factories import StandardPageFactory

pytestmark = pytest.mark.django_db

COUNTER = re.compile(
    r'data-side-panel-toggle="findings".*?data-side-panel-toggle-counter[^>]*?(hidden)?>\s*(\d+)',
    re.DOTALL,
)


def counter(html: str) -> int:
    found = COUNTER.search(html)
    assert found
    assert bool(found[1]) == (found[2] == "0")
    return int(found[2])


def edit(page: Any) -> str:
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def with_heading(**changes: Any) -> dict[str, Any]:
    """Return the data of a form whose German ends with a heading."""
    return news_form(body_de=streamfield([("heading", "Das Ende")]), **changes)


def test_draft_is_checked_as_it_was_saved_last(
    chief: Client, news: NewsPage, language: str
) -> None:
    assert counter(chief.get(edit(news)).content.decode()) == 0
    chief.post(edit(news), with_heading())
    html = chief.get(edit(news)).content.decode()
    assert counter(html) == 1
    expected = {
        "de": ("1 Hinweis vor dem Veröffentlichen", "Warnung", "Zum Feld „Text (Deutsch)“"),
        "en": ("1 finding before publication", "Warning", "To the field “Text (German)”"),
    }[language]
    for words in (*expected, "Das Ende"):
        assert words in html
    assert re.search(r'href="#:w:contentpath=body_de\.[0-9a-f-]{36}"', html)


def test_autosave_renders_panel_and_counter_anew(chief: Client, news: NewsPage) -> None:
    headers = {"Accept": "application/json"}
    answer = chief.post(edit(news), with_heading(), headers=headers).json()
    assert answer["success"]
    html = answer["html"]
    assert (
        "[data-side-panel=&#x27;findings&#x27;]" in html or "[data-side-panel='findings']" in html
    )
    assert "content-checks__finding--warning" in html
    target = r"\[data-side-panel-toggle='findings'\] \[data-side-panel-toggle-counter\]"
    assert re.search(rf"{target}.*?>1</div>", html, re.DOTALL)


def test_refused_form_shows_what_it_holds(chief: Client, news: NewsPage) -> None:
    html = chief.post(edit(news), with_heading(title="")).content.decode()
    assert counter(html) == 1


def test_new_page_is_checked_once_it_has_a_title(chief: Client) -> None:
    parent = NewsIndexPage.objects.get()
    address = reverse("wagtailadmin_pages:add", args=["news", "newspage", parent.pk])
    assert counter(chief.get(address).content.decode()) == 0
    answer = chief.post(address, with_heading(), headers={"Accept": "application/json"}).json()
    hydrated = chief.get(answer["hydrate_url"]).content.decode()
    assert "content-checks__finding--warning" in hydrated


def test_revision_to_go_back_to_is_checked(chief: Client, news: NewsPage) -> None:
    chief.post(edit(news), with_heading())
    revision = news.revisions.order_by("-pk").first()
    chief.post(edit(news), news_form())
    address = reverse("wagtailadmin_pages:revisions_revert", args=[news.pk, revision.pk])
    assert counter(chief.get(address).content.decode()) == 1


def test_translator_gets_links_to_english_fields_only(translator: Client, news: NewsPage) -> None:
    news.title = news.title_en = "x" * 80
    news.save_revision()
    html = translator.get(edit(news)).content.decode()
    assert 'href="#:w:contentpath=title_en"' in html
    assert 'href="#:w:contentpath=title"' not in html
    assert counter(html) == 2


def test_readability_has_one_figure_for_each_language(chief: Client, news: NewsPage) -> None:
    news.lead_de = "Das ist ein kurzer Satz. " * 30
    news.save_revision()
    html = chief.get(edit(news)).content.decode()
    assert "LIX 5" in html
    assert "data-content-readability-score" not in html
    assert 'data-side-panel="checks"' not in html


def test_alias_is_shown_without_fault(chief: Client, news: NewsPage) -> None:
    alias = news.create_alias(update_slug="zweit")
    assert chief.get(edit(alias)).status_code == 200


def test_empty_page_of_text_gets_plain_hints(chief: Client) -> None:
    page = StandardPageFactory(lead_de="", body_de=[])
    StandardPage.objects.get(pk=page.pk).save_revision()
    html = chief.get(edit(page)).content.decode()
    assert counter(html) == 2
