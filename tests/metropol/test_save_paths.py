"""Every way in which a page is saved keeps German German and English English.

Each test runs once for a German and once for an English admin user.
"""

import datetime

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation
from wagtail.models import Page  # noqa: F401 - the stock model must stay importable

from metropol.models import BasePage
from news.models import NewsIndexPage, NewsPage
from tests.admin_forms import news_form, paragraphs

pytestmark = pytest.mark.django_db


def reload(page: NewsPage) -> NewsPage:
    return NewsPage.objects.get(pk=page.pk)


def texts(page: NewsPage) -> dict[str, str]:
    """Return all translated texts, by column."""
    return {
        "title": page.title,
        "title_en": page.title_en,
        "kicker_de": page.kicker_de,
        "kicker_en": page.kicker_en,
        "lead_de": page.lead_de,
        "lead_en": page.lead_en,
        "body_de": str(page.body_de),
        "body_en": str(page.body_en),
    }


def stored_bare(page: NewsPage) -> dict[str, str]:
    """Return what the bare columns hold, past modeltranslation's descriptors."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT kicker, lead FROM news_newspage WHERE basepage_ptr_id = %s", [page.pk]
        )
        return dict(zip(("kicker", "lead"), cursor.fetchone(), strict=True))


def edit(client: Client, page: NewsPage, *, action: str = "", **changes: object) -> object:
    data = news_form(slug=page.slug, slug_en=page.slug_en, **changes)
    if action:
        data[f"action-{action}"] = "1"
    return client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), data)


def assert_form_texts(page: NewsPage) -> None:
    found = texts(page)
    assert found["title"] == "Deutscher Titel"
    assert found["title_en"] == "English title"
    assert found["kicker_de"] == "Dachzeile"
    assert found["kicker_en"] == "Kicker"
    assert found["lead_de"] == "Deutscher Vorspann"
    assert found["lead_en"] == "English lead"
    assert "Deutscher Text" in found["body_de"]
    assert "English text" in found["body_en"]


def test_create_and_publish_fills_both_languages(chief: Client) -> None:
    parent = NewsIndexPage.objects.get()
    url = reverse("wagtailadmin_pages:add", args=["news", "newspage", parent.pk])
    data = news_form(english_request="online") | {"action-publish": "1"}
    response = chief.post(url, data)
    assert response.status_code == 302
    page = NewsPage.objects.get(slug="deutscher-titel")
    assert page.live
    assert page.english_live
    assert page.url_path_en == "/start/news/english-title/"
    assert_form_texts(page)
    assert stored_bare(page) == {"kicker": "Dachzeile", "lead": "Deutscher Vorspann"}


def test_draft_changes_nothing_that_is_live(chief: Client, news: NewsPage) -> None:
    before = texts(news)
    assert edit(chief, news).status_code == 302
    assert texts(reload(news)) == before
    draft = reload(news).get_latest_revision_as_object()
    assert_form_texts(draft)


def test_publish_writes_both_languages(chief: Client, news: NewsPage) -> None:
    assert edit(chief, news, action="publish").status_code == 302
    page = reload(news)
    assert_form_texts(page)
    assert page.english_live
    assert stored_bare(page) == {"kicker": "Dachzeile", "lead": "Deutscher Vorspann"}


def test_cleared_field_is_empty_in_its_language_only(chief: Client, news: NewsPage) -> None:
    edit(chief, news, action="publish", kicker_de="")
    assert not reload(news).kicker_de
    assert reload(news).kicker_en == "Kicker"
    edit(chief, reload(news), action="publish", kicker_en="")
    assert reload(news).kicker_de == "Dachzeile"
    assert not reload(news).kicker_en


def test_scheduled_revision_writes_both_languages(chief: Client, news: NewsPage) -> None:
    soon = timezone.now() + datetime.timedelta(hours=1)
    data = {"go_live_at": timezone.localtime(soon).strftime("%Y-%m-%d %H:%M")}
    assert edit(chief, news, action="publish", **data).status_code == 302
    assert reload(news).title == "Erste Meldung"
    revision = reload(news).scheduled_revision
    revision.approved_go_live_at = timezone.now()
    revision.save()
    content = revision.content
    content["go_live_at"] = (timezone.now() - datetime.timedelta(minutes=1)).isoformat()
    revision.content = content
    revision.save()
    with translation.override("en"):
        call_command("publish_scheduled", verbosity=0)
    assert_form_texts(reload(news))
    assert reload(news).english_live


def test_workflow_publishes_both_languages(editor: Client, chief: Client, news: NewsPage) -> None:
    assert edit(editor, news, action="submit").status_code == 302
    assert reload(news).title == "Erste Meldung"
    state = reload(news).current_workflow_state
    url = reverse(
        "wagtailadmin_pages:workflow_action",
        args=[news.pk, "approve", state.current_task_state.pk],
    )
    assert chief.post(url, {"comment": ""}).status_code in (200, 302)
    assert_form_texts(reload(news))
    assert reload(news).english_live


def test_revert_brings_both_languages_back(chief: Client, news: NewsPage) -> None:
    first = news.latest_revision
    edit(chief, news, action="publish")
    url = reverse("wagtailadmin_pages:revisions_revert", args=[news.pk, first.pk])
    form = chief.get(url).context["form"]
    assert form.initial["lead_de"] == "Vorspann"
    assert form.initial["lead_en"] == "Lead"
    first.publish()
    assert texts(reload(news))["lead_de"] == "Vorspann"
    assert texts(reload(news))["lead_en"] == "Lead"


def test_old_revision_keeps_english_online(chief: Client, news: NewsPage) -> None:
    first = news.latest_revision
    edit(chief, news, action="publish", english_request="offline")
    assert not reload(news).english_live
    with translation.override("en"):
        first.publish()
    assert not reload(news).english_live, "publishing an old revision asks for nothing again"


def test_copy_keeps_texts_and_gets_addresses_of_its_own(chief: Client, news: NewsPage) -> None:
    url = reverse("wagtailadmin_pages:copy", args=[news.pk])
    parent = news.get_parent()
    response = chief.post(
        url,
        {"new_title": "Kopie", "new_slug": "kopie", "new_parent_page": parent.pk, "alias": ""},
    )
    assert response.status_code == 302
    copy = NewsPage.objects.get(slug="kopie")
    assert (copy.lead_de, copy.lead_en) == ("Vorspann", "Lead")
    assert copy.title_en == "First item"
    assert copy.slug_en == "first-item-2"
    assert copy.url_path_en == "/start/news/first-item-2/"
    assert not copy.live
    assert not copy.english_live


def test_published_copy_is_online_in_both_languages(news: NewsPage, language: str) -> None:
    with translation.override(language):
        copy = news.copy(update_attrs={"slug": "kopie", "title": "Kopie"}, keep_live=True)
    assert copy.live
    assert NewsPage.objects.get(pk=copy.pk).english_live


def test_subtree_copy_has_whole_english_paths(news: NewsPage, language: str) -> None:
    parent = news.get_parent().specific
    with translation.override(language):
        copy = parent.copy(recursive=True, update_attrs={"slug": "archiv", "title": "Archiv"})
    child = copy.get_children().get()
    assert child.url_path == "/start/archiv/erste-meldung/"
    assert child.url_path_en == "/start/news-2/first-item/"


def test_move_rewrites_paths_of_descendants(chief: Client, news: NewsPage) -> None:
    parent = news.get_parent()
    home = parent.get_parent()
    second = NewsIndexPage(title="Zweite", title_en="Second", lead_de="x", live=True)
    NewsIndexPage.max_count_per_parent, limit = None, NewsIndexPage.max_count_per_parent
    try:
        home.add_child(instance=second)
        url = reverse("wagtailadmin_pages:move_confirm", args=[news.pk, second.pk])
        assert chief.post(url).status_code == 302
    finally:
        NewsIndexPage.max_count_per_parent = limit
    page = reload(news)
    assert page.url_path == "/start/zweite/erste-meldung/"
    assert page.url_path_en == "/start/second/first-item/"


def test_renamed_parent_rewrites_paths_of_descendants(news: NewsPage, language: str) -> None:
    parent = news.get_parent().specific
    with translation.override(language):
        parent.slug, parent.slug_en = "meldungen", "reports"
        parent.save_revision().publish()
    page = reload(news)
    assert page.url_path == "/start/meldungen/erste-meldung/"
    assert page.url_path_en == "/start/reports/first-item/"
    assert BasePage.objects.get(pk=parent.pk).url_path_en == "/start/reports/"


def test_alias_follows_both_languages_at_its_own_address(news: NewsPage, language: str) -> None:
    with translation.override(language):
        alias = news.create_alias(update_slug="spiegel")
        assert NewsPage.objects.get(pk=alias.pk).slug_en == "first-item-2"
        news.lead_en, news.lead_de = "New lead", "Neuer Vorspann"
        news.english_request = "offline"
        news.save_revision().publish()
    alias = NewsPage.objects.get(pk=alias.pk)
    assert (alias.lead_de, alias.lead_en) == ("Neuer Vorspann", "New lead")
    assert (alias.slug, alias.slug_en) == ("spiegel", "first-item-2")
    assert not alias.english_live


def test_unpublish_and_publish_keeps_english_as_it_was(chief: Client, news: NewsPage) -> None:
    chief.post(reverse("wagtailadmin_pages:unpublish", args=[news.pk]))
    assert not reload(news).live
    edit(chief, reload(news), action="publish")
    assert reload(news).live
    assert reload(news).english_live


def test_stale_page_without_a_revision_is_saved(news: NewsPage) -> None:
    news.live_revision = None
    news.english_request = "online"
    news.save()
    assert reload(news).english_live


def test_shell_save_writes_german_to_bare_columns(news: NewsPage, language: str) -> None:
    with translation.override(language):
        page = reload(news)
        page.lead_de = "Neu"
        page.save()
    assert stored_bare(news) == {"kicker": "Dachzeile", "lead": "Neu"}


def test_revision_of_an_english_admin_holds_german_in_bare_fields(
    chief: Client, news: NewsPage
) -> None:
    edit(chief, news)
    content = reload(news).latest_revision.content
    assert (content["lead"], content["lead_de"]) == ("Deutscher Vorspann", "Deutscher Vorspann")
    assert content["lead_en"] == "English lead"


def test_form_shows_each_language_its_own_text(chief: Client, news: NewsPage) -> None:
    form = chief.get(reverse("wagtailadmin_pages:edit", args=[news.pk])).context["form"]
    assert form.initial["lead_de"] == "Vorspann"
    assert form.initial["lead_en"] == "Lead"
    assert "lead" not in form.fields


def test_body_without_english_publishes_german_only(chief: Client, news: NewsPage) -> None:
    response = edit(chief, news, action="publish", body_en=paragraphs())
    assert response.status_code == 200, "English is online and needs its body"
    assert "body_en" in response.context["form"].errors
    offline = edit(chief, news, action="publish", body_en=paragraphs(), english_request="offline")
    assert offline.status_code == 302
    assert not reload(news).english_live
