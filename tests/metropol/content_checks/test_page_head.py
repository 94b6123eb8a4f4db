"""Title tag, description and English beside German."""

import pytest

from members import models as members
from metropol.content_checks.checks import check_page
from metropol.content_checks.english import check_english
from metropol.content_checks.findings import Level
from metropol.content_checks.page_head import check_summary, check_title
from news.models import NewsLink, NewsPage
from tests.metropol.content_checks.pages import FACTS, codes, page, unsaved


@pytest.mark.parametrize(
    ("length", "level"), [(60, None), (61, Level.HINT), (70, Level.HINT), (71, Level.WARNING)]
)
def test_long_title_is_told(length: int, level: Level | None) -> None:
    found = list(check_title(page(title="x" * length), "de", FACTS))
    assert [each.level for each in found] == ([level] if level else [])


def test_title_tag_comes_before_the_title() -> None:
    assert codes(check_title, page(title="x" * 90, seo_title="Kurz")) == []
    [finding] = check_title(page(seo_title_en="x" * 80, title_en="Short"), "en", FACTS)
    assert (finding.path, finding.params) == ("seo_title_en", {"length": 80, "limit": 60})


def test_summary_is_lead_or_meta_description_of_the_language() -> None:
    assert codes(check_summary, page()) == []
    assert codes(check_summary, page(lead_de="", search_description="Kurz.")) == []
    [german] = check_summary(page(lead_de=""), "de", FACTS)
    assert german.path == "lead_de"
    [english] = check_summary(page(title_en="Title"), "en", FACTS)
    assert english.path == "lead_en"
    assert codes(check_summary, page(), "en") == []
    assert (
        codes(check_summary, unsaved(members.TestimonialPage, title="M. L.", quote_de="Gut hier."))
        == []
    )


def test_page_without_english_has_one_finding() -> None:
    found = check_page(page(body_de=[("paragraph", "<p>Text</p>")]), FACTS)
    assert [(each.code, each.level, each.path) for each in found] == [
        ("english-none", Level.HINT, "title_en")
    ]


def test_begun_english_names_what_is_missing() -> None:
    draft = page(title_en="Title", seo_title="Titel", body_de=[("paragraph", "<p>Text</p>")])
    found = {(each.code, each.level, each.path) for each in check_english(draft, "en", FACTS)}
    assert found == {
        ("english-missing", Level.HINT, "seo_title_en"),
        ("english-required", Level.WARNING, "lead_en"),
        ("english-required", Level.WARNING, "body_en"),
    }


@pytest.mark.parametrize("wanted", [{"english_request": "online"}, {"english_live": True}])
def test_gap_is_an_error_where_english_is_wanted(wanted: dict[str, object]) -> None:
    found = list(check_english(page(**wanted), "en", FACTS))
    assert [(each.path, each.level) for each in found] == [
        ("title_en", Level.ERROR),
        ("lead_en", Level.ERROR),
    ]


def test_gap_is_no_error_where_english_is_to_go_offline() -> None:
    draft = page(title_en="Title", english_live=True, english_request="offline")
    assert {each.level for each in check_english(draft, "en", FACTS)} == {Level.WARNING}


def test_child_objects_without_english_are_told() -> None:
    news = unsaved(NewsPage, title="Titel", title_en="Title", lead_de="Kurz", lead_en="Short")
    news.links = [NewsLink(label_de="Mehr davon"), NewsLink(label_de="Da", label_en="There")]
    [finding] = check_english(news, "en", FACTS)
    assert (finding.code, finding.path) == ("english-entry", "links")


def test_findings_are_german_first_and_worst_first() -> None:
    draft = page(
        lead_de="",
        title="x" * 65,
        body_de=[("paragraph", '<p><a href="/de/weg/">Weg</a></p>')],
        title_en="Title",
    )
    found = [(each.language, each.level.value) for each in check_page(draft, FACTS)]
    assert found == [
        ("de", "error"),
        ("de", "warning"),
        ("de", "hint"),
        ("en", "warning"),
        ("en", "warning"),
    ]
