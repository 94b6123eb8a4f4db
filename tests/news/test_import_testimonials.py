"""The testimonials of the footers: a pool, each once, drafts unless someone decides otherwise."""

from pathlib import Path

import pytest

from members import models as members
from news.models import ArchiveRun, ArchiveTestimonial, NewsPage
from tests.factories import UserFactory
from tests.news.importing import changed_tables, item, run, statuses, with_quote, write

pytestmark = pytest.mark.django_db
PUBLISH = "--publish-testimonials"
WHO, WORDS = "Bert Muster, Musterwerk, Halle", "„Wir “auch” gern!“."


def pool() -> list[members.TestimonialPage]:
    return list(members.TestimonialPage.objects.order_by("pk"))


def only() -> members.TestimonialPage:
    (found,) = pool()
    return found


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with one item and its testimonial."""
    return write(tmp_path / "in", a=item())


def test_testimonial_is_draft_with_consent_of_the_archive_and_member(folder: Path) -> None:
    run(folder)
    made = only()
    assert (made.live, made.consent_origin) == (False, "archive")
    assert (made.person, made.quote_de, made.title) == (
        "Ada Beispiel",
        "Wir sind gern dabei.",
        "Ada Beispiel, Beispielwerk",
    )
    assert made.member == members.Member.objects.get(name="Beispielwerk")


def test_repeated_testimonial_is_there_once_in_a_run_and_over_runs(tmp_path: Path) -> None:
    texts = {f"n{number}": item(headline=f"Meldung {number}") for number in range(3)}
    folder = write(tmp_path / "in", **texts, other=with_quote(item(headline="X"), WHO, WORDS))
    run(folder)
    run(write(folder, later=item(headline="Später")))
    first, second = pool()
    assert (second.person, second.member.name) == ("Bert Muster", "Musterwerk, Halle")
    assert first.member != second.member
    assert ArchiveTestimonial.objects.count() == 2


def test_same_person_with_other_words_or_place_is_another_testimonial(tmp_path: Path) -> None:
    who = "Ada Beispiel, Beispielwerk"
    folder = write(
        tmp_path / "in",
        a=item(),
        b=with_quote(item(headline="B"), who, "„Andere Worte.“"),
        c=with_quote(item(headline="C"), "Ada Beispiel", "„Wir sind gern dabei.”"),
    )
    assert set(statuses(folder).values()) == {"created"}
    assert [page.slug for page in pool()] == [
        "ada-beispiel-beispielwerk",
        "ada-beispiel-beispielwerk-2",
        "ada-beispiel",
    ]
    assert pool()[2].member is None
    assert members.Member.objects.count() == 1


def test_option_publishes_those_of_earlier_runs_too(folder: Path) -> None:
    run(folder)
    runs = ArchiveRun.objects.count()
    run(folder, PUBLISH)
    assert only().live
    assert ArchiveRun.objects.count() == runs + 1
    assert changed_tables(lambda: run(folder, PUBLISH)) == []


def test_option_of_a_dry_run_publishes_nothing(folder: Path) -> None:
    run(folder)
    assert changed_tables(lambda: run(folder, PUBLISH, "--dry-run")) == []


def test_testimonial_that_staff_took_offline_stays_offline(folder: Path) -> None:
    run(folder, PUBLISH)
    only().unpublish()
    assert changed_tables(lambda: run(folder, PUBLISH)) == []
    assert not only().live


@pytest.mark.parametrize("origin", ["withdrawn", "recorded"])
def test_testimonial_whose_consent_staff_have_changed_is_left_to_them(
    folder: Path, origin: str
) -> None:
    run(folder)
    draft = only()
    draft.consent_origin = origin
    draft.save_revision(user=UserFactory())
    assert changed_tables(lambda: run(folder, PUBLISH)) == []
    assert not only().live


def test_testimonial_that_staff_corrected_is_published_as_they_left_it(folder: Path) -> None:
    run(folder)
    draft = only()
    draft.quote_de = "Wir sind sehr gern dabei."
    draft.save_revision(user=UserFactory())
    run(write(folder, b=item(headline="Zweite")), PUBLISH)
    assert (only().live, only().quote_de) == (True, "Wir sind sehr gern dabei.")


def test_testimonial_that_staff_deleted_does_not_come_back(folder: Path) -> None:
    run(folder, PUBLISH)
    only().delete()
    run(write(folder, b=item(headline="Zweite")), PUBLISH)
    assert pool() == []
    assert NewsPage.objects.count() == 2


def test_item_that_needs_review_leaves_no_testimonial(tmp_path: Path) -> None:
    run(write(tmp_path / "in", a=item(date="31. Februar 2011")), PUBLISH)
    assert pool() == []
    assert not members.Member.objects.exists()


def test_testimonial_that_cannot_be_published_loses_no_file(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run(folder)
    assert only().first_published_at is None
    assert statuses(write(folder, b=item(headline="Zweite"))) == {
        "a.txt": "unchanged",
        "b.txt": "created",
    }
