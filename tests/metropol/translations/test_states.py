"""The state of a translation is stored whichever way a page is saved."""

import datetime

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation
from wagtail.models import Site

from metropol.bulk import create_pages
from metropol.models import BasePage, EnglishState, PortalImage, SiteSettings
from news.models import NewsIndexPage, NewsLink, NewsPage, NewsSection
from tests.admin_forms import paragraphs
from tests.factories import PortalImageFactory
from tests.metropol.translations.forms import draft, live, save

pytestmark = pytest.mark.django_db
CURRENT, OUTDATED = EnglishState.CURRENT, EnglishState.OUTDATED


def stored(page: BasePage) -> tuple[str, dict[str, str]]:
    row = BasePage.objects.values("english_state", "english_field_states").get(pk=page.pk)
    return row["english_state"], row["english_field_states"]


def test_new_page_with_both_languages_is_current(news: NewsPage) -> None:
    state, fields = stored(news)
    assert state == CURRENT
    assert fields == {
        "title": "current",
        "seo_title": "empty",
        "search_description": "empty",
        "kicker": "current",
        "lead": "current",
        "body": "current",
        "image_alt": "empty",
    }
    assert (news.words_missing, news.words_outdated) == (0, 0)


def test_changed_german_is_outdated_once_it_is_published(chief: Client, news: NewsPage) -> None:
    save(chief, news, lead_de="Neuer Vorspann hier")
    assert stored(news)[0] == CURRENT, "a draft changes nothing that is live"
    assert draft(news).english_state == OUTDATED
    save(chief, news, "action-publish", lead_de="Neuer Vorspann hier")
    state, fields = stored(news)
    assert (state, fields["lead"], fields["title"]) == (OUTDATED, "outdated", "current")
    assert live(news).words_outdated == 3


def test_changed_english_is_current_again(chief: Client, news: NewsPage) -> None:
    save(chief, news, "action-publish", lead_de="Neu")
    save(chief, news, "action-publish", lead_de="Neu", lead_en="New lead")
    assert stored(news)[0] == CURRENT


def test_white_space_and_markup_do_not_outdate(chief: Client, news: NewsPage) -> None:
    body = paragraphs("  <b>Text</b> ")
    save(chief, news, "action-publish", lead_de=" Vorspann\n", body_de=body)
    assert stored(news)[0] == CURRENT


def test_missing_english_counts_its_words(chief: Client, news: NewsPage) -> None:
    save(chief, news, "action-publish", kicker_de="Zwei Wörter", kicker_en="")
    state, fields = stored(news)
    assert (state, fields["kicker"]) == (EnglishState.PARTIAL, "missing")
    assert live(news).words_missing == 2


def test_page_without_any_english_is_missing(news: NewsPage) -> None:
    page = NewsPage(title="Nur deutsch", lead_de="Vorspann")
    news.get_parent().add_child(instance=page)
    assert stored(page)[0] == EnglishState.MISSING


def test_scheduled_draft_takes_effect_at_its_time(chief: Client, news: NewsPage) -> None:
    soon = timezone.localtime(timezone.now() + datetime.timedelta(hours=1))
    save(chief, news, "action-publish", lead_de="Neu", go_live_at=soon.strftime("%Y-%m-%d %H:%M"))
    assert stored(news)[0] == CURRENT
    revision = live(news).scheduled_revision
    past = timezone.now() - datetime.timedelta(minutes=1)
    revision.approved_go_live_at = past
    revision.content["go_live_at"] = past.isoformat()
    revision.save()
    call_command("publish_scheduled", verbosity=0)
    assert stored(news)[0] == OUTDATED


def test_workflow_stores_the_state(editor: Client, chief: Client, news: NewsPage) -> None:
    save(editor, news, "action-submit", lead_de="Neu")
    state = live(news).current_workflow_state
    url = reverse(
        "wagtailadmin_pages:workflow_action",
        args=[news.pk, "approve", state.current_task_state.pk],
    )
    chief.post(url, {"comment": ""})
    assert live(news).lead_de == "Neu"
    assert stored(news)[0] == OUTDATED


def test_old_revision_brings_its_state_back(chief: Client, news: NewsPage) -> None:
    first = news.latest_revision
    save(chief, news, "action-publish", lead_de="Neu")
    with translation.override("en"):
        first.publish()
    assert stored(news)[0] == CURRENT


def test_published_old_german_does_not_make_newer_english_current(
    chief: Client, news: NewsPage
) -> None:
    save(chief, news, "action-publish", lead_de="Neu", lead_en="New")
    save(chief, news, "action-publish", lead_en="New")
    assert stored(news)[1]["lead"] == "outdated"


def test_copy_has_the_state_of_its_source(chief: Client, news: NewsPage) -> None:
    save(chief, news, "action-publish", lead_de="Neu")
    copy = live(news).copy(update_attrs={"slug": "kopie", "title": "Erste Meldung"})
    assert stored(copy)[1]["lead"] == "outdated"


def test_shell_stores_the_state(news: NewsPage, language: str) -> None:
    with translation.override(language):
        news.lead_de = "Aus der Konsole"
        news.save()
    assert stored(news)[0] == OUTDATED


def test_partial_save_from_the_shell_stores_the_state(news: NewsPage) -> None:
    news.lead_de = "Aus der Konsole"
    news.save(update_fields=["lead_de"])
    assert stored(news)[0] == OUTDATED


def test_page_saved_as_its_base_keeps_the_state_of_its_texts(news: NewsPage) -> None:
    base = BasePage.objects.get(pk=news.pk)
    base.title = "Umbenannt"
    base.save()
    state, fields = stored(news)
    assert (state, fields["title"], fields["body"]) == (OUTDATED, "outdated", "current")


def test_pages_made_in_bulk_have_a_state(db: None) -> None:
    page = NewsPage(title="Import", slug="import", lead_de="Vorspann", title_en="Imported")
    create_pages(NewsIndexPage.objects.get(), [page])
    assert stored(page)[1]["title"] == "current"
    assert stored(page)[1]["lead"] == "missing"


def test_alias_follows_its_source(chief: Client, news: NewsPage) -> None:
    alias = news.create_alias(update_slug="alias")
    save(chief, news, "action-publish", lead_de="Neu")
    assert stored(alias)[0] == OUTDATED


def test_labels_of_links_belong_to_the_state(news: NewsPage) -> None:
    news.links.add(NewsLink(label_de="Verweis", label_en="Link"), NewsLink(label_de="Zweiter"))
    news.save_revision().publish()
    assert stored(news)[1]["links.label"] == "missing"
    link = live(news).links.first()
    assert link.label_de == "Verweis"
    page = live(news)
    first, second = page.links.all()
    second.label_en = "Second"
    page.links.add(second)
    page.save()
    assert stored(news)[1]["links.label"] == "current"
    first.label_de = "Anders"
    page.links.add(first)
    page.save()
    assert stored(news)[1]["links.label"] == "outdated"


def test_time_of_the_german_text_moves_with_it_alone(chief: Client, news: NewsPage) -> None:
    before = live(news).german_changed_at
    save(chief, news, "action-publish", lead_en="Another lead")
    assert live(news).german_changed_at == before
    save(chief, news, "action-publish", lead_de="Neu")
    assert live(news).german_changed_at > before


def test_autosaved_undo_of_english_is_no_translation(chief: Client, news: NewsPage) -> None:
    save(chief, news, "action-publish", lead_de="Neu")
    save(chief, news, lead_de="Neu")
    for words in ("Leadx", "Lead"):
        number = live(news).latest_revision_id
        save(chief, news, f"overwrite_revision_id={number}", lead_de="Neu", lead_en=words)
    assert draft(news).english_field_states["lead"] == "outdated"
    save(chief, news, "action-publish", lead_de="Neu")
    assert stored(news)[1]["lead"] == "outdated"


def test_snippet_settings_and_image_have_a_state(db: None) -> None:
    section = NewsSection.objects.create(name_de="Forschung", name_en="Research")
    assert section.english_state == CURRENT
    section.name_de = "Forschung und Lehre"
    section.save()
    assert NewsSection.objects.get(pk=section.pk).english_state == OUTDATED
    settings = SiteSettings.for_site(Site.objects.get())
    settings.footer_text_de = "Fuß"
    settings.save()
    assert settings.english_state == EnglishState.MISSING
    image: PortalImage = PortalImageFactory(alt_en="")
    assert image.english_state == EnglishState.PARTIAL


def test_two_links_with_one_english_name_are_current(news: NewsPage) -> None:
    news.links.add(
        NewsLink(label_de="Webseite", label_en="Website"),
        NewsLink(label_de="Internetseite", label_en="Website"),
    )
    news.save_revision().publish()
    assert stored(news)[1]["links.label"] == "current"


def test_changed_label_among_very_many_is_outdated(news: NewsPage) -> None:
    for number in range(210):
        news.links.add(NewsLink(label_de=f"Verweis {number}", label_en=f"Link {number}"))
    news.save_revision().publish()
    page = live(news)
    assert stored(news)[1]["links.label"] == "current"
    links = list(page.links.all())
    links[50].label_de = "Etwas ganz anderes"
    page.links.set(links)
    page.save()
    assert stored(news)[1]["links.label"] == "outdated"


def test_change_of_a_page_from_before_the_state_is_seen(news: NewsPage) -> None:
    empty = {"english_state": "", "german_digest": "", "translation_memory": {}}
    NewsPage.objects.filter(pk=news.pk).update(**empty)
    page = live(news)
    page.lead_de = "Neu"
    page.save()
    assert stored(news)[1]["lead"] == "outdated"
    assert stored(news)[1]["title"] == "current"
