"""Objects that were stored before there was a translation state; when a text was written."""

import datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.core.management import call_command
from django.db.models import F
from django.utils import timezone
from wagtail.models import PageLogEntry, Revision

from metropol.models import TRACKED_COLUMNS, BasePage, PortalImage, StandardPage
from metropol.translations import catch_up
from metropol.translations.catch_up import note_stored_objects
from metropol.translations.objects import tracked_models
from news.models import NewsLink, NewsPage, NewsSection
from tests.factories import NewsPageFactory, PortalImageFactory, paragraph
from tests.news.importing import changed_tables

pytestmark = pytest.mark.django_db

EMPTY: dict[str, Any] = {
    "translation_memory": {},
    "english_state": "",
    "english_field_states": {},
    "words_missing": 0,
    "words_outdated": 0,
    "german_digest": "",
    "german_changed_at": None,
}


def forget_all() -> None:
    for model in tracked_models():
        model._base_manager.update(**EMPTY)


def states() -> list[dict[str, Any]]:
    """What is stored with every object, except the time."""
    columns = [name for name in TRACKED_COLUMNS if name != "german_changed_at"]
    return [
        row
        for model in tracked_models()
        for row in model._base_manager.order_by("pk").values("pk", *columns)
    ]


def test_objects_without_state_get_that_of_their_texts(
    news: NewsPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(catch_up, "BATCH", 3)
    NewsLink.objects.create(page=news, label_de="Mehr dazu", label_en="")
    NewsPage.objects.get(pk=news.pk).save()
    NewsPageFactory(title="Nur deutsch")
    NewsSection.objects.create(name_de="Forschung", name_en="Research")
    PortalImageFactory(alt_en="")
    # What was confirmed though it is the same in both languages is no longer known.
    same = BasePage.objects.filter(title=F("title_en"))
    for page in list(same.specific()):
        page.title_en, page.translation_memory = f"{page.title} in English", {}
        page.save()
    expected = states()
    forget_all()
    assert note_stored_objects() == len(expected) - 1  # all but the root page
    assert states() == expected
    assert NewsPage.objects.get(pk=news.pk).english_state == "partial"


def test_setup_site_does_it_without_revisions_and_only_once(news: NewsPage) -> None:
    forget_all()
    before = (Revision.objects.count(), PageLogEntry.objects.count())
    call_command("setup_site", verbosity=0)
    assert (Revision.objects.count(), PageLogEntry.objects.count()) == before
    assert not BasePage.objects.filter(depth__gt=1, english_state="").exists()
    assert changed_tables(lambda: call_command("setup_site", verbosity=0)) == []


def test_later_change_outdates_what_was_stored_before(news: NewsPage) -> None:
    forget_all()
    note_stored_objects()
    page = NewsPage.objects.get(pk=news.pk)
    page.lead_de = "Etwas anderes"
    page.save_revision().publish()
    assert NewsPage.objects.get(pk=news.pk).english_state == "outdated"


def test_old_texts_are_not_new_because_their_state_is(news: NewsPage) -> None:
    long_ago = timezone.now() - datetime.timedelta(days=900)
    BasePage.objects.filter(pk=news.pk).update(last_published_at=long_ago)
    image = PortalImageFactory()
    PortalImage.objects.filter(pk=image.pk).update(created_at=long_ago)
    forget_all()
    note_stored_objects()
    assert NewsPage.objects.get(pk=news.pk).german_changed_at == long_ago
    assert PortalImage.objects.get(pk=image.pk).german_changed_at == long_ago


def test_draft_that_waits_keeps_its_text(news: NewsPage) -> None:
    news.lead_de = "Entwurf des Vorspanns"
    news.save_revision()
    forget_all()
    note_stored_objects()
    page = NewsPage.objects.get(pk=news.pk)
    assert page.lead_de == "Vorspann"
    assert page.get_latest_revision_as_object().lead_de == "Entwurf des Vorspanns"


def test_news_item_was_written_on_its_own_day() -> None:
    page = NewsPageFactory(date=datetime.date(2011, 7, 4))
    berlin = ZoneInfo("Europe/Berlin")
    assert page.german_changed_at == datetime.datetime(2011, 7, 4, tzinfo=berlin)


@pytest.mark.parametrize("days", [None, 0, 30])
def test_news_item_of_today_without_a_day_or_ahead_was_written_now(days: int | None) -> None:
    day = None if days is None else timezone.localdate() + datetime.timedelta(days=days)
    page = NewsPageFactory(date=day)
    age = timezone.now() - page.german_changed_at
    assert age < (datetime.timedelta(days=1) if days == 0 else datetime.timedelta(minutes=5))


def test_day_that_is_a_typing_error_can_be_stored() -> None:
    page = NewsPageFactory(date=datetime.date(1, 1, 1))
    assert timezone.now() - page.german_changed_at < datetime.timedelta(minutes=5)


def test_change_of_an_old_item_is_of_the_day_of_the_change() -> None:
    page = NewsPageFactory(date=datetime.date(2011, 7, 4))
    page.body_de = paragraph("Ein neuer Absatz.")
    page.save()
    assert timezone.now() - page.german_changed_at < datetime.timedelta(minutes=5)
    assert StandardPage(title="Neu").german_written_at().year == timezone.now().year
