"""Headings in their order, and texts that pose as headings."""

import pytest

from metropol.content_checks.headings import check_headings
from tests.metropol.content_checks.pages import FACTS, IMAGE, codes, page

TEXT = ("paragraph", "<p>Ein Absatz mit etwas Text.</p>")


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ([("heading", "Eins"), TEXT, ("heading", "Zwei"), TEXT], []),
        ([("heading", " "), TEXT], ["heading-empty"]),
        ([("heading", "Eins"), ("heading", "Zwei"), TEXT], ["heading-without-text"]),
        ([TEXT, ("heading", "Ende")], ["heading-last"]),
        ([("heading", "Ende"), ("paragraph", "<p></p>")], ["heading-last"]),
        ([("heading", "Eins"), TEXT, ("heading", "EINS "), TEXT], ["heading-twice"]),
        ([("heading", "Bild"), ("image", {"image": IMAGE})], []),
        ([("heading", "Ohne Datei"), ("image", {"image": None, "caption": "x"})], ["heading-last"]),
        ([("heading", "Liste"), ("list", ["eins"])], []),
        ([("paragraph", "<p><b>Was wir wollen</b></p><p>Viel.</p>")], ["heading-bold"]),
        ([("paragraph", "<p><b>Was</b> <b><i>nun</i></b><br/></p>")], ["heading-bold"]),
        ([("paragraph", "<p><b>Wichtig:</b> Bitte lesen.</p>")], []),
        ([("paragraph", "<p><b>Das ist ein ganzer Satz.</b></p>")], []),
        ([("paragraph", f"<p><b>{'lang ' * 30}</b></p>")], []),
        ([("paragraph", "<ul><li><b>Punkt</b></li></ul>")], []),
        ([("paragraph", "<h2>Eingefügt</h2><p>Text</p>")], ["heading-in-text"]),
        ([], []),
    ],
)
def test_headings(body: list[tuple[str, object]], found: list[str]) -> None:
    assert codes(check_headings, page(body_de=body)) == found
    assert codes(check_headings, page(title_en="Title", body_en=body), "en") == found


def test_finding_leads_to_its_block_and_names_the_heading() -> None:
    [finding] = check_headings(page(body_de=[TEXT, ("heading", "Ende")]), "de", FACTS)
    assert (finding.path, finding.field) == ("body_de.b1", "body_de")
    assert finding.params == {"heading": "Ende"}


def test_value_that_no_form_writes_is_no_fault() -> None:
    odd = [("heading", None), ("paragraph", None), ("image", None), ("list", None), ("quote", None)]
    assert codes(check_headings, page(body_de=odd)) == ["heading-empty"]
