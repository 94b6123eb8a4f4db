"""One language at a time: the other stays as it is live, and its draft stays a draft."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.test import Client
from django.utils import timezone
from wagtail.models import PageLogEntry
from wagtail.test.utils.form_data import inline_formset

from metropol.models import BasePage
from metropol.translations.publishing import publish_language
from news.models import NewsLink, NewsPage
from tests.metropol.translations.forms import draft, live, save

pytestmark = pytest.mark.django_db
GERMAN, ENGLISH = "action-publish-german", "action-publish-english"
BOTH = {"lead_de": "Neuer Vorspann", "lead_en": "New lead", "source": "Quelle"}


def test_german_only_leaves_english_live_and_its_draft(chief: Client, news: NewsPage) -> None:
    assert save(chief, news, GERMAN, **BOTH).status_code == 302
    page, rest = live(news), draft(news)
    assert (page.lead_de, page.lead_en, page.source) == ("Neuer Vorspann", "Lead", "Quelle")
    assert page.english_live
    assert page.has_unpublished_changes
    assert (rest.lead_de, rest.lead_en) == ("Neuer Vorspann", "New lead")
    assert page.english_field_states["lead"] == "outdated"
    assert rest.english_field_states["lead"] == "current"


def test_english_only_leaves_german_live_and_its_draft(chief: Client, news: NewsPage) -> None:
    save(chief, news, ENGLISH, **BOTH)
    page, rest = live(news), draft(news)
    assert (page.lead_de, page.lead_en, page.source) == ("Vorspann", "New lead", "Quelle")
    assert (rest.lead_de, rest.lead_en) == ("Neuer Vorspann", "New lead")
    assert page.has_unpublished_changes
    # The English belongs to a German text that is not live yet.
    assert page.english_field_states["lead"] == "outdated"


def test_both_one_after_the_other_leave_nothing_open(chief: Client, news: NewsPage) -> None:
    save(chief, news, GERMAN, **BOTH)
    save(chief, news, ENGLISH, **BOTH)
    page = live(news)
    assert (page.lead_de, page.lead_en) == ("Neuer Vorspann", "New lead")
    assert not page.has_unpublished_changes
    assert page.english_state == "current"


def test_slugs_go_with_their_language(chief: Client, news: NewsPage) -> None:
    save(chief, news, GERMAN, slug="neu", slug_en="new")
    page = live(news)
    assert (page.slug, page.slug_en) == ("neu", "first-item")
    assert page.url_path_en.endswith("/first-item/")


def test_english_only_puts_english_online(chief: Client, news: NewsPage) -> None:
    save(chief, news, "action-english-offline")
    assert not live(news).english_live
    save(chief, news, ENGLISH, lead_en="New lead")
    assert live(news).english_live


def test_english_only_with_a_gap_is_refused_and_kept(chief: Client, news: NewsPage) -> None:
    save(chief, news, "action-english-offline")
    response = save(chief, news, ENGLISH, lead_en="", source="Quelle")
    assert response.status_code == 302
    assert not live(news).english_live
    assert live(news).source == ""
    assert draft(news).source == "Quelle", "what was typed is kept as a draft"
    shown = [str(message) for message in chief.get("/admin/").context["messages"]]
    assert any("Vorspann" in text or "Lead" in text for text in shown)


def test_english_of_a_page_that_is_not_live_cannot_be_published(news: NewsPage) -> None:
    news.unpublish()
    with pytest.raises(ValidationError):
        publish_language(live(news), "en")
    assert not live(news).live


def test_german_only_of_a_new_page_leaves_english_offline(chief: Client, news: NewsPage) -> None:
    page = NewsPage(title="Neu", title_en="New", lead_de="V", lead_en="L", live=False)
    news.get_parent().add_child(instance=page)
    page.english_request = BasePage.EnglishRequest.ONLINE
    page.save_revision()
    publish_language(page, "de")
    assert live(page).live
    assert not live(page).english_live
    assert draft(page).english_request == "online", "its draft still asks for it"


def test_incomplete_german_is_refused(chief: Client, news: NewsPage) -> None:
    save(chief, news, GERMAN, lead_de="")
    assert live(news).lead_de == "Vorspann"
    assert draft(news).lead_de == ""


def test_translator_publishes_english_and_nothing_else(translator: Client, news: NewsPage) -> None:
    save(translator, news, ENGLISH, lead_en="New lead", lead_de="gefälscht", source="gefälscht")
    page = live(news)
    assert (page.lead_en, page.lead_de, page.source) == ("New lead", "Vorspann", "")


def test_translator_does_not_publish_drafts_of_others(
    editor: Client, translator: Client, news: NewsPage
) -> None:
    save(editor, news, lead_de="Entwurf", source="Entwurf")
    save(translator, news, ENGLISH, lead_en="New lead")
    page, rest = live(news), draft(news)
    assert (page.lead_en, page.lead_de, page.source) == ("New lead", "Vorspann", "")
    assert (rest.lead_de, rest.source) == ("Entwurf", "Entwurf")
    assert page.has_unpublished_changes


def test_translator_cannot_publish_german(translator: Client, news: NewsPage) -> None:
    for action in (GERMAN, "action-publish", "action-publish=minor"):
        save(translator, news, action, lead_en="New lead")
    assert live(news).lead_en == "Lead"


def test_editor_without_the_right_publishes_no_language(editor: Client, news: NewsPage) -> None:
    for action in (GERMAN, ENGLISH, "action-english-offline"):
        save(editor, news, action, **BOTH)
    page = live(news)
    assert (page.lead_de, page.lead_en, page.english_live) == ("Vorspann", "Lead", True)


def test_locked_page_is_not_published(chief: Client, translator: Client, news: NewsPage) -> None:
    NewsPage.objects.filter(pk=news.pk).update(locked=True, locked_by=chief.user.pk)
    save(translator, news, ENGLISH, lead_en="New lead")
    assert live(news).lead_en == "Lead"


@pytest.mark.parametrize(
    ("action", "labels"), [(GERMAN, ("Neu", "Old")), (ENGLISH, ("Alt", "New"))]
)
def test_labels_of_links_go_with_their_language(
    chief: Client, news: NewsPage, action: str, labels: tuple[str, str]
) -> None:
    news.links.add(NewsLink(label_de="Alt", label_en="Old", url="https://a.example"))
    news.save_revision().publish()
    link = live(news).links.get()
    known = {"id": str(link.pk), "label_de": "Neu", "label_en": "New", "ORDER": "1"}
    added = {"label_de": "Zusätzlich", "label_en": "Additional", "ORDER": "2"}
    rows = inline_formset(
        [known | {"url": "https://b.example", "target": ""}, added | {"url": "", "target": ""}],
        initial=1,
    )
    save(chief, news, action, links=rows)
    first, *others = live(news).links.all()
    assert (first.label_de, first.label_en) == labels
    assert first.url == "https://b.example", "what belongs to no language goes with either"
    expected = [("Zusätzlich", "")] if action == GERMAN else []
    assert [(link.label_de, link.label_en or "") for link in others] == expected
    assert [link.label_en for link in draft(news).links.all()] == ["New", "Additional"]


def test_history_names_what_was_published(chief: Client, news: NewsPage) -> None:
    save(chief, news, GERMAN, **BOTH)
    save(chief, news, "action-english-offline")
    actions = set(PageLogEntry.objects.filter(page=news).values_list("action", flat=True))
    assert {"metropol.publish_german", "metropol.english_offline"} <= actions
    assert chief.get(f"/admin/pages/{news.pk}/history/").status_code == 200


def test_minor_change_keeps_english_current(chief: Client, news: NewsPage) -> None:
    save(chief, news, "action-publish=minor", lead_de="Vorspan")
    page = live(news)
    assert page.lead_de == "Vorspan"
    assert page.english_state == "current"


def test_minor_change_does_not_make_outdated_english_current(chief: Client, news: NewsPage) -> None:
    save(chief, news, "action-publish", lead_de="Ganz anders")
    save(chief, news, "action-publish=minor", lead_de="Ganz anders.", kicker_de="Dach")
    assert live(news).english_field_states["lead"] == "outdated"
    assert live(news).english_field_states["kicker"] == "current"


def schedule(page: NewsPage, **moments: datetime.timedelta) -> None:
    times = {name: timezone.now() + delta for name, delta in moments.items()}
    NewsPage.objects.filter(pk=page.pk).update(**times)


def test_english_waits_for_its_time_and_goes_online_then(chief: Client, news: NewsPage) -> None:
    save(chief, news, "action-english-offline")
    soon = timezone.localtime(timezone.now() + datetime.timedelta(hours=1))
    moment = soon.strftime("%Y-%m-%d %H:%M")
    save(chief, news, ENGLISH, english_go_live_at=moment, lead_en="Later")
    assert not live(news).english_live
    assert live(news).english_request == "online"
    call_command("publish_scheduled", verbosity=0)
    assert not live(news).english_live
    schedule(news, english_go_live_at=-datetime.timedelta(minutes=1))
    call_command("publish_scheduled", verbosity=0)
    page = live(news)
    assert page.english_live
    assert (page.english_request, page.english_go_live_at) == ("", None)
    assert draft(news).english_request == "", "used up, not asked for again"


def test_english_goes_offline_at_its_time_and_german_stays(news: NewsPage) -> None:
    schedule(news, english_expire_at=-datetime.timedelta(minutes=1))
    call_command("publish_scheduled", verbosity=0)
    page = live(news)
    assert page.live
    assert (page.english_live, page.english_expire_at) == (False, None)


@pytest.mark.parametrize(("start", "end"), [(2, 1), (None, -1)])
def test_schedule_that_makes_no_sense_is_refused(
    chief: Client, news: NewsPage, start: int | None, end: int
) -> None:
    def moment(hours: int | None) -> str:
        if hours is None:
            return ""
        later = timezone.localtime(timezone.now() + datetime.timedelta(hours=hours))
        return later.strftime("%Y-%m-%d %H:%M")

    times = {"english_go_live_at": moment(start), "english_expire_at": moment(end)}
    response = save(chief, news, "action-publish", **times)
    assert response.status_code == 200
    assert "english_expire_at" in response.context["form"].errors


def test_menu_offers_what_the_user_may_do(
    chief: Client, editor: Client, translator: Client, news: NewsPage
) -> None:
    def offered(client: Client) -> set[str]:
        html = client.get(f"/admin/pages/{news.pk}/edit/").content.decode()
        names = (GERMAN, ENGLISH, "action-english-offline", "action-publish")
        return {name for name in names if f'name="{name}"' in html}

    assert offered(chief) == {GERMAN, ENGLISH, "action-english-offline", "action-publish"}
    assert offered(translator) == {ENGLISH, "action-english-offline"}
    assert offered(editor) == set()
