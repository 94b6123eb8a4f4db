"""Links: what they say and where they lead."""

import pytest

from metropol.content_checks.links import check_links
from news.models import NewsLink, NewsPage
from tests.metropol.content_checks.pages import (
    DOCUMENT,
    FACTS,
    GERMAN_ONLY,
    OFFLINE,
    PAGE,
    codes,
    page,
    unsaved,
)


def paragraph(html: str) -> list[tuple[str, object]]:
    return [("paragraph", f"<p>Lesen Sie {html} nach.</p>")]


@pytest.mark.parametrize(
    ("html", "found"),
    [
        (f'<a linktype="page" id="{PAGE}">über uns</a>', []),
        (f'<a linktype="page" id="{PAGE}"> </a>', ["link-empty"]),
        ('<a href="https://example.org"><b></b></a>', ["link-empty"]),
        ('<a href="https://example.org">https://example.org</a>', ["link-address"]),
        ('<a href="https://example.org">www.example.org/x</a>', ["link-address"]),
        ('<a href="https://example.org">Programm auf www.example.org</a>', []),
        ('<a href="mailto:a@example.org">a@example.org</a>', []),
        ('<a href="tel:+49345">0345</a>', []),
        ('<a href="https://example.org">hier</a>', ["link-vague"]),
        ('<a href="https://example.org">Mehr …</a>', ["link-vague"]),
        ('<a href="https://example.org">» <b>Weiterlesen</b></a>', ["link-vague"]),
        ('<a href="https://example.org">Click here!</a>', ["link-vague"]),
        ('<a href="https://example.org">Hier entsteht Neues</a>', []),
        ("<a>ein Wort</a>", ["link-nowhere"]),
        ('<a linktype="page" id="999">Altes</a>', ["link-page-gone"]),
        ('<a linktype="page" id="zehn">Altes</a>', ["link-page-gone"]),
        (f'<a linktype="page" id="{OFFLINE}">Neues</a>', ["link-page-offline"]),
        (f'<a linktype="page" id="{GERMAN_ONLY}">Impressum</a>', []),
        (f'<a linktype="document" id="{DOCUMENT}">Merkblatt</a>', []),
        ('<a linktype="document" id="99">Merkblatt</a>', ["link-document-gone"]),
        ('<a href="/de/da/">Da</a>', []),
        ('<a href="/de/weg/">Weg</a>', ["link-dead"]),
        ('<a href="/de/alt/">Alt</a>', ["link-moved"]),
        ('<a href="/admin/pages/3/">Seite</a>', ["link-admin"]),
        ('<a href="/de/weg/">hier</a>', ["link-vague", "link-dead"]),
    ],
)
def test_links_of_a_paragraph(html: str, found: list[str]) -> None:
    assert codes(check_links, page(body_de=paragraph(html))) == found


def test_english_text_must_not_lead_to_a_page_without_english() -> None:
    body = paragraph(f'<a linktype="page" id="{GERMAN_ONLY}">imprint</a>')
    [finding] = check_links(page(title_en="Title", body_en=body), "en", FACTS)
    assert (finding.code, finding.path) == ("link-no-english", "body_en.b0")
    assert finding.params == {"link": "imprint"}


def test_download_of_a_deleted_document_is_told() -> None:
    body = [
        ("download", {"document": 99, "label": "Satzung"}),
        ("download", {"document": DOCUMENT}),
    ]
    assert codes(check_links, page(body_de=body)) == ["link-document-gone"]


def test_broken_markup_is_read_as_far_as_it_goes() -> None:
    body = [("paragraph", "<p><a href='/de/weg/'>offen</p><p></a></b><a")]
    assert codes(check_links, page(body_de=body)) == ["link-dead"]


def test_child_objects_that_are_links_are_checked() -> None:
    news = unsaved(NewsPage, title="Titel")
    news.links = [
        NewsLink(label_de="Weg", target_id=999),
        NewsLink(label_de="Offline", target_id=OFFLINE),
        NewsLink(label_de="Deutsch", target_id=GERMAN_ONLY),
        NewsLink(label_de="Tot", url="/de/weg/"),
        NewsLink(label_de="Name"),
    ]
    assert codes(check_links, news) == ["link-page-gone", "link-page-offline", "link-dead"]
    assert codes(check_links, news, "en") == ["link-no-english"]
