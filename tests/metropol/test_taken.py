"""An address that another page has: refused in plain words, in page form, copy form and move."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.messages import get_messages
from django.test import Client
from django.urls import reverse

from metropol.languages import portal_slug
from metropol.models import BasePage, HomePage, StandardPage
from metropol.panels import SLUG_FORMATTERS
from news.models import NewsIndexPage, NewsPage
from tests.admin_forms import news_form
from tests.factories import NewsPageFactory, StandardPageFactory
from tests.metropol.renames import publish

pytestmark = pytest.mark.django_db

WORDS = {
    ("German", "de"): "Die deutsche Adresse „{}“ hat schon die Seite „{}“ in „{}“.",
    ("German", "en"): "The German address “{}” is taken by the page “{}” in “{}”.",
    ("English", "de"): "Die englische Adresse „{}“ hat schon die Seite „{}“ in „{}“.",
    ("English", "en"): "The English address “{}” is taken by the page “{}” in “{}”.",
}


@pytest.fixture
def taken(language: str) -> Callable[[str, str, BasePage], str]:
    """Return the message about an address, in the language of the admin."""

    def message(kind: str, slug: str, page: BasePage) -> str:
        return WORDS[kind, language].format(slug, page.title, page.get_parent().title)

    return message


Taken = Callable[[str, str, BasePage], str]


def add(client: Client, **changes: object) -> Any:
    parent = NewsIndexPage.objects.get()
    url = reverse("wagtailadmin_pages:add", args=["news", "newspage", parent.pk])
    return client.post(url, news_form(**changes))


def edit(client: Client, page: BasePage, **changes: object) -> Any:
    url = reverse("wagtailadmin_pages:edit", args=[page.pk])
    return client.post(url, news_form(**changes))


def copy(client: Client, page: BasePage, slug: str, **more: object) -> Any:
    data = {"new_title": "Kopie", "new_slug": slug, "new_parent_page": page.get_parent().pk}
    return client.post(reverse("wagtailadmin_pages:copy", args=[page.pk]), data | more)


def move(client: Client, page: BasePage, target: BasePage) -> Any:
    url = reverse("wagtailadmin_pages:move_confirm", args=[page.pk, target.pk])
    return client.post(url)


def said(response: Any) -> list[str]:
    return [str(message) for message in get_messages(response.wsgi_request)]


def test_form_for_a_new_page_names_the_page(chief: Client, news: NewsPage, taken: Taken) -> None:
    errors = add(chief, slug="erste-meldung", slug_en="first-item").context["form"].errors
    assert errors["slug"] == [taken("German", "erste-meldung", news)]
    assert errors["slug_en"] == [taken("English", "first-item", news)]


def test_edit_form_names_the_page_once(chief: Client, news: NewsPage, taken: Taken) -> None:
    other = NewsPageFactory()
    errors = edit(chief, other, slug="erste-meldung", slug_en="first-item").context["form"].errors
    assert errors["slug"] == [taken("German", "erste-meldung", news)]
    assert errors["slug_en"] == [taken("English", "first-item", news)]


def test_own_address_is_not_taken(chief: Client, news: NewsPage) -> None:
    assert edit(chief, news, slug="erste-meldung", slug_en="first-item").status_code == 302


def test_copy_form_names_the_page(chief: Client, news: NewsPage, taken: Taken) -> None:
    errors = copy(chief, news, "erste-meldung").context["form"].errors
    assert errors["new_slug"] == [taken("German", "erste-meldung", news)]


def test_copy_without_english_needs_its_slug_in_both(
    chief: Client, news: NewsPage, taken: Taken
) -> None:
    page = NewsPageFactory(title="Nur Deutsch")
    for more in ({}, {"alias": "on"}):
        errors = copy(chief, page, "first-item", **more).context["form"].errors
        assert errors["new_slug"] == [taken("English", "first-item", news)]
    assert copy(chief, news, "first-item").status_code == 302
    assert NewsPage.objects.get(slug="first-item").slug_en == "first-item-2"


def test_copy_form_and_page_form_write_umlauts_out(chief: Client, news: NewsPage) -> None:
    copied = chief.get(reverse("wagtailadmin_pages:copy", args=[news.pk])).context["form"]
    edited = chief.get(reverse("wagtailadmin_pages:edit", args=[news.pk])).context["form"]
    name = "data-w-slug-formatters-value"
    wanted = edited.fields["slug"].widget.attrs[name]
    assert '"ae"' in wanted
    assert copied.fields["new_slug"].widget.attrs[name] == wanted
    assert edited.fields["slug_en"].widget.attrs[name] == wanted


@pytest.mark.parametrize(
    "text",
    ["Größe: Öl & Straße", "Chemie/Kunststoffe – neu", "A_b.c - 2", "Café Čech"],
)
def test_slug_that_a_browser_makes_is_the_servers(text: str) -> None:
    made = text
    for pattern, replacement in SLUG_FORMATTERS:
        made = re.sub(pattern, replacement, made)
    assert made.lower() == portal_slug(text)


@pytest.mark.parametrize("kind", ["German", "English"])
def test_move_names_the_page(kind: str, chief: Client, site: HomePage, taken: Taken) -> None:
    target = StandardPageFactory(title="Ziel")
    names = {"slug": "seite"} if kind == "German" else {"slug_en": "page"}
    there = StandardPageFactory(parent=target, title="Dort", **names)
    page = StandardPageFactory(title="Hier", **names)
    response = move(chief, page, target)
    assert response.url == reverse("wagtailadmin_pages:move", args=[page.pk])
    assert said(response) == [taken(kind, *names.values(), there)]
    assert StandardPage.objects.get(pk=page.pk).get_parent().pk == site.pk


def test_several_pages_are_not_moved_to_a_taken_english_address(
    chief: Client, site: HomePage, taken: Taken
) -> None:
    target = StandardPageFactory(title="Ziel")
    there = StandardPageFactory(parent=target, title="Dort", slug_en="page")
    page = StandardPageFactory(title="Hier", slug_en="page")
    url = reverse("wagtail_bulk_action", args=["metropol", "basepage", "move"])
    response = chief.post(f"{url}?id={page.pk}&next=/admin/", {"chooser": target.pk})
    assert response.status_code == 302
    assert said(response) == [taken("English", "page", there)]
    assert StandardPage.objects.get(pk=page.pk).get_parent().pk == site.pk


@pytest.fixture
def faster(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let somebody else take an address between the check of a form and its save."""
    rivals = []

    def first(call: Any) -> Any:
        def wrapped(self: Any, *args: Any, **kwargs: Any) -> Any:
            if not rivals:
                rivals.append("one")
                rivals.append(NewsPageFactory(title="Schneller", slug="neu", slug_en="new"))
            return call(self, *args, **kwargs)

        return wrapped

    monkeypatch.setattr(BasePage, "add_child", first(BasePage.add_child))
    monkeypatch.setattr(NewsPage, "save_revision", first(NewsPage.save_revision))


@pytest.mark.usefixtures("faster")
def test_who_comes_second_with_a_new_page_sees_the_form_again(chief: Client, taken: Taken) -> None:
    response = add(chief, slug="neu", slug_en="new", lead_de="Viel Text")
    assert response.status_code == 200
    form = response.context["form"]
    rival = NewsPage.objects.get()
    assert form.errors["slug"] == [taken("German", "neu", rival)]
    assert form["lead_de"].value() == "Viel Text"


@pytest.mark.usefixtures("faster")
def test_who_comes_second_with_a_new_slug_sees_the_form_again(
    chief: Client, news: NewsPage, taken: Taken
) -> None:
    response = edit(chief, news, slug="anders", slug_en="new", **{"action-publish": "1"})
    assert response.status_code == 200
    rival = NewsPage.objects.get(title="Schneller")
    assert response.context["form"].errors["slug_en"] == [taken("English", "new", rival)]
    assert NewsPage.objects.get(pk=news.pk).slug_en == "first-item"


@pytest.mark.usefixtures("faster")
def test_who_comes_second_with_a_copy_sees_the_form_again(chief: Client, news: NewsPage) -> None:
    response = copy(chief, news, "neu")
    assert response.status_code == 200
    assert "new_slug" in response.context["form"].errors


def test_workflow_that_ends_at_a_taken_address_gives_a_message(
    editor: Client, news: NewsPage, make_user: Any, language: str, taken: Taken
) -> None:
    data = {"slug": "neu", "slug_en": "new", "action-submit": "1"}
    assert edit(editor, news, **data).status_code == 302
    rival = NewsPageFactory(title="Schneller", slug="neu", slug_en="new")
    chief = Client()
    chief.force_login(
        make_user("Chefredaktion", language), "django.contrib.auth.backends.ModelBackend"
    )
    task = NewsPage.objects.get(pk=news.pk).current_workflow_state.current_task_state
    url = reverse("wagtailadmin_pages:workflow_action", args=[news.pk, "approve", task.pk])
    back = reverse("wagtailadmin_pages:edit", args=[news.pk])
    response = chief.post(url, {"comment": ""}, headers={"referer": f"http://testserver{back}"})
    assert response.status_code == 302
    assert response.url.endswith(back)
    assert said(response) == [taken("German", "neu", rival)]


def test_slug_of_a_title_is_no_other_pages_english_one(chief: Client, news: NewsPage) -> None:
    empty = {"title_en": "", "slug_en": "", "lead_en": ""}
    assert add(chief, title="First item", slug="", **empty).status_code == 302
    assert NewsPage.objects.get(title="First item").slug == "first-item-2"


def test_slug_of_a_title_leaves_the_address_that_another_page_had(
    chief: Client, news: NewsPage
) -> None:
    publish(news, slug="neu", slug_en="new")
    assert add(chief, title="Erste Meldung", slug="", title_en="First item", slug_en="").url
    page = NewsPage.objects.latest("pk")
    assert (page.slug, page.slug_en) == ("erste-meldung-2", "first-item-2")
