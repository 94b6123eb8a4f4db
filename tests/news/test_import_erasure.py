"""A testimonial of the archive is erased: the records of imports forget it too."""

from pathlib import Path

import pytest
from django.test import Client

from members import models as members
from members.submissions.erasure import erase_page
from news.archive.undo import undo
from news.models import ArchiveItem, ArchiveRun, NewsPage
from tests.database import contents
from tests.news.importing import item, run, write

pytestmark = pytest.mark.django_db


def holders(*words: str) -> set[str]:
    """Return the tables that hold one of the words."""
    return {
        table
        for table, rows in contents().items()
        if any(word.lower() in repr(row).lower() for row in rows for word in words)
    }


def test_erased_testimonial_of_the_archive_is_in_no_table_and_does_not_come_back(
    tmp_path: Path,
) -> None:
    folder = write(tmp_path / "in", a=item(), b=item(headline="Zweite Meldung"))
    run(folder, "--publish-testimonials")
    page = members.TestimonialPage.objects.get()
    address = page.get_url()
    assert ArchiveItem.objects.filter(text__contains="Ada Beispiel").count() == 2
    erase_page(page)
    assert holders("Ada Beispiel", "Wir sind gern dabei", "ada-beispiel") == set()
    assert Client().get(address).status_code == 410
    run(folder, "--publish-testimonials")
    run(write(folder, later=item(headline="Später")))
    assert not members.TestimonialPage.objects.exists()


def test_run_can_still_be_undone_after_its_testimonial_was_erased(tmp_path: Path) -> None:
    run(write(tmp_path / "in", a=item()), "--publish-testimonials")
    erase_page(members.TestimonialPage.objects.get())
    done = undo(ArchiveRun.objects.first(), None)
    assert done.kept == []
    assert not NewsPage.objects.exists()


def test_words_that_were_wrapped_are_found(tmp_path: Path) -> None:
    run(write(tmp_path / "in", a=item()), "--publish-testimonials")
    page = members.TestimonialPage.objects.get()
    found = ArchiveItem.objects.get()
    found.text = "Ada\nBeispiel sagt: Wir sind\n gern dabei. Und Beispiel bleibt."
    found.save()
    erase_page(page)
    found.refresh_from_db()
    assert found.text == "… sagt: … Und Beispiel bleibt."
