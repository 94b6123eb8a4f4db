"""Pages inserted at once are the same as pages made one by one."""

import json
from collections.abc import Callable, Sequence
from io import StringIO
from typing import Any

import pytest
from django.apps import apps
from django.core.management import call_command
from django.core.management.color import no_style
from django.db import IntegrityError, connection, transaction
from django.utils import translation
from wagtail.log_actions import LogContext

from members import models as members
from metropol import bulk
from metropol.bulk import create_pages
from metropol.models import BasePage, HomePage, StandardPage
from news.models import NewsIndexPage, NewsPage
from tests.database import contents, differences, faceless
from tests.factories import (
    MemberFactory,
    PortalImageFactory,
    UserFactory,
)
from tests.metropol.bulk_pages import news, plain

pytestmark = pytest.mark.django_db
#: What a revision says of the page's state. Wagtail takes all of it from the page, never from
#: the revision, when it reads a revision; made one by one, a page has been saved before its
#: revision is, so that it says more there.
STATE_IN_REVISION = {
    "first_published_at",
    "has_unpublished_changes",
    "last_published_at",
    "latest_revision_created_at",
    "live",
}
#: Columns that may differ: a statistic over the entries before (SQLite ranks titles with it), and
#: keys that nothing refers to, given in no order or, on PostgreSQL, with gaps.
UNEQUAL = (
    "wagtailsearch_indexentry.title_norm",
    "wagtailsearch_indexentry.id",
    "wagtailcore_referenceindex.id",
)
Make = Callable[[], Sequence[BasePage]]


def one_by_one(parent: BasePage, pages: Sequence[BasePage], user: Any, *, live: bool) -> None:
    for page in pages:
        page.live = live
        parent.add_child(instance=page)
        revision = page.save_revision(user=user)
        if live:
            revision.publish(user=user, skip_permission_checks=True)
        parent.refresh_from_db()


def saying(number: int) -> members.TestimonialPage:
    return members.TestimonialPage(
        title=f"Ada {number}",
        slug=f"ada-{number}",
        person="Ada",
        member=members.Member.objects.first() or MemberFactory(),
        quote_de="Gern.",
        portrait=PortalImageFactory(),
        consent_origin="archive",
    )


def state(make: Callable[[], None]) -> dict[str, Any]:
    """Return what the database holds after ``make``, and take that back.

    The keys of new rows start at the same number each time.
    """
    with connection.cursor() as cursor:
        models = apps.get_models(include_auto_created=True)
        for statement in connection.ops.sequence_reset_sql(no_style(), models):
            cursor.execute(statement)
    with transaction.atomic():
        make()
        found = contents(
            *UNEQUAL,
            without=("_fts", "sqlite_sequence"),
        )
        transaction.set_rollback(True)
    for row in found["wagtailcore_revision"]:
        content = json.loads(row["content"])
        row["content"] = {k: v for k, v in content.items() if k not in STATE_IN_REVISION}
    return {
        table: sorted(
            ({column: faceless(value) for column, value in row.items()} for row in rows), key=repr
        )
        for table, rows in found.items()
    }


@pytest.mark.parametrize("live", [True, False])
@pytest.mark.parametrize(
    ("parent", "make"),
    [
        pytest.param(NewsIndexPage, lambda: [news(1), news(2), news(3)], id="news"),
        pytest.param(NewsIndexPage, lambda: [plain(1)], id="plain"),
        pytest.param(members.TestimonialIndexPage, lambda: [saying(1), saying(2)], id="others"),
    ],
)
def test_pages_are_the_same_as_made_one_by_one(
    parent: type[BasePage], make: Make, *, live: bool
) -> None:
    user = UserFactory()
    # What the pages refer to is made first, so that both ways find the same.
    first = make()
    place = parent.objects.get()

    def with_bulk() -> None:
        create_pages(parent.objects.get(), again(first), user=user, live=live)

    def without() -> None:
        with LogContext(user=user, generate_uuid=False):
            one_by_one(parent.objects.get(), again(first), user, live=live)

    fast, slow = state(with_bulk), state(without)
    assert differences(slow, fast) == {}
    assert first[0].slug in [row["slug"] for row in fast["metropol_basepage"]]
    assert place.get_children().count() == 0


def again(pages: Sequence[BasePage]) -> list[BasePage]:
    """Return new pages with the content of these."""
    found = []
    for page in pages:
        other = type(page).from_serializable_data(page.serializable_data())
        other.pk = None
        found.append(other)
    return found


def test_no_pages_are_no_work(django_assert_num_queries: Any) -> None:
    parent = NewsIndexPage.objects.get()
    with django_assert_num_queries(2):
        create_pages(parent, [])


@pytest.mark.parametrize("before", [1, 35, 36])
def test_pages_follow_the_last_child_in_a_sound_tree(before: int) -> None:
    """Positions are numbers to the base 36, so that these get another digit."""
    parent = NewsIndexPage.objects.get()
    create_pages(parent, [plain(number) for number in range(before)])
    parent.refresh_from_db()
    create_pages(parent, [plain(number) for number in range(100, 140)])
    children = list(NewsIndexPage.objects.get().get_children().order_by("path"))
    assert [page.slug for page in children] == [
        *(f"m{number}" for number in range(before)),
        *(f"m{number}" for number in range(100, 140)),
    ]
    out = StringIO()
    call_command("fixtree", interactive=False, stdout=out)
    assert out.getvalue().count("No problems found") == 2
    assert NewsIndexPage.objects.get().numchild == before + 40


def test_parent_object_may_be_older_than_the_parent() -> None:
    parent = NewsIndexPage.objects.get()
    create_pages(NewsIndexPage.objects.get(), [plain(1)])
    create_pages(parent, [plain(2)])
    assert NewsIndexPage.objects.get().numchild == 2
    NewsIndexPage.objects.get().add_child(instance=plain(3))
    assert NewsIndexPage.objects.get().get_children().count() == 3


def test_children_of_other_parents_do_not_count() -> None:
    home = HomePage.objects.get()
    other = home.add_child(instance=StandardPage(title="Andere", lead_de="x"))
    for number in range(3):
        other.add_child(instance=StandardPage(title=f"Kind {number}", lead_de="x"))
    create_pages(NewsIndexPage.objects.get(), [plain(1)])
    page = NewsPage.objects.get()
    assert page.path == NewsIndexPage.objects.get().path + "0001"
    assert page.get_parent().specific == NewsIndexPage.objects.get()


@pytest.mark.parametrize(
    "name",
    ["_place", "_insert", "_add_revisions", "_log", "_index_words", "_index_references"],
)
def test_failure_leaves_nothing(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    real = getattr(bulk, name)

    def failing(*args: Any) -> None:
        real(*args)
        raise RuntimeError

    pages, parent = [news(1), news(2)], NewsIndexPage.objects.get()
    before = contents()
    monkeypatch.setattr(bulk, name, failing)
    with pytest.raises(RuntimeError):
        create_pages(parent, pages)
    assert differences(before, contents()) == {}


def test_two_pages_of_one_place_in_the_tree_are_refused() -> None:
    """As when another process has added a page at the same time."""
    parent = NewsIndexPage.objects.get()
    create_pages(parent, [plain(1)])
    BasePage.objects.filter(slug="m1").update(depth=9)  # hidden from the search for the last
    before = contents()
    with pytest.raises(IntegrityError), transaction.atomic():
        create_pages(parent, [plain(2)])
    assert differences(before, contents()) == {}


@pytest.mark.parametrize("language", ["de", "en"])
def test_texts_are_german_whatever_language_is_active(language: str) -> None:
    with translation.override(language):
        create_pages(NewsIndexPage.objects.get(), [plain(1)])
        page = NewsPage.objects.get()
        assert (page.lead_de, page.lead_en) == ("Vorspann", None)
        content = page.latest_revision.content
        assert (content["lead"], content["lead_de"], content["lead_en"]) == (
            "Vorspann",
            "Vorspann",
            None,
        )
