"""Translations on the dashboard and in the page explorer."""

import datetime
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.models import GroupPagePermission

from metropol.bulk import create_pages
from metropol.models import BasePage
from metropol.setup.staff import TRANSLATORS
from metropol.translations.urgent import figures, urgent_pages
from news.models import NewsIndexPage, NewsPage
from tests.factories import NewsPageFactory, StandardPageFactory
from tests.metropol.bulk_pages import plain

pytestmark = pytest.mark.django_db


def dashboard(client: Client) -> str:
    response = client.get(reverse("wagtailadmin_home"))
    assert response.status_code == 200
    return str(response.content.decode())


def test_newest_german_text_without_current_english_comes_first(news: NewsPage) -> None:
    BasePage.objects.update(english_state="current")
    now = timezone.now()
    for days, title in enumerate(["Neu", "Älter", "Am ältesten"]):
        page = NewsPageFactory(title=title, date=None)
        changed = now - datetime.timedelta(days=days)
        BasePage.objects.filter(pk=page.pk).update(german_changed_at=changed)
    NewsPageFactory(title="Entwurf", date=None, live=False)
    assert [page.title for page in urgent_pages()] == ["Neu", "Älter", "Am ältesten"]


def test_item_of_the_archive_is_not_urgent(news: NewsPage) -> None:
    old = NewsPageFactory(title="Archiv", date=datetime.date(2011, 3, 1))
    new = NewsPageFactory(title="Neu", date=timezone.localdate())
    found = [page.pk for page in urgent_pages()]
    assert found.index(new.pk) < found.index(old.pk)


def test_figures_count_live_pages_and_words(news: NewsPage) -> None:
    before = figures()
    before_live = BasePage.objects.live().filter(depth__gt=1).count()
    NewsPageFactory(title="Zwei Wörter", lead_de="Noch drei Wörter", body_de=[])
    NewsPageFactory(title="Zwei Wörter", live=False)
    after = figures()["missing"]
    assert after["pages"] == before["missing"]["pages"] + 1
    assert after["words_missing"] == before["missing"]["words_missing"] + 5
    assert sum(each["pages"] for each in before.values()) == before_live
    assert before_live == BasePage.objects.live().filter(depth__gt=1).count() - 1


def test_dashboard_shows_figures_and_urgent_pages_with_links(
    translator: Client, news: NewsPage, language: str
) -> None:
    page = NewsPageFactory(title="Bitte <übersetzen>", date=None)
    html = dashboard(translator)
    assert "Bitte &lt;übersetzen&gt;" in html
    assert reverse("wagtailadmin_pages:edit", args=[page.pk]) in html
    link = f"{reverse('translations_report')}?kind=page&amp;live=yes&amp;state=missing"
    assert link in html
    assert {"de": "nicht übersetzt", "en": "not translated"}[language] in html
    response = translator.get(link.replace("&amp;", "&"))
    assert "Bitte <übersetzen>" in [row.title for row in response.context["table"].data]


def test_dashboard_has_no_panel_for_who_edits_no_pages(translator: Client) -> None:
    address = reverse("translations_report")
    assert address in dashboard(translator)
    GroupPagePermission.objects.filter(group=Group.objects.get(name=TRANSLATORS)).delete()
    assert address not in dashboard(translator)


def test_dashboard_needs_two_queries_for_translations_whatever_there_is(chief: Client) -> None:
    def queries() -> list[str]:
        with CaptureQueriesContext(connection) as captured:
            dashboard(chief)
        return [query["sql"] for query in captured]

    queries()
    before = len(queries())
    parent = NewsIndexPage.objects.get()
    create_pages(parent, [plain(number) for number in range(30)])
    after = queries()
    assert len(after) == before
    assert len([sql for sql in after if "words_missing" in sql and "COUNT" in sql]) == 1


def explored(client: Client, **query: Any) -> list[str]:
    parent = NewsIndexPage.objects.get()
    response = client.get(reverse("wagtailadmin_explore", args=[parent.pk]), query)
    assert response.status_code == 200
    return sorted(page.title for page in response.context["pages"])


def test_explorer_shows_the_english_state(chief: Client, news: NewsPage, language: str) -> None:
    parent = NewsIndexPage.objects.get()
    html = chief.get(reverse("wagtailadmin_explore", args=[parent.pk])).content.decode()
    assert "english-state--current" in html
    assert {"de": "aktuell", "en": "current"}[language] in html


def test_explorer_filters_by_english(chief: Client, news: NewsPage) -> None:
    NewsPageFactory(title="Zweite Meldung")
    assert explored(chief, english_state="missing") == ["Zweite Meldung"]
    assert explored(chief, english_state=["missing", "current"]) == [news.title, "Zweite Meldung"]
    assert explored(chief, english_live="True") == ["Erste Meldung"]
    assert explored(chief, english_live="False") == ["Zweite Meldung"]


@pytest.mark.usefixtures("admin_search")
def test_explorer_searches_and_filters_together(chief: Client, news: NewsPage) -> None:
    NewsPageFactory(title="Zweite Meldung")
    assert explored(chief, q="Meldung", english_state="missing") == ["Zweite Meldung"]
    assert explored(chief, q="Meldung", english_live="True") == ["Erste Meldung"]


def test_explorer_ignores_unknown_values(chief: Client, news: NewsPage) -> None:
    assert explored(chief, english_state="nonsense", ordering="english_state") == [news.title]
    assert explored(chief, english_live="'", p="99999999999999999999") == [news.title]


def test_list_of_one_page_type_has_the_column_too(chief: Client) -> None:
    StandardPageFactory(title="Neue Seite")
    url = reverse("wagtailadmin_pages:type_use", args=["metropol", "standardpage"])
    response = chief.get(url, {"english_state": "missing"})
    assert [page.title for page in response.context["pages"]] == ["Neue Seite"]
    assert "english-state--missing" in response.content.decode()


def test_queries_of_the_explorer_do_not_grow_with_the_column(chief: Client) -> None:
    """The state is a column of the page: what is listed needs nothing further."""
    parent = NewsIndexPage.objects.get()
    create_pages(parent, [plain(number) for number in range(5)])
    with CaptureQueriesContext(connection) as captured:
        explored(chief)
    states = [query for query in captured if "english_state" in query["sql"].split("FROM")[-1]]
    assert states == []
