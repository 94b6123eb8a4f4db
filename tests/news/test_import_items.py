"""What becomes of a content: new, known, changed, waiting for a person."""

from collections.abc import Callable
from pathlib import Path

import pytest

from news.models import ArchiveDigest, ArchiveItem, NewsIndexPage, NewsPage, NewsSection
from tests.factories import NewsPageFactory, UserFactory
from tests.news.archive.documents import BODY, FOOTER, LEAD, LONG, technologymountains
from tests.news.importing import HEADLINE, changed_tables, item, page, reason, run, statuses, write

pytestmark = pytest.mark.django_db
LINKS = "Weitere Informationen:\nCluster IT\nACOD\nSilicon Saxony"
FULL = item(BODY, LONG, LINKS)


def published(news: NewsPage) -> None:
    news.lead_de = "Von Hand geändert."
    news.save_revision(user=UserFactory()).publish()


def drafted(news: NewsPage) -> None:
    news.lead_de = "Von Hand geändert."
    news.save_revision(user=UserFactory())


def translated(news: NewsPage) -> None:
    news.title_en = "Twelve companies found a network"
    news.save_revision(user=UserFactory())


def test_new_item_is_created_with_digest_and_page(tmp_path: Path) -> None:
    assert statuses(write(tmp_path / "in", a=FULL)) == {"a.txt": "created"}
    known = ArchiveItem.objects.get()
    assert (known.page, known.headline, known.raw_text) == (page(), HEADLINE, "")
    assert known.revision == page().latest_revision
    assert known.digests.count() == 1


def test_same_content_under_other_name_is_unchanged_and_names_the_first(tmp_path: Path) -> None:
    folder = write(tmp_path / "in", a=FULL, b=FULL.replace("\n", "\r\n"))
    assert statuses(folder, "--dry-run") == {"a.txt": "created", "b.txt": "unchanged"}
    second = run(folder)["files"][1]
    assert (second["status"], "a.txt" in second["reason"]) == ("unchanged", True)
    assert NewsPage.objects.count() == 1
    first, copy = ArchiveItem.objects.order_by("file")
    assert first.page == copy.page == page()
    assert ArchiveDigest.objects.values("digest").distinct().count() == 1
    assert first.digests.count() == copy.digests.count() == 1


def test_other_text_of_same_item_is_updated_with_new_revision(tmp_path: Path) -> None:
    run(write(tmp_path / "in", a=FULL))
    first = page()
    folder = write(tmp_path / "in", a=item(BODY, "Ein ganz anderer Absatz.", LINKS))
    assert statuses(folder) == {"a.txt": "updated"}
    assert (page().pk, page().slug, page().revisions.count()) == (first.pk, first.slug, 2)
    assert "anderer Absatz" in str(page().body_de)
    assert page().live
    assert not page().has_unpublished_changes
    assert ArchiveItem.objects.get().digests.count() == 2


def test_old_content_after_newer_version_is_unchanged(tmp_path: Path) -> None:
    folder = write(tmp_path / "in", a=FULL)
    run(folder)
    run(write(folder, a=item(BODY, "Neu.", LINKS)))
    write(folder, a=FULL)
    assert changed_tables(lambda: run(folder)) == []
    assert statuses(folder) == {"a.txt": "unchanged"}
    assert "Neu." in str(page().body_de)


def test_version_in_other_file_updates_the_page_of_the_first(tmp_path: Path) -> None:
    folder = write(tmp_path / "in", a=FULL, b=item(BODY, "Neu.", LINKS), c=item("Noch neuer."))
    wanted = {"a.txt": "created", "b.txt": "updated", "c.txt": "updated"}
    assert statuses(folder, "--dry-run") == wanted
    assert statuses(folder) == wanted
    assert "Noch neuer." in str(page().body_de)
    assert ArchiveItem.objects.filter(page=page()).count() == 3


@pytest.mark.parametrize("edit", [published, drafted, translated])
def test_item_that_was_edited_needs_review_and_page_stays(
    tmp_path: Path, edit: Callable[[NewsPage], None]
) -> None:
    folder = write(tmp_path / "in", a=FULL)
    run(folder)
    edit(page())
    write(folder, a=item(BODY, "Neu.", LINKS))
    tables = changed_tables(lambda: reason(folder))
    assert tables == [
        "news_archivechange",
        "news_archivedigest",
        "news_archiveitem",
        "news_archiveoutcome",
        "news_archiverun",
    ]
    known = ArchiveItem.objects.get()
    assert (known.status, known.reason["code"]) == ("needs_review", "page-edited")
    assert "Neu." in known.raw_text
    assert statuses(folder, "--dry-run") == statuses(folder) == {"a.txt": "needs_review"}


@pytest.mark.parametrize(
    "ending",
    [
        pytest.param("Halle zwölf Betriebe", id="in-lead"),
        pytest.param(LEAD, id="after-lead"),
        pytest.param(BODY[:20], id="in-body"),
        pytest.param(BODY, id="after-paragraph"),
        pytest.param("Weitere Informationen", id="in-head-of-links"),
        pytest.param("Weitere Informationen:", id="before-links"),
        pytest.param("ACOD", id="in-links"),
        pytest.param("\n\nDeutsch", id="in-switch"),
        pytest.param("English", id="after-switch"),
        pytest.param("Bildleiste Region", id="in-image-alt"),
        pytest.param("Ada Beispiel", id="before-quote"),
        pytest.param("„Wir sind", id="in-quote"),
    ],
)
def test_file_cut_anywhere_of_known_item_needs_review(tmp_path: Path, ending: str) -> None:
    folder = write(tmp_path / "in", a=FULL)
    run(folder)
    write(folder, a=FULL[: FULL.index(ending) + len(ending)])
    assert statuses(folder) == {"a.txt": "needs_review"}
    assert ArchiveItem.objects.get().reason["code"] == "text-shortened"
    assert page().revisions.count() == 1


def test_shortened_words_before_whole_footer_need_review(tmp_path: Path) -> None:
    folder = write(tmp_path / "in", a=FULL)
    run(folder)
    write(folder, a=item(BODY, LINKS))
    assert statuses(folder) == {"a.txt": "needs_review"}


def test_full_text_of_item_that_was_cut_updates_it(tmp_path: Path) -> None:
    cut = FULL[: FULL.index(BODY) + 30]
    folder = write(tmp_path / "in", a=cut, b=FULL, c=cut[:-10])
    report = run(folder)["files"]
    assert [file["status"] for file in report] == ["created", "updated", "needs_review"]
    assert report[0]["warnings"]


def test_item_whose_page_was_deleted_needs_review(tmp_path: Path) -> None:
    folder = write(tmp_path / "in", a=FULL)
    run(folder)
    page().delete()
    assert statuses(folder) == {"a.txt": "unchanged"}
    write(folder, a=item(BODY, "Neu.", LINKS))
    assert statuses(folder, "--dry-run") == statuses(folder) == {"a.txt": "needs_review"}
    assert ArchiveItem.objects.get().reason["code"] == "page-deleted"
    assert not NewsPage.objects.exists()


def test_page_that_staff_took_offline_is_updated_but_stays_offline(tmp_path: Path) -> None:
    folder = write(tmp_path / "in", a=FULL)
    run(folder)
    page().unpublish()
    write(folder, a=item(BODY, "Neu.", LINKS))
    assert statuses(folder) == {"a.txt": "updated"}
    assert not page().live
    assert "Neu." in str(page().get_latest_revision_as_object().body_de)


def test_same_headline_with_other_date_gets_page_and_addresses_of_its_own(tmp_path: Path) -> None:
    folder = write(tmp_path / "in", a=item(), b=item(date="10. Dezember 2011"))
    assert statuses(folder) == {"a.txt": "created", "b.txt": "created"}
    slug = "zwoelf-betriebe-gruenden-ein-netzwerk"
    pages = NewsPage.objects.order_by("pk")
    assert [news.slug for news in pages] == [slug, f"{slug}-2"]
    assert [news.url_path.split("/")[-2] for news in pages] == [slug, f"{slug}-2"]
    assert [news.url_path_en.split("/")[-2] for news in pages] == [slug, f"{slug}-2"]


def test_slug_that_another_page_has_in_english_is_not_taken(tmp_path: Path) -> None:
    NewsPageFactory(slug="anders", slug_en="zwoelf-betriebe-gruenden-ein-netzwerk")
    assert statuses(write(tmp_path / "in", a=item())) == {"a.txt": "created"}
    assert page().slug == "zwoelf-betriebe-gruenden-ein-netzwerk-2"


def test_longest_headlines_of_two_dates_get_slugs_that_fit(tmp_path: Path) -> None:
    headline = ("Ü" * 251) + " gut"
    folder = write(
        tmp_path / "in",
        a=item(headline=headline),
        b=item(headline=headline, date="10. Dezember 2011"),
        c=item(headline="!!!"),
    )
    assert set(statuses(folder).values()) == {"created"}
    assert len({news.slug for news in NewsPage.objects.all()}) == 3


def test_unknown_section_becomes_a_section(tmp_path: Path) -> None:
    run(write(tmp_path / "in", a=item(section="Tagebuch")))
    section = NewsSection.objects.get(name_de="Tagebuch")
    assert (page().section, section.slug_de, section.name_en) == (section, "tagebuch", None)


def test_section_whose_name_is_there_twice_is_the_first(tmp_path: Path) -> None:
    first, _ = (
        NewsSection.objects.create(name_de="News"),
        NewsSection.objects.create(name_de="News"),
    )
    assert statuses(write(tmp_path / "in", a=item(section="News"))) == {"a.txt": "created"}
    assert page().section == first


def test_english_text_needs_review_and_is_kept(tmp_path: Path) -> None:
    lead = "The region and its clusters have been working on this for more than two years."
    folder = write(tmp_path / "in", a=item(lead, lead=lead, section="Weekly"))
    assert statuses(folder) == {"a.txt": "needs_review"}
    known = ArchiveItem.objects.get()
    assert (known.reason["code"], known.page) == ("not-german", None)
    assert lead in known.raw_text
    assert not NewsSection.objects.filter(name_de="Weekly").exists()


def test_needs_review_keeps_text_and_is_linked_to_nothing(tmp_path: Path) -> None:
    folder = write(tmp_path / "in", a=item("Das ACOD war da.", date="31. Februar 2011"))
    (file,) = run(folder)["files"]
    assert (file["status"], file["clusters"]) == ("needs_review", [])
    assert file["record"]["headline"] == HEADLINE
    known = ArchiveItem.objects.get()
    assert "31. Februar 2011" in known.raw_text
    assert known.page is None


def test_text_that_was_corrected_in_its_file_waits_for_review_no_more(tmp_path: Path) -> None:
    folder = write(tmp_path / "in", a=item(date="31. Februar 2011"))
    run(folder)
    assert statuses(write(folder, a=item(date="28. Februar 2011"))) == {"a.txt": "created"}
    known = ArchiveItem.objects.get()
    assert (known.status, known.raw_text, known.digests.count()) == ("created", "", 2)


def test_other_folder_with_same_file_names_overwrites_nothing(tmp_path: Path) -> None:
    run(write(tmp_path / "one", a=FULL, b=item(date="31. Februar 2011")))
    other = item(headline="Etwas ganz anderes")
    run(write(tmp_path / "two", a=other, b=item(headline="Und noch etwas")))
    assert ArchiveItem.objects.filter(status="needs_review").get().raw_text
    write(tmp_path / "three", a=item(BODY, "Neu.", LINKS))
    assert statuses(tmp_path / "three") == {"a.txt": "updated"}
    assert NewsPage.objects.count() == 3
    assert "Neu." in str(page().body_de)


def test_file_that_now_holds_another_item_leaves_the_first_known(tmp_path: Path) -> None:
    folder = write(tmp_path / "in", a=FULL)
    run(folder)
    run(write(folder, a=item(headline="Etwas ganz anderes")))
    assert statuses(write(folder, b=item(BODY, "Neu.", LINKS)))["b.txt"] == "updated"
    assert NewsPage.objects.count() == 2


def test_skipped_file_that_was_read_leaves_an_item_and_others_none(tmp_path: Path) -> None:
    folder = write(tmp_path / "in", empty=b"", blank=b" \n", binary=b"%PDF-1.4 x", big=b"a" * 6)
    (folder / ".hidden.txt").write_text(FULL)
    (folder / "big.txt").write_bytes(b"a" * (5 * 1024 * 1024 + 1))
    assert set(statuses(folder).values()) == {"skipped"}
    assert {known.file for known in ArchiveItem.objects.all()} == {
        "binary.txt",
        "blank.txt",
        "empty.txt",
    }
    assert not NewsPage.objects.exists()
    assert changed_tables(lambda: run(folder)) == []


def test_undated_items_of_one_headline_are_versions_of_one_item(tmp_path: Path) -> None:
    folder = write(tmp_path / "in", a=technologymountains(), b=technologymountains(LEAD, LONG))
    assert statuses(folder) == {"a.txt": "created", "b.txt": "updated"}
    assert (page().date, page().section, page().source) == (None, None, "TechnologyMountains")


def test_draft_option_publishes_nothing_but_updates_what_is_live(tmp_path: Path) -> None:
    folder = write(tmp_path / "in", a=item(LINKS))
    assert statuses(folder, "--draft") == {"a.txt": "created"}
    news = page()
    assert not news.live
    assert news.get_latest_revision_as_object().clusters.count() == 3
    write(folder, a=item("Neu.", LINKS))
    assert statuses(folder) == {"a.txt": "updated"}
    assert not page().live


def test_list_of_news_that_was_empty_takes_the_first_item(tmp_path: Path) -> None:
    assert NewsIndexPage.objects.get().numchild == 0
    run(write(tmp_path / "in", a=FULL, b=item(headline="Zweite", footer=FOOTER)))
    assert NewsIndexPage.objects.get().numchild == 2
