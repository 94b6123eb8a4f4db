"""The index follows every way in which something is saved, and so do the words of the site."""

from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection, transaction
from django.db.models import F
from django.test import Client
from django.urls import reverse
from wagtail.models import PageViewRestriction

from clusters.models import ClusterPage, Sector
from metropol.bulk import create_pages
from metropol.models import HomePage, SearchEntry, SearchWord, StandardPage
from metropol.search import vocabulary
from metropol.search.deferred import AT_ONCE
from metropol.translations import publishing
from news.models import NewsIndexPage, NewsPage
from tests.admin_forms import news_form
from tests.factories import StandardPageFactory
from tests.metropol.bulk_pages import plain

pytestmark = pytest.mark.django_db
Commit = Callable[[], Any]


def entries(page: Any) -> dict[str, str]:
    """Return the titles under which a page is found, by language."""
    found = SearchEntry.objects.filter(source="page", key=page.pk)
    return dict(found.values_list("language", "title"))


def counted() -> Counter[tuple[str, str, int, int]]:
    return Counter(SearchWord.objects.values_list("language", "word", "entries", "capitals"))


@pytest.fixture(autouse=True)
def words_are_counted_right(db: None) -> Any:
    """Whatever a test does: counting anew must change nothing."""
    yield
    kept = counted()
    vocabulary.recount()
    assert counted() == kept


def test_publishing_and_going_offline(news: NewsPage, commit: Commit) -> None:
    with commit():
        news.title = "Quarzsand"
        revision = news.save_revision()
    assert not SearchWord.objects.filter(word="quarzsand").exists()
    with commit():
        revision.publish()
    assert entries(news) == {"de": "Quarzsand", "en": "First item"}
    with commit():
        NewsPage.objects.get(pk=news.pk).unpublish()
    assert entries(news) == {}
    assert not SearchWord.objects.filter(word="quarzsand").exists()


def test_form_of_the_admin(chief: Client, news: NewsPage, commit: Commit) -> None:
    with commit():
        data = news_form(slug=news.slug, slug_en=news.slug_en) | {"action-publish": "1"}
        chief.post(reverse("wagtailadmin_pages:edit", args=[news.pk]), data)
    assert entries(news) == {"de": "Deutscher Titel", "en": "English title"}
    with commit():
        chief.post(reverse("wagtailadmin_pages:delete", args=[news.pk]))
    assert entries(news) == {}


def test_english_on_and_offline(news: NewsPage, commit: Commit) -> None:
    with commit():
        publishing.take_english_offline(news)
    assert entries(news) == {"de": "Erste Meldung"}
    with commit():
        publishing.put_english_online(news)
    assert set(entries(news)) == {"de", "en"}


def test_one_language_published(news: NewsPage, commit: Commit) -> None:
    news.title, news.title_en = "Neuer Titel", "New title"
    news.save_revision()
    with commit():
        publishing.publish_language(news, "en")
    assert entries(news) == {"de": "Erste Meldung", "en": "New title"}


def test_shell_save_and_delete(site: HomePage, commit: Commit) -> None:
    with commit():
        page = StandardPageFactory(title="Aus der Konsole")
    assert entries(page) == {"de": "Aus der Konsole"}
    with commit():
        StandardPage.objects.filter(pk=page.pk).delete()
    assert entries(page) == {}


def test_restriction_hides_a_page_and_all_below(site: HomePage, commit: Commit) -> None:
    with commit():
        parent = StandardPageFactory(title="Oben")
        child = StandardPageFactory(title="Unten", parent=parent)
    with commit():
        restriction = PageViewRestriction.objects.create(page=parent, restriction_type="login")
    assert entries(parent) == entries(child) == {}
    with commit():
        restriction.delete()
    assert entries(parent) | entries(child) == {"de": "Unten"}


def test_move_below_a_restriction_hides_a_page(site: HomePage, commit: Commit) -> None:
    with commit():
        hidden, page = StandardPageFactory.create_batch(2)
        child = StandardPageFactory(parent=page)
        PageViewRestriction.objects.create(page=hidden, restriction_type="login")
    assert entries(page)
    assert entries(child)
    with commit():
        StandardPage.objects.get(pk=page.pk).move(hidden, pos="last-child")
    assert entries(page) == entries(child) == {}


def test_bulk_import_is_left_to_the_worker_and_done(commit: Commit) -> None:
    pages = [plain(number) for number in range(AT_ONCE + 5)]
    with commit():
        create_pages(NewsIndexPage.objects.get(), pages)
    assert all(entries(page) for page in pages)
    with commit():
        NewsPage.objects.all().delete()
    assert not SearchEntry.objects.filter(kind="news").exists()


def test_batch_of_pages_takes_the_same_queries_as_one(commit: Commit) -> None:
    def queries(number: int, start: int) -> int:
        from django.test.utils import CaptureQueriesContext

        from metropol.search.indexing import refresh
        from metropol.search.pages import PageSource

        pages = [plain(start + each) for each in range(number)]
        create_pages(NewsIndexPage.objects.get(), pages)
        with CaptureQueriesContext(connection) as captured:
            refresh(PageSource(), [page.pk for page in pages])
        return len(captured)

    queries(1, 0)
    assert queries(2, 100) == queries(40, 200)


def test_transaction_that_is_rolled_back_changes_nothing(site: HomePage, commit: Commit) -> None:
    before = set(SearchEntry.objects.values_list("pk", flat=True))
    with commit(), transaction.atomic():
        StandardPageFactory(title="Quittenhain dagewesen")
        transaction.set_rollback(True)
    with commit():
        StandardPageFactory(title="Dagewesen")
    assert not SearchWord.objects.filter(word="quittenhain").exists()
    assert len(set(SearchEntry.objects.values_list("pk", flat=True)) - before) == 1


def test_cluster_follows_the_names_of_its_sectors(site: HomePage, commit: Commit) -> None:
    sector = Sector.objects.create(name_de="Quarzsandabbau")
    cluster = ClusterPage.objects.first()
    cluster.sectors.add(sector)
    with commit():
        cluster.save()
    assert "Quarzsandabbau" in SearchEntry.objects.get(key=cluster.pk, language="de").text
    sector.name_de = "Feldspatabbau"
    with commit():
        sector.save()
    assert "Feldspatabbau" in SearchEntry.objects.get(key=cluster.pk, language="de").text
    with commit():
        sector.delete()
    assert not SearchWord.objects.filter(word="feldspatabbau").exists()


def test_former_names_of_a_cluster_count_as_its_title(site: HomePage, commit: Commit) -> None:
    cluster = ClusterPage.objects.first()
    cluster.other_names.create(name="Quarzsandverbund", from_year=1999)
    with commit():
        cluster.save()
    assert "quarzsandverbund" in SearchEntry.objects.get(key=cluster.pk, language="de").title_terms


def test_draft_in_the_form_is_no_work(news: NewsPage, commit: Commit) -> None:
    before = set(SearchEntry.objects.values_list("pk", flat=True))
    with commit() as callbacks:
        news.title = "Entwurf"
        news.save_revision()
    assert set(SearchEntry.objects.values_list("pk", flat=True)) == before
    assert not [each for each in callbacks if "catch_up" in str(each)]


def test_rebuilding_twice_changes_nothing(rebuild: Callable[[], None], site: HomePage) -> None:
    rebuild()
    before = list(SearchEntry.objects.order_by("pk").values_list("pk", "title"))
    rebuild()
    assert list(SearchEntry.objects.order_by("pk").values_list("pk", "title")) == before


def test_rebuilding_mends_what_is_wrong(rebuild: Callable[[], None], site: HomePage) -> None:
    SearchEntry.objects.filter(key=site.pk).update(title="Falsch")
    SearchEntry.objects.create(
        source="page", key=10**9, language="de", kind="page", title="Fort", text="Fort"
    )
    SearchWord.objects.update(entries=F("entries") + 1)
    SearchWord.objects.create(language="de", word="fort", folded="fort", entries=3, capitals=0)
    rebuild()
    assert entries(site)["de"] == site.title
    assert not SearchEntry.objects.filter(title="Fort").exists()
    assert not SearchWord.objects.filter(word="fort").exists()
