"""What an undo keeps and lists: whatever somebody has changed since."""

from collections.abc import Callable
from pathlib import Path

import pytest
from wagtail.models import PageLogEntry

from metropol.models import HomePage
from news.models import (
    ArchiveItem,
    ArchiveRun,
    NewsIndexPage,
    NewsLink,
    NewsPage,
    NewsSection,
)
from tests.database import contents, differences
from tests.news.archive.documents import BODY, LONG
from tests.news.importing import HEADLINE, item, page, run, statuses, write
from tests.news.undoing import latest, stored, undo

pytestmark = pytest.mark.django_db
LINKS = "Weitere Informationen:\nCluster IT\nVerein der Freunde"
OLD, NEW = item(BODY, LINKS), item(BODY, LONG, LINKS)


def publish(news: NewsPage) -> None:
    news.lead_de = "Von Hand"
    news.save_revision().publish()


def draft(news: NewsPage) -> None:
    news.lead_de = "Von Hand"
    news.save_revision()


def save(news: NewsPage) -> None:
    news.lead_de = "Aus der Shell"
    news.save()


def change_links(news: NewsPage) -> None:
    NewsLink.objects.filter(page=news).update(label_de="Aus der Shell")


def change_clusters(news: NewsPage) -> None:
    news.clusters.clear()
    news.save()


def move(news: NewsPage) -> None:
    other = HomePage.objects.get().add_child(instance=NewsIndexPage(title="Zweite", lead_de="x"))
    news.move(other, pos="last-child")


def unpublish(news: NewsPage) -> None:
    news.unpublish()


CHANGES = [publish, draft, save, change_links, change_clusters, move, unpublish]


@pytest.mark.parametrize("change", CHANGES)
def test_page_that_was_made_and_changed_since_is_kept_and_listed(
    tmp_path: Path, change: Callable[[NewsPage], None]
) -> None:
    folder = write(tmp_path / "in", a=NEW, b=item(headline="Zweite"))
    run(folder)
    change(page())
    before = page().serializable_data()
    lines = undo(status=1)
    assert [line for line in lines if HEADLINE in line] == lines[:1]
    assert list(NewsPage.objects.values_list("title", flat=True)) == [HEADLINE]
    assert page().serializable_data() == before
    assert page().section.name_de == "Cluster"
    known = ArchiveItem.objects.get()
    assert (known.file, known.page) == ("a.txt", page())
    # What is kept is still known, and what was deleted comes back.
    assert statuses(folder) == {"a.txt": "unchanged", "b.txt": "created"}


@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize("options", [(), ("--draft",)])
def test_page_that_was_updated_and_changed_since_is_kept_and_listed(
    tmp_path: Path, change: Callable[[NewsPage], None], options: tuple[str, ...]
) -> None:
    if options and change is unpublish:
        pytest.skip("a draft cannot be taken offline")
    folder = write(tmp_path / "in", a=OLD)
    run(folder, *options)
    write(folder, a=NEW, b=item(headline="Zweite"))
    run(folder)
    change(page())
    before = page().serializable_data()
    lines = undo(status=1)
    assert [line for line in lines if HEADLINE in line] == lines[:1]
    assert page().serializable_data() == before
    assert NewsPage.objects.count() == 1
    assert statuses(folder) == {"a.txt": "unchanged", "b.txt": "created"}


def test_draft_that_was_saved_from_a_shell_is_kept(tmp_path: Path) -> None:
    run(write(tmp_path / "in", a=item()), "--draft")
    save(page())
    assert HEADLINE in undo(status=1)[0]
    assert page().lead_de == "Aus der Shell"


def test_page_that_was_taken_offline_and_online_again_is_not_kept(tmp_path: Path) -> None:
    run(write(tmp_path / "in", a=item()))
    unpublish(page())
    page().get_latest_revision().publish()
    undo()
    assert not NewsPage.objects.exists()


def test_pages_below_a_list_that_was_moved_or_ordered_anew_are_not_kept(tmp_path: Path) -> None:
    run(write(tmp_path / "in", a=item(), b=item(headline="Zweite")))
    page("Zweite").move(page(), pos="left")
    NewsIndexPage.objects.get().move(HomePage.objects.get(), pos="first-child")
    undo()
    assert not NewsPage.objects.exists()


def test_undo_can_be_repeated_when_what_was_kept_is_as_it_was(tmp_path: Path) -> None:
    before = stored()
    run(write(tmp_path / "in", a=item(), b=item(headline="Zweite")))
    lead = page().lead_de
    number = latest()
    save(page())
    undo(number, status=1)
    assert ArchiveRun.objects.get().state == "finished"
    news = page()
    news.lead_de = lead
    news.save()
    undo(number)
    assert ArchiveRun.objects.get().state == "undone"
    assert differences(before, stored()) == {}


def test_earlier_run_keeps_pages_that_a_later_one_changed(tmp_path: Path) -> None:
    folder = write(tmp_path / "in", a=item(), b=item(headline="Zweite"))
    run(folder)
    first = latest()
    run(write(folder, a=item(BODY, LONG)))
    after = contents()["metropol_basepage"]
    lines = undo(first, status=1)
    assert HEADLINE in lines[0]
    assert [each.title for each in NewsPage.objects.all()] == [HEADLINE]
    assert [row for row in after if row["title"] == HEADLINE] == [
        row for row in contents()["metropol_basepage"] if row["title"] == HEADLINE
    ]
    undo()  # the later one
    undo(first)
    assert not NewsPage.objects.exists()
    assert not ArchiveItem.objects.exists()
    assert not NewsSection.objects.exists()


@pytest.mark.parametrize("text", [item(), item(BODY, LONG)])
def test_page_to_which_a_later_run_has_brought_another_file_is_kept(
    tmp_path: Path, text: str
) -> None:
    folder = write(tmp_path / "in", a=item())
    run(folder)
    run(write(folder, a=item(BODY, LONG)))
    second = latest()
    other = write(tmp_path / "other", copy=text)
    assert statuses(other) == {"copy.txt": "unchanged"}
    before = page().serializable_data()
    assert HEADLINE in undo(second, status=1)[0]
    assert page().serializable_data() == before
    undo()
    undo(second)
    assert page().serializable_data() != before


def test_page_that_staff_deleted_is_no_trouble(tmp_path: Path) -> None:
    folder = write(tmp_path / "in", a=item(), b=item(headline="Zweite"))
    run(folder)
    run(write(folder, a=item(BODY, LONG)))
    page().delete()
    undo()
    undo(ArchiveRun.objects.order_by("pk").first().pk)
    assert not NewsPage.objects.exists()
    assert not ArchiveItem.objects.exists()
    actions = PageLogEntry.objects.filter(label="Zweite", action="wagtail.delete")
    assert actions.count() == 1
