"""Which alternative text counts where, and what visitors get of it."""

from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import translation

from metropol.alternatives import alternative
from metropol.models import HomePage, PortalImage
from news.models import NewsPage
from tests.admin_forms import news_form
from tests.factories import PortalImageFactory
from tests.site.html import Document

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("stored", "place", "expected"),
    [
        ({"alt_de": "Fluss"}, {}, "Fluss"),
        ({"alt_de": "Fluss"}, {"alt": "Die Saale bei Halle"}, "Die Saale bei Halle"),
        ({"alt_de": "Fluss"}, {"alt": "Saale", "decorative": True}, ""),
        ({"alt_de": "", "is_decorative": True}, {}, ""),
        ({"alt_de": "", "is_decorative": True}, {"alt": "Saale"}, "Saale"),
        ({"alt_de": "Fluss", "is_decorative": True}, {}, ""),
        ({"alt_de": ""}, {}, None),
        ({"alt_de": None}, {"alt": None}, None),
        ({"alt_de": " "}, {"alt": " "}, None),
        ({"alt_en": "River"}, {}, None),
    ],
)
def test_place_comes_before_image_and_nothing_is_guessed(
    stored: dict[str, Any], place: dict[str, Any], expected: str | None
) -> None:
    assert alternative(PortalImage(**stored), "de", **place) == expected


def first_picture(response: HttpResponse) -> tuple[str | None, str | None]:
    """Return alternative text and language mark of the first picture of a page."""
    elements = Document(response).elements
    number = next(number for number, element in enumerate(elements) if element.name == "img")
    around = next(element for element in elements[number::-1] if element.name == "div")
    return elements[number]["alt"], around["lang"]


def shown(client: Client, page: Any, language: str = "de") -> tuple[str | None, str | None]:
    """Return what the first picture of ``page`` says in ``language``, and its mark."""
    with translation.override(language):
        return first_picture(client.get(page.url))


def with_image(page: NewsPage, **fields: Any) -> NewsPage:
    page.image = PortalImageFactory(alt_de="Fluss", alt_en="River")
    for name, value in fields.items():
        setattr(page, name, value)
    page.save_revision().publish()
    return NewsPage.objects.get(pk=page.pk)


def test_news_image_says_what_it_says_here(client: Client, news: NewsPage) -> None:
    page = with_image(news, image_alt_de="Die neue Brücke", image_alt_en="The new bridge")
    assert shown(client, page) == ("Die neue Brücke", None)
    assert shown(client, page, "en") == ("The new bridge", None)


def test_text_of_the_image_is_taken_where_the_place_has_none(
    client: Client, news: NewsPage
) -> None:
    page = with_image(news, image_alt_de="Die neue Brücke")
    assert shown(client, page, "en") == ("River", None)


def test_german_text_on_an_english_page_is_marked(client: Client, news: NewsPage) -> None:
    page = with_image(news, image_alt_de="Die neue Brücke")
    PortalImage.objects.update(alt_en="")
    assert shown(client, page, "en") == ("Die neue Brücke", "de")


def test_english_of_the_place_waits_until_english_is_online(client: Client, news: NewsPage) -> None:
    page = with_image(news, image_alt_de="Die Brücke", image_alt_en="The bridge")
    PortalImage.objects.update(alt_en="")
    NewsPage.objects.filter(pk=page.pk).update(english_live=False)
    assert shown(client, page, "en") == ("Die Brücke", "de")


def test_decorative_image_of_a_page_has_an_empty_text(client: Client, news: NewsPage) -> None:
    page = with_image(news, image_alt_de="Die Brücke", image_decorative=True)
    assert shown(client, page) == ("", None)


def test_image_that_is_decorative_everywhere_has_an_empty_text(
    client: Client, news: NewsPage
) -> None:
    page = with_image(news)
    PortalImage.objects.update(is_decorative=True)
    assert shown(client, page, "en") == ("", None)


def test_image_of_the_home_page_says_what_it_says_there(client: Client, site: HomePage) -> None:
    site.image = PortalImageFactory(alt_de="Fluss", alt_en="")
    site.image_alt_de = "Blick über die Region"
    site.save()
    assert first_picture(client.get("/de/")) == ("Blick über die Region", None)
    site.image_alt_de = ""
    site.save()
    assert first_picture(client.get("/en/")) == ("Fluss", "de")


@pytest.mark.parametrize(
    ("block", "expected"),
    [
        ({"alt": "Hier", "decorative": False}, ("Hier", None)),
        ({"alt": "Hier", "decorative": True}, ("", None)),
        ({"alt": "", "decorative": False}, ("Fluss", None)),
    ],
)
def test_picture_of_a_text_says_what_it_says_there(
    client: Client, news: NewsPage, block: dict[str, Any], expected: tuple[str, None]
) -> None:
    image = PortalImageFactory(alt_de="Fluss")
    news.body_de = [("image", {"image": image, "caption": "", "credit": ""} | block)]
    news.save_revision().publish()
    assert shown(client, news) == expected


def test_form_stores_the_texts_of_the_place(chief: Client, news: NewsPage) -> None:
    image = PortalImageFactory()
    data = news_form(
        image=image.pk,
        image_alt_de="Die neue Brücke",
        image_alt_en="The new bridge",
        **{"action-publish": "1"},
    )
    chief.post(reverse("wagtailadmin_pages:edit", args=[news.pk]), data)
    page = NewsPage.objects.get(pk=news.pk)
    assert (page.image_alt, page.image_alt_en) == ("Die neue Brücke", "The new bridge")
    assert not page.image_decorative


def test_translator_writes_the_english_text_and_nothing_else(
    translator: Client, news: NewsPage
) -> None:
    page = with_image(news, image_alt_de="Die Brücke")
    data = news_form(
        image="", image_alt_de="Anderes", image_alt_en="The bridge", image_decorative="on"
    )
    translator.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), data)
    draft = NewsPage.objects.get(pk=page.pk).get_latest_revision_as_object()
    assert (draft.image_alt_de, draft.image_alt_en) == ("Die Brücke", "The bridge")
    assert draft.image == page.image
    assert not draft.image_decorative
