"""What an undo keeps beside pages: testimonials, members, sections, redirects, items."""

from pathlib import Path

import pytest
from wagtail.contrib.redirects.models import Redirect

from members import models as members
from metropol.models import HomePage
from news.archive import queue
from news.models import (
    ArchiveDigest,
    ArchiveItem,
    ArchiveTestimonial,
    NewsIndexPage,
    NewsPage,
    NewsSection,
)
from tests.database import contents
from tests.factories import UserFactory
from tests.news.importing import changed_tables, item, page, run, statuses, write
from tests.news.undoing import csv_file, undo

pytestmark = pytest.mark.django_db


def test_testimonial_that_staff_deleted_does_not_come_back(tmp_path: Path) -> None:
    folder = write(tmp_path / "in", a=item())
    run(folder)
    members.TestimonialPage.objects.get().delete()
    undo()
    assert ArchiveTestimonial.objects.count() == 1
    assert not members.Member.objects.exists()
    assert statuses(folder) == {"a.txt": "created"}
    assert not members.TestimonialPage.objects.exists()


def test_testimonial_that_staff_edited_is_kept_with_its_member(tmp_path: Path) -> None:
    folder = write(tmp_path / "in", a=item())
    run(folder)
    saying = members.TestimonialPage.objects.get()
    saying.quote_de = "Korrigiert."
    saying.save_revision()
    lines = undo(status=1)
    assert "Ada Beispiel" in lines[0]
    assert members.Member.objects.get().name == "Beispielwerk"
    assert not NewsPage.objects.exists()
    assert statuses(folder) == {"a.txt": "created"}
    assert members.TestimonialPage.objects.count() == 1


def test_testimonial_that_staff_took_offline_after_its_publication_is_kept(tmp_path: Path) -> None:
    folder = write(tmp_path / "in", a=item())
    run(folder)
    run(folder, "--publish-testimonials")
    members.TestimonialPage.objects.get().unpublish()
    before = contents()["metropol_basepage"]
    assert "Ada Beispiel" in undo(status=1)[0]
    assert contents()["metropol_basepage"] == before


@pytest.mark.parametrize("fields", [{"name_de": "Umbenannt"}, {"name_en": "Translated"}])
def test_section_that_staff_changed_is_kept_and_listed(
    tmp_path: Path, fields: dict[str, str]
) -> None:
    run(write(tmp_path / "in", a=item()))
    NewsSection.objects.update(**fields)
    lines = undo(status=1)
    assert str(NewsSection.objects.get()) in lines[0]
    assert not NewsPage.objects.exists()


def test_section_and_member_that_others_use_are_kept(tmp_path: Path) -> None:
    run(write(tmp_path / "in", a=item()))
    NewsIndexPage.objects.get().add_child(
        instance=NewsPage(title="Eigene", lead_de="x", section=NewsSection.objects.get())
    )
    members.TestimonialIndexPage.objects.get().add_child(
        instance=members.TestimonialPage(
            title="Eigenes",
            person="Eigene",
            quote_de="x",
            consent_origin="recorded",
            member=members.Member.objects.get(),
        )
    )
    undo()
    assert NewsPage.objects.get().section.name_de == "Cluster"
    assert members.TestimonialPage.objects.get().member.name == "Beispielwerk"


def test_member_that_staff_edited_is_kept_and_listed(tmp_path: Path) -> None:
    run(write(tmp_path / "in", a=item()))
    members.Member.objects.update(city="Halle")
    assert "Beispielwerk" in undo(status=1)[0]
    assert members.Member.objects.get().city == "Halle"


def test_redirect_that_staff_changed_is_kept_and_listed(tmp_path: Path) -> None:
    folder = write(tmp_path / "in", a=item())
    run(folder, "--redirects", csv_file(folder, "/alt/1,a.txt", "/alt/2,a.txt"))
    Redirect.objects.filter(old_path="/alt/1").update(redirect_page=HomePage.objects.get())
    assert "/alt/1" in undo(status=1)[0]
    assert [each.old_path for each in Redirect.objects.all()] == ["/alt/1"]
    assert not NewsPage.objects.exists()


def test_redirects_to_a_page_that_is_kept_stay(tmp_path: Path) -> None:
    folder = write(tmp_path / "in", a=item())
    run(folder, "--redirects", csv_file(folder, "/alt/1,a.txt"))
    page().save_revision()
    undo(status=1)
    assert Redirect.objects.get().redirect_page_id == page().pk


def test_item_that_staff_completed_is_kept_with_its_page(tmp_path: Path) -> None:
    folder = write(tmp_path / "in", a=item(date="31. Februar 2011"), b=item(headline="Zweite"))
    run(folder)
    made = queue.make_draft(ArchiveItem.objects.get(file="a.txt"), UserFactory())
    made.get_latest_revision().publish()
    queue.complete(NewsPage.objects.get(pk=made.pk))
    known = ArchiveItem.objects.get(file="a.txt")
    assert (known.reason["code"], known.page_id) == ("completed", made.pk)
    undo()
    assert [each.pk for each in NewsPage.objects.all()] == [made.pk]
    assert ArchiveItem.objects.get() == known
    assert ArchiveDigest.objects.count() == 1
    assert statuses(folder) == {"a.txt": "unchanged", "b.txt": "created"}


def test_item_of_which_staff_have_made_a_draft_is_kept(tmp_path: Path) -> None:
    run(write(tmp_path / "in", a=item(date="31. Februar 2011"), b=item(headline="Zweite")))
    made = queue.make_draft(ArchiveItem.objects.get(file="a.txt"), UserFactory())
    undo()
    assert [each.pk for each in NewsPage.objects.all()] == [made.pk]
    assert ArchiveItem.objects.get().draft == made


def test_second_import_after_an_undo_that_kept_something_writes_nothing_twice(
    tmp_path: Path,
) -> None:
    folder = write(tmp_path / "in", a=item(), b=item(headline="Zweite"), c=b"")
    run(folder)
    page().save_revision()
    undo(status=1)
    assert statuses(folder) == {"a.txt": "unchanged", "b.txt": "created", "c.txt": "skipped"}
    assert changed_tables(lambda: run(folder)) == []
