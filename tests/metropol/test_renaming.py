"""A page that is renamed or moved answers at all its addresses, in both languages, in one hop."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Site

from members.models import MemberIndexPage
from metropol import gone
from metropol.bulk import create_pages
from metropol.models import BasePage, HomePage, RedirectLanguage
from metropol.redirects import problems
from news.models import NewsIndexPage, NewsPage
from tests.admin_forms import news_form
from tests.factories import NewsPageFactory, StandardPageFactory
from tests.metropol.bulk_pages import plain
from tests.metropol.renames import hops, publish

pytestmark = pytest.mark.django_db

OLD = ("/de/aktuelles/erste-meldung/", "/en/news/first-item/")


@pytest.fixture(autouse=True)
def whole_in_the_end() -> Any:
    """Check after each test that all redirects lead to a page in one hop."""
    yield
    assert not list(problems())


def save(client: Client, page: NewsPage, *, action: str = "publish", **changes: object) -> None:
    """Save a page in the form, with its own slugs unless they are changed."""
    data = news_form(**{"slug": page.slug, "slug_en": page.slug_en} | changes)
    data |= {f"action-{action}": "1"} if action else {}
    url = reverse("wagtailadmin_pages:edit", args=[page.pk])
    assert client.post(url, data).status_code == 302


def move(client: Client, page: BasePage, target: BasePage) -> Any:
    url = reverse("wagtailadmin_pages:move_confirm", args=[page.pk, target.pk])
    return client.post(url)


def index() -> NewsIndexPage:
    return NewsIndexPage.objects.get()


def stored() -> set[str]:
    return set(Redirect.objects.values_list("old_path", flat=True))


def test_both_slugs_at_once_leave_a_permanent_redirect_in_each_language(
    chief: Client, news: NewsPage, client: Client
) -> None:
    save(chief, news, slug="neu", slug_en="new")
    assert hops(client, OLD[0]) == ["/de/aktuelles/neu/"]
    assert hops(client, OLD[1]) == ["/en/news/new/"]
    assert stored() == {path.rstrip("/") for path in OLD}
    assert not RedirectLanguage.objects.exists()


def test_english_slug_alone_leaves_the_german_address(
    chief: Client, news: NewsPage, client: Client
) -> None:
    save(chief, news, slug_en="new")
    assert hops(client, OLD[0]) == []
    assert hops(client, OLD[1]) == ["/en/news/new/"]


def test_page_without_english_has_an_english_address_too(
    chief: Client, news: NewsPage, client: Client
) -> None:
    page = NewsPageFactory(title="Nur Deutsch", slug="alt")
    publish(page)
    empty = {"title_en": "", "slug_en": "", "lead_en": ""}
    save(chief, page, slug="neu", **empty)
    assert hops(client, "/en/news/alt/") == ["/en/news/neu/"]


def test_descendants_follow_a_section_that_is_renamed_and_moved(
    chief: Client, news: NewsPage, client: Client
) -> None:
    section = StandardPageFactory(title="Bereich", title_en="Section")
    page = StandardPageFactory(parent=section, title="Seite", title_en="Page")
    target = StandardPageFactory(title="Ziel", title_en="Target")
    publish(section, slug="neu", slug_en="new")
    section.refresh_from_db()
    assert move(chief, section, target).status_code == 302
    for old in ("/de/bereich/seite/", "/de/neu/seite/"):
        assert hops(client, old) == ["/de/ziel/neu/seite/"]
    for old in ("/en/section/page/", "/en/new/page/"):
        assert hops(client, old) == ["/en/target/new/page/"]
    assert hops(client, "/de/bereich/") == ["/de/ziel/neu/"]
    assert BasePage.objects.get(pk=page.pk).url_path_en == "/start/target/new/page/"


def test_draft_of_a_live_page_changes_nothing(
    chief: Client, news: NewsPage, client: Client
) -> None:
    save(chief, news, action="", slug="neu", slug_en="new")
    assert not stored()
    assert [hops(client, old) for old in OLD] == [[], []]


def test_page_that_was_never_published_leaves_no_redirect(chief: Client, news: NewsPage) -> None:
    page = NewsPageFactory(title="Entwurf", live=False)
    save(chief, page, action="", slug="neu", slug_en="new")
    page.refresh_from_db()
    assert page.slug == "neu"
    index().move(HomePage.objects.get(), pos="first-child")
    assert not stored()


def test_page_that_is_offline_keeps_what_it_had(
    chief: Client, news: NewsPage, client: Client
) -> None:
    news.unpublish()
    save(chief, news, action="", slug="neu", slug_en="new")
    assert [hops(client, old) for old in OLD] == [["404"], ["404"]]
    save(chief, NewsPage.objects.get(pk=news.pk))
    assert hops(client, OLD[0]) == ["/de/aktuelles/neu/"]
    assert hops(client, OLD[1]) == ["/en/news/new/"]


def test_return_to_an_earlier_slug_is_no_loop(
    chief: Client, news: NewsPage, client: Client
) -> None:
    save(chief, news, slug="neu", slug_en="new")
    save(chief, news, slug="neuer", slug_en="newer")
    save(chief, news, slug="erste-meldung", slug_en="first-item")
    assert [hops(client, old) for old in OLD] == [[], []]
    for slug in ("neu", "neuer"):
        assert hops(client, f"/de/aktuelles/{slug}/") == [OLD[0]]
    for slug in ("new", "newer"):
        assert hops(client, f"/en/news/{slug}/") == [OLD[1]]
    news.refresh_from_db()
    news.unpublish()
    assert hops(client, "/de/aktuelles/neu/") == ["404"]
    news.delete()


@pytest.mark.parametrize("way", ["form", "bulk"])
def test_new_page_ends_the_redirect_at_its_address(
    way: str, chief: Client, news: NewsPage, client: Client
) -> None:
    save(chief, news, slug="neu", slug_en="new")
    if way == "form":
        url = reverse("wagtailadmin_pages:add", args=["news", "newspage", index().pk])
        data = news_form(slug="erste-meldung", slug_en="first-item", **{"action-publish": "1"})
        assert chief.post(url, data).status_code == 302
    else:
        page = plain(1)
        page.slug, page.slug_en = "erste-meldung", "first-item"
        create_pages(index(), [page])
    assert not stored()
    assert [hops(client, old) for old in OLD] == [[], []]


def test_draft_leaves_a_redirect_until_it_is_published(
    chief: Client, news: NewsPage, client: Client
) -> None:
    save(chief, news, slug="neu", slug_en="new")
    draft = NewsPageFactory(title="Anders", slug="erste-meldung", slug_en="first-item", live=False)
    assert hops(client, OLD[0]) == ["/de/aktuelles/neu/"]
    save(chief, draft)
    assert not stored()


def test_redirect_that_staff_made_ends_at_the_address_of_a_live_page(
    chief: Client, news: NewsPage, client: Client
) -> None:
    home = HomePage.objects.get()
    for path in ("/de/aktuelles/neu", "/en/news/new"):
        redirect = Redirect.add_redirect(path, home)
        RedirectLanguage.objects.create(redirect=redirect, code="en")
    save(chief, news, slug="neu", slug_en="new")
    assert hops(client, "/de/aktuelles/neu/") == []
    assert stored() == {path.rstrip("/") for path in OLD}


@pytest.mark.parametrize("host", ["", "http://localhost"])
def test_plain_links_follow_with_query_and_fragment(
    host: str, chief: Client, news: NewsPage, client: Client
) -> None:
    Site.objects.update(hostname="localhost", port=80)
    Site.clear_site_root_paths_cache()
    for path, link in (("/a", OLD[0]), ("/b", f"{OLD[1]}?x=1#top"), ("/c", "/de/aktuelles/")):
        Redirect.add_redirect(path, f"{host}{link}")
    Redirect.add_redirect("/d", f"https://elsewhere.example{OLD[0]}")
    save(chief, news, slug="neu", slug_en="new")
    links = dict(
        Redirect.objects.exclude(redirect_link="").values_list("old_path", "redirect_link")
    )
    assert links == {
        "/a": f"{host}/de/aktuelles/neu/",
        "/b": f"{host}/en/news/new/?x=1#top",
        "/c": f"{host}/de/aktuelles/",
        "/d": f"https://elsewhere.example{OLD[0]}",
    }


def test_link_that_would_lead_to_itself_goes(chief: Client, news: NewsPage) -> None:
    news.unpublish()
    Redirect.add_redirect("/de/aktuelles/neu", OLD[0])
    save(chief, news, action="", slug="neu")
    assert "/de/aktuelles/neu" not in stored()
    save(chief, NewsPage.objects.get(pk=news.pk))


def test_imported_redirect_keeps_its_language(
    chief: Client, news: NewsPage, client: Client
) -> None:
    redirect = Redirect.add_redirect("/alt/1", news)
    RedirectLanguage.objects.create(redirect=redirect, code="en")
    save(chief, news, slug="neu", slug_en="new")
    assert hops(client, "/alt/1") == ["/en/news/new/"]


def test_query_of_an_old_address_is_left_out_as_wagtail_does(
    chief: Client, news: NewsPage, client: Client
) -> None:
    save(chief, news, slug="neu")
    assert hops(client, f"{OLD[0]}?seite=2") == ["/de/aktuelles/neu/"]


def test_form_for_testimonials_follows_the_directory(client: Client, site: HomePage) -> None:
    directory = MemberIndexPage.objects.get()
    old = {code: f"/{code}/{slug}/" for code, slug in (("de", directory.slug), ("en", "members"))}
    publish(directory, slug="neu", slug_en="new")
    for code, slug in (("de", "neu"), ("en", "new")):
        assert hops(client, f"{old[code]}testimonial/") == [f"/{code}/{slug}/testimonial/"]
    publish(directory, slug=directory.slug, slug_en="members")
    assert hops(client, f"{old['de']}testimonial/") == []


def test_address_that_was_gone_leads_to_the_page_that_had_it_since(
    chief: Client, news: NewsPage, client: Client
) -> None:
    gone.mark_gone([OLD[0]])
    assert hops(client, OLD[0]) == []
    save(chief, news, slug="neu")
    assert hops(client, OLD[0]) == ["/de/aktuelles/neu/"]


def test_home_page_that_is_renamed_needs_no_redirect(chief: Client, news: NewsPage) -> None:
    publish(HomePage.objects.get(), slug="portal")
    assert not stored()
    save(chief, NewsPage.objects.get(pk=news.pk), slug="neu", slug_en="new")
    assert stored() == {path.rstrip("/") for path in OLD}


def test_page_that_goes_to_another_site_leaves_no_redirect(news: NewsPage) -> None:
    inside = StandardPageFactory(title="Seite", title_en="Page")
    root = BasePage.get_first_root_node()
    other = root.add_child(instance=HomePage(title="Anderswo", slug="anderswo"))
    Site.objects.create(hostname="other.example", root_page=other)
    inside.move(BasePage.objects.get(pk=other.pk), pos="last-child")
    assert not stored()
    publish(inside, slug="neu", slug_en="new")
    redirects = set(Redirect.objects.values_list("old_path", "site__hostname"))
    assert redirects == {("/de/seite", "other.example"), ("/en/page", "other.example")}
    # The check looks at the default site alone.
    Redirect.objects.all().delete()


def test_address_too_long_for_a_redirect_stops_nobody(chief: Client, news: NewsPage) -> None:
    save(chief, news, slug="x" * 250)
    save(chief, news, slug="neu")
    assert "/de/aktuelles/neu" not in stored()
    assert OLD[0].rstrip("/") in stored()
