"""The layout `technologymountains`, which must be strict."""

import pytest

from tests.news.archive.documents import (
    BODY,
    LEAD,
    LONG,
    paragraph,
    parse,
    record_of,
    technologymountains,
    warnings_of,
)


@pytest.mark.parametrize("gap", ["\n", "\n\n", "\n\n\n"])
def test_plain_text_is_read_in_all_parts(gap: str) -> None:
    record = record_of(technologymountains(LEAD, BODY, LONG).replace("\n", gap))
    assert (record.family, record.section, record.date) == ("technologymountains", None, None)
    assert record.headline == "Zwölf Betriebe gründen ein Netzwerk"
    assert (record.kicker, record.lead) == (None, LEAD)
    assert record.body == (paragraph(BODY), paragraph(LONG))
    assert (record.removed, record.image, record.links) == ((), None, ())


@pytest.mark.parametrize(
    "lead", [f"Tuttlingen – {LEAD}", f"Villingen-Schwenningen – {LEAD}", f"St. Georgen – {LEAD}"]
)
def test_short_line_before_place_is_kicker(lead: str) -> None:
    record = record_of(technologymountains("Gemeinsam stark", lead, BODY))
    assert (record.kicker, record.lead, len(record.body)) == ("Gemeinsam stark", lead, 1)


def test_lead_with_place_and_no_kicker_is_lead() -> None:
    record = record_of(technologymountains(f"Tuttlingen – {LEAD}", BODY))
    assert (record.kicker, record.lead) == (None, f"Tuttlingen – {LEAD}")


def test_short_last_line_is_read_with_warning() -> None:
    assert warnings_of(technologymountains(LEAD, BODY, "Die Gründung")) == ["text-cut"]


@pytest.mark.parametrize(
    "text",
    [
        technologymountains(LEAD, BODY, headline="Ein Netz " * 17),
        technologymountains(LEAD, BODY, headline="Ein Netzwerk entsteht."),
        technologymountains(LEAD, BODY, headline="Wir laden ein:"),
        technologymountains(LEAD, "09. Dezember 2011", BODY),
        technologymountains("Eine kurze Zeile ohne Ende", LEAD, BODY),
        technologymountains(LEAD, "Eine kurze Zeile ohne Ende", BODY),
        technologymountains("Kurz", "Kurz", f"Tuttlingen – {LEAD}", BODY),
        technologymountains(LEAD, BODY, headline="Start > Aktuelles > Netzwerk"),
        technologymountains(
            "Start | Aktuelles | Netzwerk | Mitglieder | Kontakt | Impressum", LEAD
        ),
        technologymountains(LEAD, "Sie sind hier » Start » Aktuelles und alles Weitere", BODY),
        technologymountains(LEAD),
        technologymountains(LEAD, f"{BODY}\n\n{LONG}"),
        technologymountains(LEAD, BODY, headline="Cluster"),
        technologymountains(LEAD, BODY, headline="ClusterERFOLGE"),
        technologymountains(LEAD, BODY, "Deutsch", "English", "Bildleiste Startseite"),
        technologymountains("a;b;c;d;" * 20, "e;f;g;h;" * 20, headline="id;name;place"),
        technologymountains(LEAD, BODY, headline="<!DOCTYPE html>"),
        technologymountains(LEAD, BODY, headline="--- 42 ---"),
    ],
)
def test_text_without_the_strict_shape_is_unknown(text: str) -> None:
    parsed = parse(text)
    assert (parsed.status, parsed.record) == ("needs_review", None)
