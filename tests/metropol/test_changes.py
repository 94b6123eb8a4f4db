"""What two versions of a page say differently, as text."""

import datetime
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from clusters.models import ClusterPage
from metropol.models import BasePage, TranslatedPage
from metropol.word_diff import diff_text
from metropol.workflow.changes import Change, changes, changes_to_live
from news.models import NewsLink, NewsPage, NewsSection
from tests.factories import (
    ClusterPageFactory,
    DocumentFactory,
    PortalImageFactory,
    every_block,
    page_of,
    page_types,
)

pytestmark = pytest.mark.django_db
Edit = Callable[..., list[Change]]


@pytest.fixture
def edited(news: NewsPage) -> Edit:
    """Save a draft with other values, and return what it changes."""

    def edit(**values: Any) -> list[Change]:
        for name, value in values.items():
            setattr(news, name, value)
        news.save_revision()
        found = changes_to_live(NewsPage.objects.get(pk=news.pk))
        assert found is not None
        return found

    return edit


def test_texts_stand_under_their_language_without_its_name(edited: Edit) -> None:
    assert edited(lead_en="New lead", title="Neuer Titel", lead_de="Neuer Vorspann") == [
        Change("de", "Titel", "Erste Meldung", "Neuer Titel"),
        Change("de", "Vorspann", "Vorspann", "Neuer Vorspann"),
        Change("en", "Vorspann", "Lead", "New lead"),
    ]


def test_what_is_the_same_for_both_stands_last(edited: Edit) -> None:
    section = NewsSection.objects.create(name_de="Forschung", name_en="Research")
    image = PortalImageFactory(title="Fluss")
    found = edited(
        date=datetime.date(2026, 3, 1), section=section, image=image, english_request="online"
    )
    assert [(each.language, each.after) for each in found] == [
        ("en", "Online stellen"),
        ("", "1. März 2026"),
        ("", "Forschung"),
        ("", "Fluss"),
    ]
    with translation.override("en"):
        found = edited()
    assert [each.after for each in found] == ["Put online", "1 March 2026", "Research", "Fluss"]


def test_blocks_are_compared_by_their_texts(edited: Edit) -> None:
    body: list[tuple[str, Any]] = [
        ("heading", "Überschrift"),
        ("paragraph", "<p>Ein <b>fetter</b> Text.</p><ul><li>Eins</li><li>Zwei</li></ul>"),
        ("quote", {"text": "Zitat", "attribution": "Wer"}),
        ("list", ["Erstens", "Zweitens"]),
    ]
    (found,) = edited(body_de=body)
    assert (found.language, found.before) == ("de", "Text")
    assert found.after == (
        "Überschrift\n\nEin fetter Text.\n– Eins\n– Zwei\n\n"
        "Zitat: Zitat\nZugeschrieben: Wer\n\n– Erstens\n– Zweitens"
    ).replace("Zugeschrieben", _attribution())


def _attribution() -> str:
    from metropol.blocks import QuoteBlock

    return str(QuoteBlock().child_blocks["attribution"].label)


def test_links_and_files_of_a_text_are_named(edited: Edit, news: NewsPage) -> None:
    document, image = DocumentFactory(title="Merkblatt"), PortalImageFactory(title="Fluss")
    body: list[tuple[str, Any]] = [
        ("paragraph", f'<p><a linktype="page" id="{news.pk}">Dort</a></p>'),
        (
            "paragraph",
            '<p><a href="https://neu.example/">Da</a> <a linktype="page" id="999999">x</a></p>',
        ),
        ("image", {"image": image, "decorative": True}),
        ("download", {"document": document, "label": ""}),
    ]
    (found,) = edited(body_de=body)
    for part in ("Dort (Erste Meldung)", "Da (https://neu.example/)", "Fluss", "Merkblatt"):
        assert part in found.after
    assert "x (gelöscht, Nummer 999999)" in found.after


def test_other_target_of_a_link_is_a_change(edited: Edit, news: NewsPage) -> None:
    edited(body_de=[("paragraph", '<p><a href="https://alt.example/">Da</a></p>')])
    news.get_latest_revision().publish()
    (found,) = edited(body_de=[("paragraph", '<p><a href="https://neu.example/">Da</a></p>')])
    assert diff_text(found.before, found.after) == "Da (https://[-alt-]{+neu+}.example/)"


def test_markup_alone_is_called_so_and_ids_of_the_editor_are_nothing(edited: Edit) -> None:
    assert not edited(body_de=[("paragraph", '<p data-block-key="a1b2c">Text</p>')])
    (found,) = edited(body_de=[("paragraph", "<p><b>Text</b></p>")])
    assert found.is_markup


def test_line_ends_and_empty_values_are_no_change(edited: Edit, news: NewsPage) -> None:
    edited(lead_de="Eins\nZwei", press_contact="")
    news.get_latest_revision().publish()
    assert not edited(lead_de="Eins\r\nZwei", seo_title_en="", date=None)


def test_child_objects_are_lines_in_each_language(edited: Edit, news: NewsPage) -> None:
    news.links.add(NewsLink(label_de="Verein", label_en="Association", url="https://a.example"))
    found = edited()
    assert [(each.language, each.before, each.after) for each in found] == [
        ("de", "", "Verein"),
        ("en", "", "Association"),
        ("", "", "https://a.example"),
    ]
    assert {each.label for each in found} == {"Weitere Informationen"}


def test_chosen_clusters_are_named(edited: Edit, news: NewsPage) -> None:
    news.clusters = [ClusterPageFactory(title="Optik"), ClusterPageFactory(title="Chemie")]
    (found,) = edited()
    assert (found.language, found.after) == ("", "Chemie, Optik")


@pytest.mark.parametrize("model", page_types(), ids=lambda model: model._meta.label)
def test_draft_as_it_is_online_changes_nothing(site: object, model: type[TranslatedPage]) -> None:
    page = page_of(model, english=True)
    revision = page.save_revision(clean=False)
    assert changes_to_live(BasePage.objects.get(pk=page.pk), revision) == []


def test_page_that_is_not_online_has_nothing_to_compare(news: NewsPage) -> None:
    news.unpublish()
    assert changes_to_live(NewsPage.objects.get(pk=news.pk)) is None


def test_number_of_queries_does_not_grow_with_the_changes(news: NewsPage) -> None:
    def count(items: int) -> int:
        news.body_de = [*every_block("Text")] * items
        news.clusters = list(ClusterPage.objects.all()[:items])
        news.links = [
            NewsLink(label_de=f"Link {n}", target=news.get_parent()) for n in range(items)
        ]
        draft = news.save_revision().as_object()
        live = NewsPage.objects.get(pk=news.pk)
        with CaptureQueriesContext(connection) as queries:
            assert changes(live, draft)
        return len(queries)

    for _number in range(9):
        ClusterPageFactory()
    few, many = count(1), count(9)
    assert few == many <= 12


def test_plain_difference_leaves_words_around_each_change() -> None:
    words = " ".join(f"Wort{number}" for number in range(60))
    text = diff_text(f"{words} alt {words}", f"{words} neu {words}")
    assert "Wort59 [-alt-]{+neu+} Wort0" in text
    assert text.startswith(" … ")
    assert text.endswith(" … ")
    assert "Wort30" not in text
