"""The pairs of fields in the form: their state, what changed, and the buttons beside them."""

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import Collection, Site
from wagtail.test.utils.form_data import inline_formset

from metropol.models import SiteSettings
from news.models import NewsLink, NewsPage, NewsSection
from tests.admin_forms import paragraphs
from tests.factories import PortalImageFactory
from tests.metropol.translations.forms import draft, live, save

pytestmark = pytest.mark.django_db


def shown(client: Client, page: NewsPage) -> str:
    return client.get(f"/admin/pages/{page.pk}/edit/").content.decode()


def test_outdated_field_shows_what_changed_in_german(chief: Client, news: NewsPage) -> None:
    save(chief, news, lead_de="Neuer Vorspann")
    html = shown(chief, news)
    assert 'id="translation-lead"' in html
    assert "state-outdated" in html
    assert "<ins>" in html
    assert "Neuer" in html.split("<ins>")[1].split("</ins>")[0]
    assert html.count("state-outdated") == 2, "the field and the summary"


def test_changed_german_is_escaped(chief: Client, news: NewsPage) -> None:
    save(chief, news, lead_de="<script>alert(1)</script>")
    assert "<script>alert(1)" not in shown(chief, news)


def test_english_is_still_right(chief: Client, news: NewsPage) -> None:
    response = save(chief, news, "confirm_english=lead", lead_de="Neu")
    assert response["Location"].endswith("#translation-lead")
    assert draft(news).english_field_states["lead"] == "current"
    assert live(news).english_field_states["lead"] == "current"
    save(chief, news, "action-publish", lead_de="Neu")
    assert live(news).english_state == "current"


def test_confirmed_draft_takes_effect_when_it_is_published(chief: Client, news: NewsPage) -> None:
    save(chief, news, "action-publish", lead_de="Neu")
    save(chief, news, "confirm_english=lead", lead_de="Neu")
    assert live(news).english_state == "outdated"
    save(chief, news, "action-publish", lead_de="Neu")
    assert live(news).english_state == "current"


def test_copied_german_does_not_count_as_translated(chief: Client, news: NewsPage) -> None:
    save(chief, news, "copy_german=lead", lead_de="Ein neuer Vorspann")
    page = draft(news)
    assert page.lead_en == "Ein neuer Vorspann"
    assert page.english_field_states["lead"] == "copied"
    save(chief, news, "confirm_english=lead", lead_de="CO2", lead_en="CO2")
    assert draft(news).english_field_states["lead"] == "current"


def test_all_empty_fields_are_copied_and_no_other(chief: Client, news: NewsPage) -> None:
    body = paragraphs("Ein Absatz, der recht lang ist.")
    empty = {"kicker_en": "", "body_de": body, "body_en": paragraphs()}
    response = save(chief, news, "copy_german=*", **empty)
    assert response.status_code == 302
    page = draft(news)
    assert (page.kicker_en, page.lead_en) == ("Dachzeile", "Lead")
    assert "Ein Absatz, der recht lang ist." in str(page.body_en)
    assert page.english_field_states["kicker"] == "copied"
    assert page.english_field_states["body"] == "copied"
    assert page.english_state == "partial"
    edited = {**empty, "kicker_en": "Kicker", "body_en": paragraphs("A paragraph of some length.")}
    save(chief, news, **edited)
    assert draft(news).english_state == "current"


def test_label_of_a_link_is_copied_and_confirmed(chief: Client, news: NewsPage) -> None:
    news.links.add(NewsLink(label_de="Verweis"))
    news.save_revision().publish()
    link = live(news).links.get()
    row = {"id": str(link.pk), "label_de": "Verweis", "label_en": "", "ORDER": "1"}
    rows = inline_formset([row | {"url": "", "target": ""}], initial=1)
    assert 'value="links-0-label"' in shown(chief, news)
    save(chief, news, "copy_german=links-0-label", links=rows)
    assert draft(news).links.get().label_en == "Verweis"
    assert draft(news).english_field_states["links.label"] == "copied"
    rows = inline_formset([row | {"label_en": "Verweis", "url": "", "target": ""}], initial=1)
    save(chief, news, "confirm_english=links-0-label", links=rows)
    assert draft(news).english_field_states["links.label"] == "current"


def test_translator_confirms_and_copies(translator: Client, chief: Client, news: NewsPage) -> None:
    save(chief, news, "action-publish", lead_de="Neu", kicker_en="")
    save(translator, news, "confirm_english=lead", kicker_en="")
    assert draft(news).english_field_states["lead"] == "current"
    save(translator, news, "copy_german=kicker", kicker_en="")
    assert draft(news).kicker_en == "Dachzeile"


def seen(client: Client, page: NewsPage) -> str:
    """Return what the form tells of the German lead that it shows."""
    html = shown(client, page)
    return html.split('name="seen_german" value="lead:')[1].split('"')[0]


@pytest.mark.parametrize("action", ["", "confirm_english=lead"])
def test_translation_of_a_german_text_that_changed_meanwhile_is_outdated(
    translator: Client, chief: Client, news: NewsPage, action: str
) -> None:
    save(chief, news, "action-publish", lead_de="Zweiter Stand")
    before = seen(translator, news)
    save(chief, news, "action-publish", lead_de="Dritter Stand")
    changes = {"lead_en": "Second state", "seen_german": f"lead:{before}"}
    save(translator, news, action, **changes)
    assert draft(news).english_field_states["lead"] == "outdated"
    save(translator, news, "confirm_english=lead", lead_en="Second state")
    assert draft(news).english_field_states["lead"] == "current"


def test_translation_of_the_german_text_that_was_shown_is_current(
    translator: Client, chief: Client, news: NewsPage
) -> None:
    save(chief, news, "action-publish", lead_de="Zweiter Stand")
    save(translator, news, lead_en="Second state", seen_german=f"lead:{seen(translator, news)}")
    assert draft(news).english_field_states["lead"] == "current"


@pytest.mark.parametrize("value", ["", "gibt-es-nicht", "links-99-label", "lead:x", "*" * 9999])
@pytest.mark.parametrize("name", ["copy_german", "confirm_english", "seen_german"])
def test_nonsense_in_a_button_changes_nothing(
    chief: Client, news: NewsPage, name: str, value: str
) -> None:
    assert save(chief, news, **{name: value}).status_code == 302
    assert draft(news).english_state == "current"


def test_snippet_and_settings_have_the_buttons_too(chief: Client) -> None:
    section = NewsSection.objects.create(name_de="Forschung", name_en="Research")
    section.name_de = "Forschung und Lehre"
    section.save()
    url = reverse(section.snippet_viewset.get_url_name("edit"), args=[section.pk])
    assert 'value="name"' in chief.get(url).content.decode()
    names = {"name_de": section.name_de, "name_en": "Research", "slug_de": "f", "slug_en": "r"}
    chief.post(url, names | {"confirm_english": "name"})
    section.refresh_from_db()
    assert section.english_state == "current"
    settings = SiteSettings.for_site(Site.objects.get())
    settings.footer_text_de = "Fuß"
    settings.save()
    address = reverse("wagtailsettings:edit", args=["metropol", "sitesettings", settings.site_id])
    assert "translation-footer_text" in chief.get(address).content.decode()


def test_image_whose_english_is_still_right_is_confirmed(chief: Client) -> None:
    image = PortalImageFactory(collection=Collection.get_first_root_node())
    image.alt_de = "Ein breiter Fluss vor einer Stadt"
    image.save()
    assert image.english_state == "outdated"
    url = reverse("wagtailimages:edit", args=[image.pk])
    texts = ("title", "alt_de", "alt_en", "caption_de", "caption_en", "credit")
    data = {name: getattr(image, name) for name in texts}
    assert "english_is_right" in chief.get(url).context["form"].fields
    chief.post(url, data | {"english_is_right": "on", "collection": image.collection_id})
    image.refresh_from_db()
    assert image.english_state == "current"
    assert "english_is_right" not in chief.get(url).context["form"].fields
