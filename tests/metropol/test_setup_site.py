"""``setup_site``: what is missing is made, what staff have changed stays."""

from collections.abc import Callable
from io import StringIO
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command
from wagtail.models import GroupApprovalTask, GroupPagePermission, Site, Workflow, WorkflowPage

from clusters.models import ClusterIndexPage, ClusterPage
from members import models as members
from metropol.models import BasePage, HomePage, StandardPage
from metropol.setup.staff import (
    CHIEF_EDITORS,
    COLLECTION_ACTIONS,
    EDITORS,
    MODEL_PERMISSIONS,
    PAGE_PERMISSIONS,
    TRANSLATORS,
)
from news.models import NewsIndexPage
from tests.news.importing import changed_tables

pytestmark = pytest.mark.django_db
GROUPS = (EDITORS, TRANSLATORS, CHIEF_EDITORS)


def setup() -> None:
    call_command("setup_site", stdout=StringIO())


def outline() -> list[tuple[Any, ...]]:
    """The pages that there are, without their keys."""
    fields = ("depth", "title", "title_en", "slug", "slug_en", "url_path", "url_path_en")
    return sorted(
        BasePage.objects.values_list(*fields, "live", "english_live", "show_in_menus", "numchild")
    )


def test_second_run_changes_nothing() -> None:
    assert changed_tables(setup) == []


def test_database_that_was_only_migrated_gets_everything() -> None:
    before = outline()
    HomePage.objects.get().delete()
    Group.objects.filter(name__in=GROUPS).delete()
    Workflow.objects.all().delete()
    GroupApprovalTask.objects.all().delete()
    assert not Site.objects.exists()
    setup()
    assert outline() == before
    assert Site.objects.get().root_page.specific == HomePage.objects.get()
    assert ClusterPage.objects.count() == 17
    assert Workflow.objects.count() == WorkflowPage.objects.count() == 1
    assert changed_tables(setup) == []
    out = StringIO()
    call_command("fixtree", interactive=False, stdout=out)
    assert out.getvalue().count("No problems found") == 2


def test_all_pages_are_live_in_both_languages() -> None:
    pages = BasePage.objects.filter(depth__gt=1)
    assert pages.count() == 10 + 17
    assert all(page.live and page.english_live and page.title_en for page in pages)


def test_group_has_the_rights_that_the_setup_names() -> None:
    for name in GROUPS:
        group = Group.objects.get(name=name)
        rights = {
            f"{right.content_type.app_label}.{right.codename}"
            for right in group.permissions.select_related("content_type")
        }
        assert rights == {*MODEL_PERMISSIONS[name]}
        pages = GroupPagePermission.objects.filter(group=group)
        assert {page.permission.codename for page in pages} == {
            f"{action}_basepage" for action in PAGE_PERMISSIONS[name]
        }
        assert {page.page.depth for page in pages} == {1}
        assert group.collection_permissions.count() == 2 * len(COLLECTION_ACTIONS[name])


def test_workflow_over_the_whole_tree_asks_the_chief_editors() -> None:
    workflow = Workflow.objects.get()
    assert WorkflowPage.objects.get(workflow=workflow).page.depth == 1
    (task,) = workflow.tasks
    assert [group.name for group in task.specific.groups.all()] == [CHIEF_EDITORS]
    assert NewsIndexPage.objects.get().get_workflow() == workflow


def rename_page() -> None:
    page = NewsIndexPage.objects.get()
    page.title, page.slug, page.slug_en = "Neuigkeiten", "neuigkeiten", "whats-new"
    page.save_revision().publish()


def move_page() -> None:
    imprint = StandardPage.objects.get(slug="impressum")
    imprint.move(StandardPage.objects.get(slug="datenschutz"), pos="first-child")


def delete_standard_page() -> None:
    StandardPage.objects.get(slug="leichte-sprache").delete()


def take_offline() -> None:
    ClusterIndexPage.objects.get().unpublish()


def change_rights() -> None:
    group = Group.objects.get(name=EDITORS)
    group.permissions.clear()
    GroupPagePermission.objects.filter(group=group).delete()


def delete_workflow() -> None:
    Workflow.objects.all().delete()


def delete_cluster() -> None:
    ClusterPage.objects.get(key="acod").delete()


def change_site() -> None:
    Site.objects.update(hostname="portal.example", port=443)


@pytest.mark.parametrize(
    "change",
    [
        rename_page,
        move_page,
        delete_standard_page,
        take_offline,
        change_rights,
        delete_workflow,
        delete_cluster,
        change_site,
    ],
)
def test_what_staff_have_changed_stays(change: Callable[[], None]) -> None:
    change()
    assert changed_tables(setup) == []


@pytest.mark.parametrize(
    "model",
    [NewsIndexPage, ClusterIndexPage, members.MemberIndexPage, members.TestimonialIndexPage],
)
def test_list_that_the_site_needs_is_made_again(model: type[BasePage]) -> None:
    before = {row[5] for row in outline()}
    model.objects.get().delete()
    setup()
    page = model.objects.get()
    assert (page.live, page.english_live) == (True, True)
    clusters = {path for path in before if path.startswith("/start/cluster/")} - {"/start/cluster/"}
    assert {row[5] for row in outline()} == before - (
        clusters if model is ClusterIndexPage else set()
    )
    assert changed_tables(setup) == []


def test_group_that_was_deleted_is_made_again_without_a_second_workflow() -> None:
    Group.objects.get(name=CHIEF_EDITORS).delete()
    setup()
    assert Group.objects.get(name=CHIEF_EDITORS).permissions.exists()
    assert Workflow.objects.count() == 1


def test_missing_index_page_is_made_again_beside_a_page_with_its_slug() -> None:
    NewsIndexPage.objects.get().delete()
    other = StandardPage.objects.first()
    other.slug, other.slug_en = "aktuelles", "news"
    other.save()
    call_command("setup_site", stdout=StringIO())
    again = NewsIndexPage.objects.get()
    assert (again.slug, again.slug_en) == ("aktuelles-2", "news-2")
    assert again.live
    assert again.english_live
