"""``--undo RUN`` leaves the database as it was before that run."""

from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import PageLogEntry

from members import models as members
from news.archive import undo as module
from news.models import ArchiveChange, ArchiveItem, ArchiveRun, NewsPage, NewsSection
from tests.database import contents, differences
from tests.news.archive.documents import BODY, LONG, clusterplattform
from tests.news.importing import dump, item, page, run, statuses, with_quote, write
from tests.news.test_import_runs import ALL
from tests.news.undoing import assert_undone, csv_file, latest, stored, undo

pytestmark = pytest.mark.django_db
ENGLISH = clusterplattform(
    "This is the lead of the item, and it was not written for the German readers of the site.",
    "The networks of the region have been working with each other for many years now.",
    headline="Twelve companies form a network",
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a file for each status but failed."""
    return write(tmp_path / "in", **ALL)


def test_run_with_every_status_is_undone_without_a_trace(folder: Path) -> None:
    assert_undone(lambda: run(folder))
    assert not NewsPage.objects.exists()
    made = ArchiveRun.objects.get()
    assert (made.state, made.undone_at is None, made.counts["created"]) == ("undone", False, 6)
    assert made.outcomes.count() == len(ALL)
    assert not ArchiveChange.objects.exists()


@pytest.mark.parametrize(
    "options",
    [
        pytest.param(["--draft"], id="draft"),
        pytest.param(["--publish-testimonials"], id="testimonials"),
        pytest.param(["--draft", "--publish-testimonials"], id="both"),
    ],
)
def test_run_with_options_is_undone_without_a_trace(folder: Path, options: list[str]) -> None:
    assert_undone(lambda: run(folder, *options))


def test_run_with_redirects_and_translations_is_undone_without_a_trace(folder: Path) -> None:
    write(folder, z_english=ENGLISH)
    pairs = csv_file(folder, "z_english.txt,j-platform.txt", name="pairs.csv")
    redirects = csv_file(folder, "/alt/1,a-new.txt", "/old/2,z_english.txt")
    assert_undone(lambda: run(folder, "--pairs", pairs, "--redirects", redirects))
    assert not Redirect.objects.exists()


def test_same_import_after_undo_gives_the_same_as_the_first_time(folder: Path) -> None:
    first = run(folder)
    undo()
    second = run(folder)
    assert second == first
    assert NewsPage.objects.count() == 6
    assert set(statuses(folder).values()) == {"unchanged", "skipped", "needs_review"}


def test_run_that_updates_pages_of_an_earlier_one_is_undone_without_a_trace(
    tmp_path: Path,
) -> None:
    folder = write(
        tmp_path / "in",
        a=item(BODY, "Weitere Informationen:\nCluster IT\nVerein der Freunde"),
        b=item(headline="Zweite", date="31. Februar 2011"),
        c=item(headline="Dritte"),
    )
    run(folder)

    def again() -> None:
        write(
            folder,
            a=item("Das ACOD war da.", LONG, "Weitere Informationen:\nOptoNet", section="Neu"),
            b=item(headline="Zweite"),
            d=item(headline="Vierte", section="Tagebuch"),
            e=item(headline="Dritte"),
        )
        assert statuses(folder) == {
            "a.txt": "updated",
            "b.txt": "created",
            "c.txt": "unchanged",
            "d.txt": "created",
            "e.txt": "unchanged",
        }

    assert_undone(again)
    assert [link.label_de for link in page().links.all()] == ["Cluster IT", "Verein der Freunde"]
    again()  # and the same once more


def test_update_of_drafts_is_undone_without_a_trace(tmp_path: Path) -> None:
    folder = write(tmp_path / "in", a=item())
    run(folder, "--draft")
    write(folder, a=item(BODY, LONG))
    assert_undone(lambda: run(folder))
    write(folder, a=item(BODY, LONG, "Noch ein Absatz."))
    assert statuses(folder) == {"a.txt": "updated"}


def test_several_versions_in_one_run_are_undone_together(tmp_path: Path) -> None:
    texts = {"a": item(), "b": item(BODY, LONG), "c": item(BODY, LONG, "Noch ein Absatz.")}
    assert_undone(lambda: run(write(tmp_path / "in", **texts)))


def test_several_versions_of_an_earlier_page_are_undone_together(tmp_path: Path) -> None:
    folder = write(tmp_path / "in", a=item())
    run(folder)
    texts = {"b": item(BODY, LONG), "c": item(BODY, LONG, "Noch ein Absatz.")}
    assert_undone(lambda: run(write(folder, **texts)))


def test_publication_of_earlier_testimonials_is_undone_without_a_trace(folder: Path) -> None:
    run(folder)
    assert_undone(lambda: run(folder, "--publish-testimonials"))
    pool = members.TestimonialPage.objects.all()
    assert [each.live for each in pool] == [False, False]
    assert NewsPage.objects.count() == 6
    run(folder, "--publish-testimonials")
    assert all(each.live for each in pool.all())


def test_runs_are_undone_one_after_the_other(tmp_path: Path) -> None:
    states = [stored()]
    folder = tmp_path / "in"
    for number, text in enumerate((item(), item(BODY, LONG), item(BODY, LONG, "Und mehr."))):
        run(write(folder, a=text, **{f"n{number}": item(headline=f"Meldung {number}")}))
        states.append(stored())
    for before in reversed(states[:-1]):
        undo(ArchiveRun.objects.exclude(state="undone").order_by("-pk").first().pk)
        assert differences(before, stored()) == {}


def test_undo_says_what_it_did_and_leaves_entries_in_the_log(tmp_path: Path) -> None:
    run(write(tmp_path / "in", a=item()))
    key = page().pk
    (line,) = undo()
    assert " 0 " in line
    actions = PageLogEntry.objects.filter(page_id=key).values_list("action", "deleted")
    assert set(actions) == {
        ("wagtail.create", True),
        ("wagtail.publish", True),
        ("wagtail.delete", True),
    }


def test_run_is_not_undone_twice(tmp_path: Path) -> None:
    run(write(tmp_path / "in", a=item()))
    undo()
    before = dump()
    (line,) = undo(status=2)
    assert str(latest()) in line
    assert dump() == before


@pytest.mark.parametrize("number", [1, 999_999, 10**30, -1])
def test_unknown_run_gives_one_line_and_status_2(number: int) -> None:
    before = contents()
    (line,) = undo(number, status=2)
    assert str(number) in line
    assert differences(before, contents()) == {}


@pytest.mark.parametrize("state", ["checking", "checked", "waiting"])
def test_run_that_has_not_begun_is_not_undone(state: str) -> None:
    made = ArchiveRun.objects.create(path="upload.zip", state=state)
    undo(made.pk, status=2)
    made.refresh_from_db()
    assert (made.state, made.undone_at) == (state, None)


def test_run_that_was_killed_can_be_undone(tmp_path: Path) -> None:
    assert_undone(
        lambda: (
            run(write(tmp_path / "in", a=item())),
            ArchiveRun.objects.update(state="running", finished_at=None),
        )
    )


def test_undo_goes_with_no_path() -> None:
    with pytest.raises(CommandError) as error:
        call_command("import_archive", "somewhere", "--undo", "1")
    assert error.value.returncode == 2


@pytest.mark.parametrize("name", ["restore", "index_objects", "fingerprint"])
def test_undo_that_fails_in_the_middle_leaves_all_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    folder = write(tmp_path / "in", a=item(), b=item(headline="Zweite", section="Eins"))
    run(folder)
    write(folder, a=item(BODY, LONG), c=item(headline="Dritte", section="Zwei"))
    run(write(folder, d=with_quote(item(headline="Vierte"), "Bert Muster, Haus", "„Wir.“")))
    real = getattr(module, name)
    before = contents()

    def failing(*args: Any, **options: Any) -> None:
        real(*args, **options)
        raise RuntimeError("broken")

    with monkeypatch.context() as patch:
        patch.setattr(module, name, failing)
        with pytest.raises(RuntimeError):
            undo()
    assert differences(before, contents()) == {}
    undo()


def test_undo_ends_pages_sections_and_members_only_of_its_run(tmp_path: Path) -> None:
    NewsSection.objects.create(name_de="Cluster")
    members.Member.objects.create(name="Beispielwerk")
    assert_undone(lambda: run(write(tmp_path / "in", a=item(), b=item(headline="B", section="N"))))
    assert [each.name_de for each in NewsSection.objects.all()] == ["Cluster"]
    assert ArchiveItem.objects.count() == 0
