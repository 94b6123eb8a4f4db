"""Who may change and publish what; always asked of the server, past what a form shows."""

import pytest
from django.test import Client
from django.urls import reverse

from metropol.models import SiteSettings
from metropol.setup.staff import CHIEF_EDITORS, EDITORS, TRANSLATORS
from news.models import NewsIndexPage, NewsLink, NewsPage, NewsSection
from tests.admin_forms import news_form

pytestmark = pytest.mark.django_db


def post_edit(client: Client, page: NewsPage, action: str = "", **changes: object) -> object:
    data = news_form(slug=page.slug, slug_en=page.slug_en, **changes)
    if action:
        data[f"action-{action}"] = "1"
    return client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), data)


def draft(page: NewsPage) -> NewsPage:
    return NewsPage.objects.get(pk=page.pk).get_latest_revision_as_object()


def allow_corrections(*, allowed: bool) -> None:
    from wagtail.models import Site

    settings = SiteSettings.for_site(Site.objects.get())
    settings.corrections_without_review = allowed
    settings.save()


def test_translator_sees_german_as_text_and_edits_english(
    translator: Client, news: NewsPage
) -> None:
    response = translator.get(reverse("wagtailadmin_pages:edit", args=[news.pk]))
    form = response.context["form"]
    assert "lead_en" in form.fields
    assert "lead_de" not in form.fields
    assert "date" not in form.fields
    assert "Vorspann" in response.content.decode()


def test_translator_forging_german_changes_english_only(translator: Client, news: NewsPage) -> None:
    response = post_edit(translator, news, date="1999-01-01", lead_en="Translated")
    assert response.status_code == 302
    page = draft(news)
    assert page.lead_en == "Translated"
    assert (page.title, page.lead_de, page.date) == ("Erste Meldung", "Vorspann", None)
    assert "Text" in str(page.body_de)
    assert "Deutscher" not in str(page.body_de)


def test_translator_cannot_publish(translator: Client, news: NewsPage) -> None:
    post_edit(translator, news, action="publish", lead_en="Translated")
    assert NewsPage.objects.get(pk=news.pk).lead_en == "Lead"


def test_translator_cannot_add_links(translator: Client, news: NewsPage) -> None:
    from wagtail.test.utils.form_data import inline_formset

    link = {"label_de": "Neu", "label_en": "New", "target": "", "url": "https://example.org"}
    response = post_edit(translator, news, links=inline_formset([link]))
    assert response.status_code == 200
    assert response.context["form"].non_field_errors()
    assert not draft(news).links.exists()


def test_translator_fills_in_the_label_of_a_link(translator: Client, news: NewsPage) -> None:
    from wagtail.test.utils.form_data import inline_formset

    news.links.add(NewsLink(label_de="Verweis"))
    news.save_revision().publish()
    link = NewsPage.objects.get(pk=news.pk).links.get()
    row = {"id": str(link.pk), "label_de": "gefälscht", "label_en": "Link", "ORDER": "1"}
    response = post_edit(translator, news, links=inline_formset([row], initial=1))
    assert response.status_code == 302
    changed = draft(news).links.get()
    assert (changed.label_de, changed.label_en) == ("Verweis", "Link")


def test_translator_cannot_create_pages(translator: Client) -> None:
    parent = NewsIndexPage.objects.get()
    url = reverse("wagtailadmin_pages:add", args=["news", "newspage", parent.pk])
    assert translator.post(url, news_form()).status_code in (302, 403)
    assert not NewsPage.objects.exists()


def test_translator_translates_a_section_but_not_its_german(translator: Client) -> None:
    section = NewsSection.objects.create(name_de="Innovation")
    url = reverse("wagtailsnippets_news_newssection:edit", args=[section.pk])
    data = {"name_de": "Gefälscht", "name_en": "Innovations", "slug_de": "", "slug_en": ""}
    assert translator.post(url, data).status_code == 302
    section = NewsSection.objects.get(pk=section.pk)
    assert (section.name_de, section.name_en) == ("Innovation", "Innovations")


def settings_form(**changes: object) -> dict[str, object]:
    from wagtail.test.utils.form_data import inline_formset, nested_form_data

    data = {
        "organisation_de": "Gefälscht",
        "organisation_en": "Region",
        "footer_text_de": "",
        "footer_text_en": "Footer",
        "corrections_without_review": "on",
        "social_links": inline_formset([]),
    }
    return nested_form_data(data | changes)


def test_translator_translates_settings_and_changes_nothing_else(translator: Client) -> None:
    from wagtail.models import Site
    from wagtail.test.utils.form_data import inline_formset

    site = Site.objects.get()
    url = reverse("wagtailsettings:edit", args=["metropol", "sitesettings", site.pk])
    assert translator.post(url, settings_form()).status_code == 302
    settings = SiteSettings.objects.get(site=site)
    assert (settings.organisation_de, settings.organisation_en) != ("Gefälscht", "Region")
    assert settings.organisation_en == "Region"
    assert not settings.corrections_without_review
    link = {"name": "Netzwerk", "url": "https://example.org"}
    translator.post(url, settings_form(social_links=inline_formset([link])))
    assert not settings.social_links.exists()


def test_editor_cannot_publish_without_the_setting(editor: Client, news: NewsPage) -> None:
    post_edit(editor, news, action="publish")
    assert NewsPage.objects.get(pk=news.pk).title == "Erste Meldung"


def test_editor_corrects_a_live_page_where_the_setting_allows(
    editor: Client, news: NewsPage
) -> None:
    allow_corrections(allowed=True)
    post_edit(editor, news, action="publish")
    assert NewsPage.objects.get(pk=news.pk).title == "Deutscher Titel"


def test_editor_publishes_no_new_page_despite_the_setting(editor: Client) -> None:
    allow_corrections(allowed=True)
    parent = NewsIndexPage.objects.get()
    url = reverse("wagtailadmin_pages:add", args=["news", "newspage", parent.pk])
    editor.post(url, news_form() | {"action-publish": "1"})
    assert not NewsPage.objects.get(slug="deutscher-titel").live


def test_editor_does_not_unpublish_or_restrict_despite_the_setting(
    editor: Client, news: NewsPage
) -> None:
    allow_corrections(allowed=True)
    editor.post(reverse("wagtailadmin_pages:unpublish", args=[news.pk]))
    assert NewsPage.objects.get(pk=news.pk).live
    tester = news.permissions_for_user(editor.user)  # type: ignore[attr-defined]
    assert not tester.can_set_view_restrictions()


ADMIN_VIEWS = {
    "wagtailadmin_home": {EDITORS, TRANSLATORS, CHIEF_EDITORS},
    "wagtailusers_users:index": {CHIEF_EDITORS},
    "wagtailusers_users:add": {CHIEF_EDITORS},
    "wagtailredirects:index": {CHIEF_EDITORS},
    "wagtailimages:index": {EDITORS, CHIEF_EDITORS},
    "wagtailimages:add": {EDITORS, CHIEF_EDITORS},
    "wagtaildocs:index": {EDITORS, CHIEF_EDITORS},
    "wagtailsnippets_news_newssection:list": {EDITORS, TRANSLATORS, CHIEF_EDITORS},
    "wagtailsnippets_news_newssection:add": {EDITORS, CHIEF_EDITORS},
    "wagtailsnippets_members_member:list": {EDITORS, CHIEF_EDITORS},
    "wagtailsnippets_members_member:add": {EDITORS, CHIEF_EDITORS},
    "wagtailsnippets_clusters_sector:add": {EDITORS, CHIEF_EDITORS},
    "wagtailsnippets_clusters_federalstate:add": {EDITORS, CHIEF_EDITORS},
    "wagtailsnippets_members_membercategory:add": {EDITORS, CHIEF_EDITORS},
}


@pytest.mark.parametrize("group", [EDITORS, TRANSLATORS, CHIEF_EDITORS])
@pytest.mark.parametrize("view", ADMIN_VIEWS)
def test_admin_view_opens_for_its_groups_only(
    make_user: object, group: str, view: str, language: str
) -> None:
    client = Client()
    user = make_user(group, language)  # type: ignore[operator]
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    expected = 200 if group in ADMIN_VIEWS[view] else 302
    assert client.get(reverse(view)).status_code == expected
