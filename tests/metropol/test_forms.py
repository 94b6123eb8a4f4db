"""What the edit form refuses, in plain words and with nothing lost."""

import re

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from wagtail.models import get_page_models

from metropol.languages import portal_slug
from metropol.models import BasePage, StandardPage, TranslatedPage
from news.models import NewsIndexPage, NewsPage, NewsSection
from tests import factories
from tests.admin_forms import news_form, paragraphs

pytestmark = pytest.mark.django_db


def add(client: Client, **changes: object) -> object:
    parent = NewsIndexPage.objects.get()
    url = reverse("wagtailadmin_pages:add", args=["news", "newspage", parent.pk])
    return client.post(url, news_form(**changes))


def test_taken_english_slug_on_add_is_named_at_its_field(chief: Client, news: NewsPage) -> None:
    response = add(chief, slug_en="first-item")
    assert response.status_code == 200
    form = response.context["form"]
    assert "slug_en" in form.errors
    assert form["lead_de"].value() == "Deutscher Vorspann"


def test_taken_english_slug_on_edit_is_named_at_its_field(chief: Client, news: NewsPage) -> None:
    add(chief)
    other = NewsPage.objects.get(slug="deutscher-titel")
    url = reverse("wagtailadmin_pages:edit", args=[other.pk])
    response = chief.post(url, news_form(slug_en="first-item"))
    assert "slug_en" in response.context["form"].errors


def test_english_slug_that_is_a_siblings_german_one_is_refused(chief: Client) -> None:
    add(chief, title="Nur Deutsch", slug="nur-deutsch", title_en="", slug_en="")
    response = add(chief, slug="anders", slug_en="nur-deutsch")
    assert "slug_en" in response.context["form"].errors


def test_missing_slugs_are_made_from_the_titles(chief: Client) -> None:
    add(chief, title="Größe: Öl & Straße", slug="", title_en="Size matters", slug_en="")
    page = NewsPage.objects.get()
    assert page.slug == "groesse-oel-strasse"
    assert page.slug_en == "size-matters"


def test_same_title_twice_gives_addresses_of_their_own(chief: Client) -> None:
    for _ in range(2):
        add(chief, slug="", slug_en="")
    assert set(NewsPage.objects.values_list("slug_en", flat=True)) == {
        "english-title",
        "english-title-2",
    }


def test_english_online_without_lead_is_refused_on_publish(chief: Client) -> None:
    data = {"english_request": "online", "lead_en": "", "action-publish": "1"}
    response = add(chief, **data)
    assert response.status_code == 200
    assert "lead_en" in response.context["form"].errors
    assert not NewsPage.objects.exists()


def test_english_online_without_lead_is_a_good_draft(chief: Client) -> None:
    assert add(chief, english_request="online", lead_en="").status_code == 302
    assert not NewsPage.objects.get().live


def test_page_without_english_title_is_found_under_its_german_slug(chief: Client) -> None:
    data = {"title_en": "", "slug_en": "", "lead_en": "", "body_en": paragraphs()}
    add(chief, **data, **{"action-publish": "1"})
    page = NewsPage.objects.get()
    assert page.url_path_en == "/start/news/deutscher-titel/"
    assert not page.english_live


def test_english_goes_offline_where_a_required_text_is_emptied_past_the_form(
    news: NewsPage,
) -> None:
    news.lead_en = ""
    news.save()
    assert not NewsPage.objects.get(pk=news.pk).english_live


def test_model_refuses_a_taken_english_slug(news: NewsPage) -> None:
    other = NewsPage(title="Andere", title_en="Other", slug_en="first-item", lead_de="x")
    with pytest.raises(ValidationError) as error:
        news.get_parent().add_child(instance=other)
    assert "slug_en" in error.value.message_dict


def test_section_with_a_taken_slug_is_refused() -> None:
    NewsSection.objects.create(name_de="Innovation")
    section = NewsSection(name_de="Anders", slug_de="innovation")
    with pytest.raises(ValidationError) as error:
        section.full_clean()
    assert "slug_de" in error.value.message_dict


def test_sections_of_the_same_name_get_slugs_of_their_own() -> None:
    slugs = [NewsSection.objects.create(name_de="Köln").slug_de for _ in range(2)]
    assert slugs == ["koeln", "koeln-2"]


@pytest.mark.parametrize(
    "model", [m for m in get_page_models() if issubclass(m, TranslatedPage)], ids=str
)
def test_edit_form_of_each_type_opens(model: type[TranslatedPage], chief: Client) -> None:
    page = factories.page_of(model, english=True)
    response = chief.get(reverse("wagtailadmin_pages:edit", args=[page.pk]))
    assert response.status_code == 200
    tabs = [panel.heading for panel in response.context["edit_handler"].children]
    assert len(tabs) == 3


def test_text_that_is_not_there_is_shown_as_none_at_all(translator: Client, news: NewsPage) -> None:
    NewsPage.objects.filter(pk=news.pk).update(kicker_de=None, kicker=None)
    for address in (
        reverse("wagtailsettings:edit", args=["metropol", "sitesettings"]),
        reverse("wagtailadmin_pages:edit", args=[news.pk]),
    ):
        content = translator.get(address, follow=True).content.decode()
        shown = re.findall(r'w-field__textoutput"[^>]*>\s*(.*?)\s*</div>', content, re.DOTALL)
        assert shown
        assert "None" not in shown


def test_root_has_the_same_path_in_both_languages() -> None:
    assert BasePage.get_first_root_node().url_path_en == "/"


def test_standard_page_needs_english_text_only_where_there_is_german() -> None:
    page = StandardPage(title="A", title_en="A", lead_de="", body_de=[("paragraph", "<p>x</p>")])
    assert page.english_gaps() == ["body"]


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("Über Maße", "ueber-masse"),
        ("Chemie/Kunststoffe – neu", "chemie-kunststoffe-neu"),
        ("日本", ""),
        ("a " * 300, "-".join("a" * 127)),
    ],
)
def test_slug_of_a_title(text: str, slug: str) -> None:
    assert portal_slug(text) == slug
