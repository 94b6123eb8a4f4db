"""The report “Translations”: what it lists, filters and sorts, and for whom."""

import datetime
from typing import Any

import pytest
from django.contrib.auth.models import Group, Permission
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Collection, GroupPagePermission, Site

from metropol.bulk import create_pages
from metropol.models import BasePage, HomePage, SiteSettings
from metropol.setup.staff import TRANSLATORS
from metropol.translations.objects import tracked_types
from news.models import NewsIndexPage, NewsPage, NewsSection
from tests.factories import NewsPageFactory, PortalImageFactory
from tests.metropol.bulk_pages import plain

pytestmark = pytest.mark.django_db


def report(client: Client, **query: Any) -> list[Any]:
    """The lines of the report's first page."""
    response = client.get(reverse("translations_report"), query)
    assert response.status_code == 200
    return list(response.context["table"].data)


def titles(client: Client, **query: Any) -> list[str]:
    return [row.title for row in report(client, **query)]


def row_of(client: Client, title: str, **query: Any) -> Any:
    (row,) = [row for row in report(client, q=title, **query) if row.title == title]
    return row


@pytest.fixture
def others(db: None) -> None:
    """One object of each kind beside the pages."""
    NewsSection.objects.create(name_de="Über Forschung", name_en="About research")
    root = Collection.get_first_root_node()
    PortalImageFactory(title="Brücke", alt_en="", caption_de="", caption_en="", collection=root)
    site = Site.objects.get()
    settings = SiteSettings.for_site(site)
    settings.organisation_de, settings.organisation_en = "Verein", "Association"
    settings.save()


def test_page_has_its_states_titles_type_and_section(
    chief: Client, news: NewsPage, language: str
) -> None:
    row = row_of(chief, "Erste Meldung")
    assert (row.title, row.title_en) == ("Erste Meldung", "First item")
    assert (row.english_state, row.english_live) == ("current", True)
    assert row.section == "Aktuelles"
    assert row.url == reverse("wagtailadmin_pages:edit", args=[news.pk])
    words = {"de": ("online", "aktuell", "Meldung"), "en": ("online", "current", "News item")}
    assert (row.german, row.state, row.type) == words[language]


def test_changed_german_text_is_outdated_with_its_words_and_editor(
    chief: Client, news: NewsPage
) -> None:
    news.lead_de = "Ein ganz neuer Vorspann"
    news.save_revision(user=chief.user).publish()
    row = row_of(chief, "Erste Meldung")
    assert (row.english_state, row.outdated, row.missing) == ("outdated", 4, 0)
    assert row.touched_by == chief.user.get_username()
    assert timezone.now() - row.changed < datetime.timedelta(minutes=1)
    assert row.days == 0


def test_german_states_are_told_apart(chief: Client, news: NewsPage) -> None:
    NewsPageFactory(title="Entwurf", live=False)
    gone = NewsPageFactory(title="Ehemalige", live=True)
    gone.save_revision().publish()
    NewsPage.objects.get(pk=gone.pk).unpublish()
    news.lead_de = "Noch nicht online"
    news.save_revision()
    assert titles(chief, german="draft") == ["Entwurf"]
    assert titles(chief, german="offline") == ["Ehemalige"]
    assert titles(chief, german="changed") == ["Erste Meldung"]
    assert titles(chief, live="no", kind="page", ordering="title") == ["Ehemalige", "Entwurf"]
    assert "Entwurf" not in titles(chief, live="yes")


def test_snippets_settings_and_images_are_listed_with_their_forms(
    chief: Client, others: None, language: str
) -> None:
    """The chief editors may not change a consent text's purpose, but its text."""
    row = row_of(chief, "Über Forschung", kind="snippet")
    assert row.title_en == "About research"
    assert chief.get(row.url).status_code == 200
    image = row_of(chief, "Brücke", kind="image")
    assert (image.english_state, image.missing) == ("missing", 5)
    assert chief.get(image.url).status_code == 200
    (settings,) = report(chief, kind="setting")
    assert settings.title.startswith(
        {"de": "Angaben zur Website: ", "en": "Site settings: "}[language]
    )
    assert (settings.english_state, settings.english_live) == ("current", None)
    assert chief.get(settings.url).status_code == 200
    assert len(report(chief, type="consenttext")) == 4


def test_all_tracked_models_are_found_once_and_have_a_form(chief: Client) -> None:
    types = tracked_types()
    assert {"news", "cluster", "standard", "testimonial", "sector", "settings", "image"} <= set(
        types
    )
    assert len({each.model for each in types.values()}) == len(types)
    assert all(each.edit_url(1) for each in types.values())
    assert BasePage not in {each.model for each in types.values()}


def test_root_and_aliases_are_not_listed(chief: Client, news: NewsPage) -> None:
    news.create_alias(update_slug="zweitens")
    assert titles(chief, q="Erste Meldung") == ["Erste Meldung"]
    assert "Root" not in titles(chief, q="Root")


def test_filters_are_combined(chief: Client, news: NewsPage, others: None) -> None:
    NewsPageFactory(title="Nur deutsch")
    assert titles(chief, state="missing", type="news") == ["Nur deutsch"]
    assert titles(chief, english="yes", type="news") == ["Erste Meldung"]
    assert titles(chief, english="no") == ["Nur deutsch"]
    section = NewsIndexPage.objects.get().path
    found = titles(chief, section=section, ordering="title")
    assert found == ["Aktuelles", "Erste Meldung", "Nur deutsch"]
    assert "Brücke" in titles(chief, state=["missing", "outdated"], kind=["image", "snippet"])
    assert titles(chief, type=["news", "image"], ordering="title")[0] == "Brücke"


def test_search_needs_all_words_in_either_language(chief: Client, news: NewsPage) -> None:
    assert titles(chief, q="first meldung") == ["Erste Meldung"]
    assert titles(chief, q="first nothing") == []


def test_filters_by_time_and_author(chief: Client, news: NewsPage) -> None:
    news.lead_de = "Anders"
    news.save_revision(user=chief.user).publish()
    old = NewsPageFactory(title="Alt", date=datetime.date(2011, 5, 1))
    assert titles(chief, by=chief.user.pk) == ["Erste Meldung"]
    today = timezone.localdate().isoformat()
    assert "Erste Meldung" in titles(chief, since=today, type="news")
    assert old.title not in titles(chief, since="2011-05-02", type="news")
    assert old.title in titles(chief, since="2011-05-01", type="news")


def test_report_is_sorted_by_every_column(chief: Client, news: NewsPage, others: None) -> None:
    NewsPageFactory(title="Nur deutsch", date=datetime.date(2012, 1, 1))
    BasePage.objects.filter(pk=news.pk).update(german_changed_at=None)
    for column in ("changed", "touched"):
        for ordering in (column, f"-{column}"):
            found = [getattr(row, column) for row in report(chief, ordering=ordering, kind="page")]
            dated = [each for each in found if each]
            assert dated == sorted(dated, reverse=ordering.startswith("-"))
            assert found[: len(dated)] == dated  # the others come last
    assert report(chief, ordering="-missing")[0].missing > 0
    assert report(chief, ordering="-outdated")[0].outdated == 0
    assert report(chief, ordering="state")[0].english_state == "missing"
    assert report(chief, ordering="-state")[0].english_state == "current"
    for ordering in ("german", "-type", "section", "-title"):
        assert report(chief, ordering=ordering)
    types = [row.type.casefold() for row in report(chief, ordering="type")]
    assert types == sorted(types)


HOSTILE: list[dict[str, Any]] = [
    {"state": "nonsense", "kind": "'; --", "type": ["x", "news"], "section": "0001"},
    {"german": "gone", "english": "maybe", "live": "2", "by": "chefredaktion"},
    {"since": "31.31.31", "ordering": "-password"},
    {"since": "0001-01-01", "p": "99999999999999999999999", "by": "9" * 40},
    {"p": "-1", "q": "\x00%_\\'\"", "ordering": "--title"},
    {"q": "wort " * 300, "export": "exe"},
]


@pytest.mark.parametrize("query", HOSTILE)
def test_hostile_address_gives_a_plain_page(query: dict[str, Any], site: HomePage) -> None:
    from tests.factories import UserFactory

    client = Client()
    client.force_login(UserFactory(is_superuser=True))
    for name in ("translations_report", "translations_report_results"):
        response = client.get(reverse(name), query)
        assert response.status_code == 200


def test_unknown_value_of_one_filter_leaves_the_others(chief: Client, news: NewsPage) -> None:
    assert titles(chief, type="news", state="nonsense") == ["Erste Meldung"]


def test_titles_are_escaped(chief: Client) -> None:
    evil = "<script>alert(1)</script>"
    NewsPageFactory(title=evil, title_en=evil)
    response = chief.get(reverse("translations_report"), {"q": "script"})
    assert evil not in response.content.decode()
    assert "&lt;script&gt;" in response.content.decode()


def test_staff_see_what_they_may_change(
    chief: Client, editor: Client, translator: Client, others: None
) -> None:
    pages = BasePage.objects.filter(depth__gt=1).count()
    kinds = {}
    for client in (chief, editor, translator):
        response = client.get(reverse("translations_report"), {"kind": "page"})
        assert response.context["items_count"] == pages
        kinds[client] = {
            kind for kind in ("snippet", "setting", "image") if report(client, kind=kind)
        }
    assert kinds[chief] == {"snippet", "setting", "image"}
    assert kinds[editor] == {"snippet", "image"}  # the settings are not theirs
    assert "setting" in kinds[translator]
    assert len(report(editor, type="consenttext")) == 0


def test_who_may_change_one_branch_sees_that_branch(translator: Client, news: NewsPage) -> None:
    group = Group.objects.get(name=TRANSLATORS)
    GroupPagePermission.objects.filter(group=group).update(page=NewsIndexPage.objects.get())
    assert sorted(titles(translator, kind="page")) == ["Aktuelles", "Erste Meldung"]


def test_report_is_refused_without_rights_on_pages(translator: Client) -> None:
    group = Group.objects.get(name=TRANSLATORS)
    GroupPagePermission.objects.filter(group=group).delete()
    assert Permission.objects.filter(group=group, codename="access_admin").exists()
    response = translator.get(reverse("translations_report"))
    assert response.status_code == 302
    assert reverse("translations_report") not in translator.get("/admin/").content.decode()


def test_menu_leads_to_the_report(translator: Client) -> None:
    assert reverse("translations_report") in translator.get("/admin/").content.decode()


def test_number_of_queries_does_not_grow(
    chief: Client, editor: Client, translator: Client, others: None
) -> None:
    """Of these, Wagtail needs nine for who asks and for the menu; of the editors one more."""
    filtered = {"state": "missing", "live": "yes", "q": "Meldung", "ordering": "-section", "p": "2"}

    def queries() -> list[int]:
        numbers = []
        for client in (chief, translator, editor):
            for query in ({}, filtered):
                with CaptureQueriesContext(connection) as captured:
                    report(client, **query)
                numbers.append(len(captured))
        return numbers

    parent = NewsIndexPage.objects.get()
    create_pages(parent, [plain(number) for number in range(60)], user=chief.user)
    queries()
    before = queries()
    create_pages(parent, [plain(number) for number in range(60, 200)], user=chief.user)
    assert queries() == before == [12, 12, 12, 12, 13, 13]
    assert len(report(chief, **filtered)) == 50
