"""What Übersetzung may not do, whichever way it is asked for."""

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import Site
from wagtail.test.utils.form_data import inline_formset, nested_form_data

from metropol.models import BasePage, SiteSettings, SocialLink
from news.models import NewsPage
from tests.admin_forms import news_form
from tests.metropol.translations.forms import TEXTS, draft, save

pytestmark = pytest.mark.django_db


@pytest.fixture
def language() -> str:
    """The rules here do not depend on the admin's language."""
    return "de"


def test_translator_brings_no_older_german_back(
    translator: Client, chief: Client, news: NewsPage
) -> None:
    first = news.latest_revision_id
    save(chief, news, "action-publish", lead_de="Zwei", source="Quelle")
    url = reverse("wagtailadmin_pages:revisions_revert", args=[news.pk, first])
    translator.post(url, news_form(slug=news.slug, slug_en=news.slug_en, **TEXTS))
    assert (draft(news).lead_de, draft(news).source) == ("Zwei", "Quelle")
    assert chief.get(url).status_code == 200


def test_translator_deletes_no_draft(translator: Client, news: NewsPage) -> None:
    page = NewsPage(title="Neu", lead_de="Vorspann", live=False)
    news.get_parent().add_child(instance=page)
    translator.post(reverse("wagtailadmin_pages:delete", args=[page.pk]))
    assert NewsPage.objects.filter(pk=page.pk).exists()


def test_translator_plans_no_end_of_a_page(translator: Client, news: NewsPage) -> None:
    assert save(translator, news, expire_at="2099-01-01 10:00", lead_en="New").status_code == 302
    assert draft(news).lead_en == "New"
    assert draft(news).expire_at is None


def test_translator_converts_no_alias(translator: Client, news: NewsPage) -> None:
    alias = news.create_alias(update_slug="alias")
    translator.post(reverse("wagtailadmin_pages:convert_alias", args=[alias.pk]))
    assert BasePage.objects.get(pk=alias.pk).alias_of_id == news.pk


def test_translator_changes_no_link_in_the_footer(translator: Client) -> None:
    settings = SiteSettings.for_site(Site.objects.get())
    settings.save()
    link = SocialLink.objects.create(settings=settings, name="M", url="https://good.example")
    row = {"id": str(link.pk), "name": "X", "url": "https://evil.example", "ORDER": "1"}
    data = {"organisation_en": "Region", "footer_text_en": ""}
    url = reverse("wagtailsettings:edit", args=["metropol", "sitesettings", settings.site_id])
    rows = inline_formset([row], initial=1)
    translator.post(url, nested_form_data(data | {"social_links": rows}))
    link.refresh_from_db()
    assert link.url == "https://good.example"


@pytest.mark.parametrize("moment", ["0001-01-01 00:00", "1999-12-31 23:59"])
def test_time_long_ago_is_an_error_of_the_form(
    translator: Client, news: NewsPage, moment: str
) -> None:
    response = save(translator, news, english_go_live_at=moment)
    assert response.status_code == 200
    assert "english_go_live_at" in response.context["form"].errors
