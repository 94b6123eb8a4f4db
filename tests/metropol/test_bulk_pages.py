"""Pages inserted at once can be used like any others."""

from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from wagtail.models import PageLogEntry, ReferenceIndex, Revision
from wagtail.search.backends import get_search_backend

from metropol.bulk import create_pages
from metropol.models import HomePage
from news.models import NewsIndexPage, NewsLink, NewsPage
from tests.factories import (
    DocumentFactory,
    UserFactory,
)
from tests.metropol.bulk_pages import news, plain

pytestmark = pytest.mark.django_db


def made(*, live: bool = True) -> NewsPage:
    create_pages(NewsIndexPage.objects.get(), [news(2)], live=live)
    return NewsPage.objects.get()


def labels(page: NewsPage) -> list[str]:
    return [link.label_de for link in page.links.all()]


@pytest.mark.parametrize("live", [True, False])
def test_page_can_be_edited_and_published_with_its_links_and_clusters(*, live: bool) -> None:
    page = made(live=live)
    clusters = set(page.clusters.all())
    assert len(clusters) == 2
    draft = page.get_latest_revision_as_object()
    assert (labels(draft), set(draft.clusters.all())) == (["Name", "Seite", "Adresse"], clusters)
    keys = [link.pk for link in draft.links.all()]
    assert keys == list(NewsLink.objects.values_list("pk", flat=True).order_by("sort_order"))
    draft.lead_de = "Ein neuer Vorspann"
    draft.save_revision().publish()
    page = NewsPage.objects.get()
    assert (page.lead_de, page.live, page.has_unpublished_changes) == (
        "Ein neuer Vorspann",
        True,
        False,
    )
    assert (labels(page), set(page.clusters.all())) == (["Name", "Seite", "Adresse"], clusters)
    assert NewsLink.objects.count() == 3


def test_page_just_made_can_be_used_without_being_fetched_again() -> None:
    page = news(1)
    create_pages(NewsIndexPage.objects.get(), [page])
    page.lead_de = "Geändert"
    page.save_revision().publish()
    stored = NewsPage.objects.get()
    assert (stored.lead_de, stored.pk, labels(stored)) == (
        "Geändert",
        page.pk,
        ["Name", "Seite", "Adresse"],
    )
    assert page.get_parent().specific == NewsIndexPage.objects.get()
    assert stored.revisions.count() == 2


def test_page_can_be_unpublished_copied_moved_and_deleted() -> None:
    page = made()
    page.unpublish()
    assert NewsPage.objects.live().count() == 0
    page.get_latest_revision().publish()
    page = NewsPage.objects.get()
    assert page.live
    copy = page.copy(update_attrs={"title": "Kopie", "slug": "kopie"})
    assert (labels(copy), copy.clusters.count()) == (labels(page), 2)
    parent = NewsIndexPage.objects.get()
    other = HomePage.objects.get().add_child(instance=NewsIndexPage(title="Zweite", lead_de="x"))
    page.move(other, pos="last-child")
    page = NewsPage.objects.get(pk=page.pk)
    assert page.url_path == f"{other.url_path}groesse-2/"
    page.delete()
    assert [each.pk for each in NewsPage.objects.all()] == [copy.pk]
    assert not Revision.objects.filter(object_id=str(page.pk)).exists()
    assert not ReferenceIndex.objects.filter(object_id=str(page.pk)).exists()
    assert parent.get_children().count() == 1
    out = StringIO()
    call_command("fixtree", interactive=False, stdout=out)
    assert out.getvalue().count("No problems found") == 2


def test_signal_of_publication_is_sent_for_live_pages_only() -> None:
    from wagtail.signals import published

    seen: list[Any] = []

    def receiver(instance: Any, revision: Any, **_: Any) -> None:
        seen.append((instance.pk, revision.pk))

    published.connect(receiver, sender=NewsPage)
    try:
        create_pages(NewsIndexPage.objects.get(), [plain(1), plain(2)])
        create_pages(NewsIndexPage.objects.get(), [plain(3)], live=False)
    finally:
        published.disconnect(receiver, sender=NewsPage)
    live = NewsPage.objects.live().order_by("pk")
    assert seen == list(live.values_list("pk", "live_revision"))
    assert len(seen) == 2


@pytest.mark.usefixtures("admin_search")
def test_pages_are_found_by_search_and_logged_with_their_user() -> None:
    user = UserFactory()
    page = news(1)
    document = DocumentFactory(title="Anlage")
    page.body_de = [("download", {"document": document, "label": "Anlage zum Lesen"})]
    create_pages(NewsIndexPage.objects.get(), [page, plain(2)], user=user)
    found = get_search_backend().search("Lesen", NewsPage.objects.all())
    assert [each.pk for each in found] == [page.pk]
    entries = PageLogEntry.objects.filter(page__in=NewsPage.objects.all())
    assert set(entries.values_list("page", "user", "action")) == {
        (each.pk, user.pk, action)
        for each in NewsPage.objects.all()
        for action in ("wagtail.create", "wagtail.publish")
    }
    assert entries.count() == 4
    assert [usage[0].pk for usage in ReferenceIndex.get_grouped_references_to(document)] == [
        page.pk
    ]
