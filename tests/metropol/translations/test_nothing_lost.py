"""Publishing one language ends nothing that somebody waits for, and loses nothing typed."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import timezone
from wagtail.models import Revision, Workflow
from wagtail.test.utils.form_data import inline_formset

from metropol.models import BasePage
from metropol.translations import actions, publishing
from metropol.translations.publishing import publish_language, take_english_offline
from metropol.workflow.mails import Occasion, _changes
from news.models import NewsLink, NewsPage
from tests.metropol.translations.forms import draft, live, save

pytestmark = pytest.mark.django_db
GERMAN, ENGLISH = "action-publish-german", "action-publish-english"


@pytest.fixture
def language() -> str:
    """The rules here do not depend on the admin's language."""
    return "de"


@pytest.fixture
def linked(chief: Client, news: NewsPage) -> NewsPage:
    """A page whose new link was published in German only."""
    row = {"label_de": "Neu", "label_en": "New", "ORDER": "1", "url": "https://a.example"}
    save(chief, news, GERMAN, links=inline_formset([row | {"target": ""}]))
    assert [(link.label_de, link.label_en) for link in live(news).links.all()] == [("Neu", "")]
    return news


@pytest.mark.parametrize("shared", [True, False])
def test_link_published_in_german_gets_its_english(linked: NewsPage, *, shared: bool) -> None:
    publish_language(linked, "en", shared=shared)
    labels = [(link.label_de, link.label_en) for link in live(linked).links.all()]
    assert labels == [("Neu", "New")]
    assert not live(linked).has_unpublished_changes


def test_link_without_a_key_in_the_draft_stays_online(news: NewsPage) -> None:
    news.links.add(NewsLink(label_de="Alt", label_en="Old", url="https://a.example"))
    news.save_revision().publish()  # the revision does not know the key that the link got
    publish_language(news, "en")
    assert live(news).links.get().label_en == "Old"


def test_publication_in_review_goes_on(editor: Client, chief: Client, news: NewsPage) -> None:
    page = draft(news)
    page.lead_de = "Zur Prüfung"
    page.save_revision()
    Workflow.objects.get().start(live(news), editor.user)
    save(chief, news, ENGLISH, lead_de="Zur Prüfung", lead_en="New lead")
    assert live(news).current_workflow_state
    assert live(news).lead_en == "Lead"
    assert draft(news).lead_en == "New lead"


def test_planned_publication_stays_planned(news: NewsPage) -> None:
    page = draft(news)
    page.go_live_at = timezone.now() + datetime.timedelta(days=1)
    page.save_revision().publish()
    with pytest.raises(ValidationError):
        publish_language(news, "en")
    assert Revision.objects.filter(approved_go_live_at__isnull=False).count() == 1


def test_end_typed_with_one_language_stays_in_the_draft(chief: Client, news: NewsPage) -> None:
    save(chief, news, GERMAN, lead_de="Neu", expire_at="2099-01-01 10:00")
    assert live(news).expire_at is None
    assert draft(news).expire_at is not None


def test_english_that_waits_goes_on_waiting(chief: Client, news: NewsPage) -> None:
    save(chief, news, "action-english-offline")
    soon = timezone.localtime(timezone.now() + datetime.timedelta(hours=1))
    times = {"english_go_live_at": soon.strftime("%Y-%m-%d %H:%M"), "lead_en": "Later"}
    save(chief, news, ENGLISH, **times)
    assert not live(news).has_unpublished_changes
    save(chief, news, "action-publish", lead_de="Neu", **times)
    assert live(news).english_request == "online"


def test_what_was_saved_is_published_not_what_came_after(
    chief: Client, news: NewsPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    def somebody_saves_first(page: NewsPage, *args: object, **options: object) -> BasePage:
        other = draft(page)
        other.lead_de = "Nicht freigegeben"
        other.save_revision()
        return publishing.publish_language(page, *args, **options)

    monkeypatch.setattr(actions, "publish_language", somebody_saves_first)
    save(chief, news, GERMAN, lead_de="Freigegeben")
    assert live(news).lead_de == "Freigegeben"
    assert draft(news).lead_de == "Nicht freigegeben"


def test_german_slug_does_not_change_an_english_address_without_one(news: NewsPage) -> None:
    page = NewsPage(title="Nur deutsch", lead_de="Vorspann", live=True)
    news.get_parent().add_child(instance=page)
    page.save_revision().publish()
    page.slug = "umbenannt"
    page.save_revision()
    publish_language(page, "de")
    assert live(page).url_path.endswith("/umbenannt/")
    assert live(page).url_path_en.endswith("/nur-deutsch/")


def test_aliases_and_cache_learn_that_english_is_offline(
    news: NewsPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    alias = news.create_alias(update_slug="zweite-stelle")
    publish_language(news, "en")
    purged: list[int] = []
    monkeypatch.setattr(publishing.page_cache, "purge_page", lambda page: purged.append(page.pk))
    take_english_offline(news)
    assert not BasePage.objects.get(pk=alias.pk).english_live
    assert set(purged) == {news.pk, alias.pk}


def test_mail_about_an_approval_leaves_out_what_was_online(
    editor: Client, chief: Client, news: NewsPage
) -> None:
    save(chief, news, GERMAN, lead_de="Schon online")
    page = draft(news)
    page.source = "Quelle"
    page.save_revision()
    state = Workflow.objects.get().start(live(news), editor.user)
    state.current_task_state.approve(user=chief.user)
    page = live(news)
    found = _changes(Occasion("approved", page, page.live_revision))
    assert found is not None
    assert [change.after for change in found] == ["Quelle"]
