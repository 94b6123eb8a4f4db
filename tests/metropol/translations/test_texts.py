"""What of a text counts: words and targets, not white space and markup."""

from typing import Any

import pytest
from wagtail.blocks import StreamValue

from metropol.blocks import BodyBlock
from metropol.translations.texts import EMPTY, html_pieces, text_of

BODY = BodyBlock()


def body(*raw: tuple[str, Any]) -> StreamValue:
    return StreamValue(BODY, [{"type": kind, "value": value} for kind, value in raw], is_lazy=True)


@pytest.mark.parametrize(
    "nothing", [None, "", " \u00a0\n", body(), body(("paragraph", "<p> </p>"))]
)
def test_nothing_has_no_words(nothing: Any) -> None:
    assert text_of(nothing).words == ""


def test_empty_value_is_the_empty_text() -> None:
    assert text_of(None) is EMPTY


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ein  Text\nhier", "Ein Text hier "),
        ("Ein\u00a0Text", "Ein Text"),
        ("Metropol\u00adregion", "Metropolregion"),
        ("Ko\u0308ln", "Köln"),
        (body(("paragraph", "<p>Ein <b>Text</b></p>")), body(("paragraph", "<p>Ein Text</p>"))),
        (
            body(("paragraph", "<p>A</p><p>B</p>")),
            body(("paragraph", "<ul><li>A</li><li>B</li></ul>")),
        ),
        (
            body(("paragraph", "<p>A</p><p>B</p>")),
            body(("paragraph", "<p>A</p>"), ("paragraph", "<p>B</p>")),
        ),
        (body(("heading", "A")), body(("paragraph", "<p>A</p>"))),
        (body(("paragraph", "<p>Q&amp;A</p>")), body(("heading", "Q&A"))),
    ],
)
def test_white_space_and_markup_do_not_count(one: Any, other: Any) -> None:
    assert text_of(one).digest == text_of(other).digest


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ein Text", "Ein Test"),
        ("Ein Text", "Ein Text."),
        ("ein Text", "Ein Text"),
        (
            body(("paragraph", '<p><a href="https://a.example">A</a></p>')),
            body(("paragraph", '<p><a href="https://b.example">A</a></p>')),
        ),
        (
            body(("paragraph", '<p><a linktype="page" id="1">A</a></p>')),
            body(("paragraph", '<p><a linktype="page" id="2">A</a></p>')),
        ),
        (body(("image", {"image": 1})), body(("image", {"image": 2}))),
        (body(("image", {"image": 1})), body(("image", {"image": 1, "decorative": True}))),
        (body(("list", ["A", "B"])), body(("list", ["B", "A"]))),
        (body(("heading", "A"), ("heading", "B")), body(("heading", "B"), ("heading", "A"))),
        (body(("paragraph", "<p>Halle</p>")), body(("paragraph", "<p>Hal<br/>le</p>"))),
    ],
)
def test_words_targets_and_order_count(one: Any, other: Any) -> None:
    assert text_of(one).digest != text_of(other).digest


def test_pieces_are_paragraphs() -> None:
    assert [piece for piece in html_pieces("<p>A <b>B</b></p><ul><li>C</li></ul>") if piece] == [
        "A B",
        "C",
    ]


def test_unknown_block_is_passed_over() -> None:
    assert text_of(body(("gone", "x"), ("heading", "A"))).words == "A"


def test_list_of_an_older_format_is_read() -> None:
    value = body(
        ("list", [{"type": "item", "value": "A", "id": "1"}, {"type": "item", "value": "B"}])
    )
    assert text_of(value).words == "A B"
