"""Texts that are no news item: what they are is told, nothing is published."""

import pytest

from tests.news.archive.documents import (
    BODY,
    FOOTER,
    IMAGE_ALT,
    LEAD,
    LONG,
    clusterplattform,
    mitteldeutschland,
    parse,
    technologymountains,
)

ITEM, OTHER = mitteldeutschland(), mitteldeutschland(headline="Ein anderes Netzwerk entsteht")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Cluster", "only-section"),
        ("ClusterERFOLGE", "only-section"),
        (FOOTER, "only-footer"),
        (f"{IMAGE_ALT}\nAda Beispiel\n„Gut.“", "only-footer"),
        (f"Cluster\n\n09. Dezember 2011\n\n\n{LEAD}\n\n{BODY}\n\n\n{FOOTER}", "head-incomplete"),
        (f"Ein Netzwerk entsteht\n\n09. Dezember 2011\n\n\n{LEAD}\n\n{BODY}", "head-incomplete"),
        (f"09. Dezember 2011\n\n\n{LEAD}\n\n{BODY}", "head-incomplete"),
        (f"16.07.2019\n\nEin Netzwerk entsteht\n\n{LEAD}\n\n{BODY}", "head-incomplete"),
        (f"Kontakt und Anfahrt\n\n{LEAD}\n\n{BODY}\n\n\n{FOOTER}", "static-page"),
        (f"Cluster\n\n\n{FOOTER}", "static-page"),
        (f"Cluster: Ein Netzwerk\n\n{LEAD}\n\nNews: Noch eines\n\n{LEAD}", "list-page"),
        (f"Cluster: Ein Netzwerk\n\n{LEAD}\n\n{LONG}", "list-page"),
        (f"Termine: Ein Netzwerk\n\n{LEAD}\n\nTermine: Noch eines\n\n{LEAD}", "list-page"),
        ("Irgendein Text", "only-section"),
        ("Irgendein Text\nohne jede Form", "unknown-layout"),
        (f"Cluster\n\nEin Netzwerk\n\n09. Dezember 2011\n\n{LEAD}", "unknown-layout"),
        (f"Cluster\nEin Netzwerk\n09. Dezember 2011\n\n\n{LEAD}", "unknown-layout"),
        (f"{ITEM}\n\n{OTHER}", "two-articles"),
        (f"{ITEM}\n{OTHER}", "two-articles"),
        (f"{ITEM}{OTHER}", "two-articles"),
        (f"{mitteldeutschland(footer='')}\n\n{OTHER}", "two-articles"),
        (f"{clusterplattform()}\n\n{clusterplattform(section='Meldung')}", "two-articles"),
        (f"{clusterplattform()}{clusterplattform()}", "two-articles"),
        (f"{ITEM}\n\n{clusterplattform()}", "two-articles"),
        (f"{clusterplattform()}\n\n{ITEM}", "two-articles"),
    ],
)
def test_text_that_is_no_item_needs_review_without_record(text: str, code: str) -> None:
    parsed = parse(text)
    assert (parsed.status, parsed.reason and parsed.reason.code) == ("needs_review", code)
    assert parsed.record is None
    assert parsed.text == text
    assert parsed.digest


def test_two_plain_texts_in_one_file_need_review() -> None:
    parsed = parse(f"{technologymountains()}\n{technologymountains()}")
    assert (parsed.status, parsed.record) == ("needs_review", None)


def test_date_line_at_the_end_of_a_text_is_no_second_item() -> None:
    text = mitteldeutschland(BODY, "Ada Beispiel", "12. Mai 2012")
    assert parse(text).status == "ok"
    assert parse(mitteldeutschland(BODY, f"{BODY}\n\n12. Mai 2012\n\n\n{BODY}")).status == "ok"
