"""``--pairs FILE.csv``: confirmed English items become the English of the German ones' pages."""

from pathlib import Path

import pytest
from django.test import Client
from wagtail.rich_text import get_text_for_indexing

from news.models import ArchiveItem, ArchiveRun, NewsPage
from tests.news.archive.documents import LEAD, LONG, clusterplattform, mitteldeutschland
from tests.news.importing import HEADLINE, changed_tables, dump, run, statuses, write
from tests.news.undoing import csv_file

pytestmark = pytest.mark.django_db
TITLE = "Twelve companies form a network"
ENGLISH_LEAD = "This is the lead of the item, and it was written for the readers of the site."
WORDS = "The networks of the region have been working with each other for many years now."
MORE = "And this is what they will be doing for the next years, as they have said."


def german(*body: str, **parts: str) -> str:
    return clusterplattform("Ein Dachzeilentext", LEAD, *(body or [LONG]), **parts)


def english(*body: str, **parts: str) -> str:
    return clusterplattform(
        "A kicker of the item", ENGLISH_LEAD, *(body or [WORDS]), headline=TITLE, **parts
    )


def with_links(text: str, *names: str) -> str:
    return f"{text}\n\nWeitere Informationen:\n" + "\n".join(names)


def pair(folder: Path, *rows: str) -> tuple[str, str]:
    return "--pairs", csv_file(folder, *(rows or ["english.txt,german.txt"]), name="pairs.csv")


def only() -> NewsPage:
    return NewsPage.objects.get()


def words(body: object) -> list[str]:
    return [get_text_for_indexing(str(block.value)).strip() for block in body]  # type: ignore[attr-defined]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with an item in both languages."""
    return write(tmp_path / "in", german=german(), english=english())


def assert_translated(news: NewsPage) -> None:
    assert (news.title, news.title_en, news.slug_en) == (
        HEADLINE,
        TITLE,
        "twelve-companies-form-a-network",
    )
    assert (news.kicker_de, news.kicker_en) == ("Ein Dachzeilentext", "A kicker of the item")
    assert (news.lead_de, news.lead_en) == (LEAD, ENGLISH_LEAD)
    assert (words(news.body_de), words(news.body_en)) == ([LONG], [WORDS])


def test_confirmed_translation_fills_the_english_of_the_page(folder: Path, client: Client) -> None:
    assert statuses(folder, *pair(folder)) == {"english.txt": "updated", "german.txt": "created"}
    news = only()
    assert_translated(news)
    assert (news.live, news.english_live, news.english_request) == (True, True, "")
    response = client.get("/en/news/twelve-companies-form-a-network/")
    assert response.status_code == 200
    assert WORDS in response.content.decode()
    assert client.get(news.url).status_code == 200
    items = ArchiveItem.objects.order_by("file").values_list("file", "language", "page", "headline")
    assert list(items) == [
        ("english.txt", "en", news.pk, TITLE),
        ("german.txt", "de", news.pk, HEADLINE),
    ]


def test_english_stays_offline_in_a_run_of_drafts(folder: Path) -> None:
    statuses(folder, *pair(folder), "--draft")
    news = only().get_latest_revision_as_object()
    assert_translated(news)
    assert (news.live, news.english_live, news.english_request) == (False, False, "")


def test_english_stays_offline_where_a_run_of_drafts_meets_a_live_page(tmp_path: Path) -> None:
    folder = write(tmp_path / "in", german=german())
    run(folder)
    write(folder, english=english())
    assert statuses(folder, *pair(folder), "--draft")["english.txt"] == "updated"
    assert (only().live, only().english_live, only().english_request) == (True, False, "")


@pytest.mark.parametrize("names", [("a", "b"), ("b", "a")])
def test_order_of_the_files_does_not_matter_and_report_keeps_it(
    tmp_path: Path, names: tuple[str, str]
) -> None:
    german_name, english_name = names
    texts = {german_name: german(), english_name: english(), "c": german(headline="Dritte")}
    folder = write(tmp_path / "in", **texts)
    report = run(folder, *pair(folder, f"{english_name}.txt,{german_name}.txt"))
    assert [file["file"] for file in report["files"]] == ["a.txt", "b.txt", "c.txt"]
    by_name = {file["file"][0]: file["status"] for file in report["files"]}
    assert by_name == {german_name: "created", english_name: "updated", "c": "created"}
    assert_translated(NewsPage.objects.get(title=HEADLINE))
    made = ArchiveRun.objects.get()
    outcomes = made.outcomes.order_by("number").values_list("number", "file")
    assert list(outcomes) == [(1, "a.txt"), (2, "b.txt"), (3, "c.txt")]
    assert made.pairs == {f"{english_name}.txt": f"{german_name}.txt"}


@pytest.mark.parametrize("partner", ["german.txt", "page:{}"])
def test_page_of_an_earlier_run_can_be_named(tmp_path: Path, partner: str) -> None:
    folder = write(tmp_path / "in", german=german())
    run(folder)
    write(folder, english=english())
    chosen = pair(folder, f"english.txt,{partner.format(only().pk)}")
    told = run(folder, "--dry-run", *chosen)["files"]
    assert run(folder, *chosen)["files"] == told
    assert [file["status"] for file in told] == ["updated", "unchanged"]
    assert_translated(only())
    assert only().english_live


def test_dry_run_writes_nothing_and_tells_what_the_run_does(folder: Path) -> None:
    write(folder, another=english(date="17.07.2019"), third=german(date="18.07.2019"))
    chosen = pair(folder, "english.txt,german.txt", "another.txt,third.txt", "no.txt,german.txt")
    before = dump()
    told = run(folder, "--dry-run", *chosen)
    assert dump() == before
    done = run(folder, *chosen)
    assert told["files"] == done["files"]
    assert told["run"]["counts"] == done["run"]["counts"]
    assert {file["file"]: file["status"] for file in done["files"]} == {
        "another.txt": "needs_review",
        "english.txt": "updated",
        "german.txt": "created",
        "third.txt": "created",
    }


def test_second_run_writes_nothing(folder: Path) -> None:
    run(folder, *pair(folder))
    assert changed_tables(lambda: run(folder, *pair(folder))) == []
    assert set(statuses(folder, *pair(folder)).values()) == {"unchanged"}
    assert set(statuses(folder).values()) == {"unchanged"}


def test_english_item_without_a_pair_waits_for_review_and_is_kept(folder: Path) -> None:
    assert statuses(folder)["english.txt"] == "needs_review"
    waiting = ArchiveItem.objects.get(file="english.txt")
    assert (waiting.reason["code"], waiting.page) == ("not-german", None)
    assert waiting.raw_text.startswith("ClusterERFOLGE")
    assert only().title_en == ""


@pytest.mark.parametrize(
    ("texts", "row", "reason"),
    [
        pytest.param(
            {"english": english(date="17.07.2019")},
            "english.txt,german.txt",
            "pair-differs",
            id="day",
        ),
        pytest.param(
            {
                "english": mitteldeutschland(
                    WORDS, headline=TITLE, date="16. Juli 2019", lead=ENGLISH_LEAD
                )
            },
            "english.txt,german.txt",
            "pair-differs",
            id="family",
        ),
        pytest.param({}, "english.txt,missing.txt", "pair-missing", id="file"),
        pytest.param({}, "english.txt,english.txt", "pair-missing", id="itself"),
        pytest.param({}, "english.txt,page:999999", "pair-missing", id="page"),
        pytest.param({}, "english.txt,page:x", "pair-missing", id="not-a-key"),
        pytest.param({}, "english.txt,page:²", "pair-missing", id="not-a-digit"),
        pytest.param({}, f"english.txt,page:{10**30}", "pair-missing", id="large-key"),
        pytest.param({"empty": b""}, "english.txt,empty.txt", "pair-missing", id="no-page"),
    ],
)
def test_pair_that_does_not_fit_waits_for_review(
    folder: Path, texts: dict[str, str], row: str, reason: str
) -> None:
    write(folder, **texts)
    told = run(folder, "--dry-run", *pair(folder, row))["files"]
    assert run(folder, *pair(folder, row))["files"] == told
    waiting = ArchiveItem.objects.get(file="english.txt")
    assert (waiting.status, waiting.reason["code"], waiting.page) == ("needs_review", reason, None)
    assert waiting.raw_text
    assert only().title_en == ""


def test_page_that_was_edited_stays_as_it_is(tmp_path: Path) -> None:
    folder = write(tmp_path / "in", german=german())
    run(folder)
    only().save_revision()
    write(folder, english=english())
    told = run(folder, "--dry-run", *pair(folder))["files"]
    assert run(folder, *pair(folder))["files"] == told
    assert ArchiveItem.objects.get(file="english.txt").reason["code"] == "page-edited"
    assert only().title_en == ""


def test_second_translation_of_a_page_in_another_file_is_another_version(folder: Path) -> None:
    write(folder, later=english(WORDS, MORE))
    chosen = pair(folder, "english.txt,german.txt", "later.txt,german.txt")
    told = run(folder, "--dry-run", *chosen)["files"]
    assert run(folder, *chosen)["files"] == told
    assert [file["status"] for file in told] == ["updated", "created", "updated"]
    assert words(only().body_en) == [WORDS, MORE]


def test_new_german_text_updates_the_page_and_keeps_its_english(folder: Path) -> None:
    run(folder, *pair(folder))
    write(folder, german=german(LONG, "Noch ein Absatz."))
    told = run(folder, "--dry-run", *pair(folder))["files"]
    assert run(folder, *pair(folder))["files"] == told
    assert [file["status"] for file in told] == ["unchanged", "updated"]
    assert words(only().body_de) == [LONG, "Noch ein Absatz."]
    assert words(only().body_en) == [WORDS]
    assert only().english_live


def test_new_english_text_updates_the_english_of_the_page(folder: Path) -> None:
    run(folder, *pair(folder))
    write(folder, english=english(WORDS, MORE))
    told = run(folder, "--dry-run", *pair(folder))["files"]
    assert run(folder, *pair(folder))["files"] == told
    assert [file["status"] for file in told] == ["updated", "unchanged"]
    assert words(only().body_en) == [WORDS, MORE]
    assert words(only().body_de) == [LONG]
    assert only().title == HEADLINE


def test_new_texts_in_both_languages_update_the_page(folder: Path) -> None:
    run(folder, *pair(folder))
    write(folder, english=english(WORDS, MORE), german=german(LONG, "Noch ein Absatz."))
    assert set(statuses(folder, *pair(folder)).values()) == {"updated"}
    assert words(only().body_en) == [WORDS, MORE]
    assert words(only().body_de) == [LONG, "Noch ein Absatz."]
    assert set(statuses(folder, *pair(folder)).values()) == {"unchanged"}


def test_new_english_text_without_its_pair_leaves_the_german_alone(folder: Path) -> None:
    run(folder, *pair(folder))
    write(folder, english=english(WORDS, MORE))
    assert statuses(folder) == {"english.txt": "needs_review", "german.txt": "unchanged"}
    assert_translated(only())


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (("One", "Two"), ["One", "Two"]),
        (("One",), [None, None]),
        (("One", "Two", "Three"), [None, None]),
    ],
)
def test_labels_of_links_are_translated_if_there_are_as_many(
    tmp_path: Path, names: tuple[str, ...], expected: list[str | None]
) -> None:
    parts = {"date": "16. Juli 2019", "footer": ""}
    folder = write(
        tmp_path / "in",
        german=mitteldeutschland(LONG, "Weitere Informationen:\nCluster IT\nZwei", **parts),
        english=mitteldeutschland(
            WORDS,
            "Weitere Informationen:\n" + "\n".join(names),
            headline=TITLE,
            lead=ENGLISH_LEAD,
            **parts,
        ),
    )
    assert statuses(folder, *pair(folder))["english.txt"] == "updated"
    links = list(only().links.all())
    assert [link.label_en for link in links] == expected
    assert [link.label_de for link in links] == ["Cluster IT", "Zwei"]
    assert links[0].target is not None
    assert [each.key for each in only().clusters.all()] == ["it"]


def test_translation_that_waited_for_review_can_be_paired_later(folder: Path) -> None:
    run(folder)
    told = run(folder, "--dry-run", *pair(folder))["files"]
    assert [file["status"] for file in told] == ["updated", "unchanged"]
    assert run(folder, *pair(folder))["files"] == told
    assert_translated(only())


def test_names_of_pairs_with_umlauts_are_found_however_they_are_written(tmp_path: Path) -> None:
    folder = write(tmp_path / "in", **{"größe": german(), "größe-en": english()})
    chosen = pair(folder, "größe-en.txt,größe.txt")
    assert statuses(folder, *chosen)["größe-en.txt"] == "updated"
    assert_translated(only())
