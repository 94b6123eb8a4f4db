"""The accessibility statement: what visitors read, what staff fill in."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone, translation

from metropol.models import (
    AccessibilityBarrier,
    AccessibilityStatementPage,
    ContactPage,
    SiteSettings,
)
from tests.site.html import Document

pytestmark = pytest.mark.django_db
ADDRESS = {"de": "/de/barrierefreiheit/", "en": "/en/accessibility/"}
Reason = AccessibilityBarrier.Reason


@pytest.fixture
def page(db: None) -> AccessibilityStatementPage:
    """A statement with all its parts."""
    page = AccessibilityStatementPage.objects.get()
    page.status, page.method = "partial", "self"
    page.standard_de, page.standard_en = "WCAG 2.2, Stufe AA", "WCAG 2.2, level AA"
    page.legal_basis_de, page.legal_basis_en = "Landesgesetz", "State act"
    page.assessment_de, page.assessment_en = "Zwölf Seiten von Hand", "Twelve pages by hand"
    page.enforcement_de, page.enforcement_en = "Rufen Sie die Stelle an.", "Call the body."
    page.assessed_on, page.prepared_on = date(2026, 2, 3), date(2026, 2, 4)
    page.reviewed_on = date(2026, 3, 5)
    page.body_name, page.body_address = "Schlichtungsstelle", "Uferweg 1\n04109 Leipzig"
    page.body_phone, page.body_email = "0341 1234", "hilfe@stelle.example"
    page.body_website = "https://stelle.example/"
    page.barriers = [
        AccessibilityBarrier(
            barrier_de="Alte PDF-Dateien",
            barrier_en="Old PDF files",
            reason=Reason.BURDEN,
            explanation_de="Es sind tausend.",
            explanation_en="There are a thousand.",
            alternative_de="Auf Anfrage als Text.",
            alternative_en="As text on request.",
        ),
        AccessibilityBarrier(barrier_de="Nur auf Deutsch", reason=Reason.NOT_YET),
    ]
    page.english_request = page.EnglishRequest.ONLINE
    page.save_revision().publish()
    return AccessibilityStatementPage.objects.get()


PARTS = {
    "de": (
        "mit diesem Maßstab teilweise vereinbar",
        "WCAG 2.2, Stufe AA",
        "Landesgesetz",
        "Alte PDF-Dateien",
        "Unverhältnismäßige Belastung",
        "Es sind tausend.",
        "Auf Anfrage als Text.",
        "Selbstbewertung",
        "Zwölf Seiten von Hand",
        "3. Februar 2026",
        "4. Februar 2026",
        "5. März 2026",
        "Rufen Sie die Stelle an.",
    ),
    "en": (
        "partially compliant with this standard",
        "WCAG 2.2, level AA",
        "State act",
        "Old PDF files",
        "Disproportionate burden",
        "There are a thousand.",
        "As text on request.",
        "self-assessment",
        "Twelve pages by hand",
        "3 February 2026",
        "4 February 2026",
        "5 March 2026",
        "Call the body.",
    ),
}


@pytest.mark.parametrize("language", ADDRESS)
def test_statement_has_all_parts_in_both_languages(
    page: AccessibilityStatementPage, language: str, client: Client
) -> None:
    text = Document(client.get(ADDRESS[language])).one("main").text
    missing = [part for part in PARTS[language] if part.lower() not in text.lower()]
    assert not missing, text
    for part in ("Schlichtungsstelle", "Uferweg 1", "0341 1234", "hilfe@stelle.example"):
        assert part in text
    assert 'href="https://stelle.example/"' in client.get(ADDRESS[language]).content.decode()


def test_barrier_without_english_is_marked_as_german(
    page: AccessibilityStatementPage, client: Client
) -> None:
    document = Document(client.get(ADDRESS["en"]))
    marked = [each.text for each in document.elements if each["lang"] == "de"]
    assert "Nur auf Deutsch" in marked


@pytest.mark.parametrize(
    ("status", "words"),
    [
        ("full", "fully compliant"),
        ("partial", "partially compliant"),
        ("not", "not compliant"),
        ("", "has not been assessed yet"),
    ],
)
def test_status_is_said_as_it_is(
    page: AccessibilityStatementPage, status: str, words: str, client: Client
) -> None:
    page.status = status
    page.save_revision().publish()
    assert words in Document(client.get(ADDRESS["en"])).one("main").text


@pytest.mark.parametrize("language", ADDRESS)
def test_feedback_leads_to_the_form_with_its_topic(
    page: AccessibilityStatementPage, language: str, client: Client
) -> None:
    form = {"de": "/de/kontakt/", "en": "/en/contact/"}[language]
    link = Document(client.get(ADDRESS[language])).one("a", href=f"{form}?topic=accessibility")
    chosen = Document(client.get(link["href"])).one("option", value="accessibility")
    assert "selected" in chosen.attributes


def test_without_a_form_address_and_phone_of_the_office_remain(client: Client) -> None:
    ContactPage.objects.get().unpublish()
    SiteSettings.objects.update(email="office@region.example", phone="0345 99")
    main = Document(client.get(ADDRESS["de"])).one("main").text
    assert "office@region.example" in main
    assert "0345 99" in main
    assert "topic=" not in client.get(ADDRESS["de"]).content.decode()


def test_statement_of_the_setup_claims_no_status(client: Client) -> None:
    page = AccessibilityStatementPage.objects.get()
    assert (page.status, page.method, page.assessed_on, page.reviewed_on) == ("", "", None, None)
    main = Document(client.get(ADDRESS["de"])).one("main").text
    assert "noch nicht bewertet" in main
    assert "[Bitte ergänzen: die zuständige Schlichtungs- oder Durchsetzungsstelle" in main


@pytest.mark.parametrize("name", ["assessed_on", "prepared_on", "reviewed_on"])
def test_day_that_has_not_come_is_refused(page: AccessibilityStatementPage, name: str) -> None:
    setattr(page, name, timezone.localdate())
    page.full_clean()
    setattr(page, name, timezone.localdate() + timedelta(days=1))
    with pytest.raises(ValidationError) as refused:
        page.full_clean()
    assert set(refused.value.message_dict) == {name}


@pytest.mark.parametrize("items", [0, 3, 40])
def test_statement_needs_eight_queries_however_many_barriers(
    page: AccessibilityStatementPage, items: int, client: Client
) -> None:
    barrier = {"barrier_de": "Barriere", "reason": Reason.OUTSIDE}
    page.barriers = [AccessibilityBarrier(**barrier) for _ in range(items)]
    page.save_revision().publish()
    client.get(ADDRESS["de"])
    with CaptureQueriesContext(connection) as queries:
        assert client.get(ADDRESS["de"]).content.decode().count("Barriere<") == items
    assert len(queries) <= 8


def test_form_of_staff_has_all_fields_and_translators_edit_english_only(
    chief: Client, translator: Client, page: AccessibilityStatementPage
) -> None:
    edit = reverse("wagtailadmin_pages:edit", args=[page.pk])
    shared = ("status", "reviewed_on", "body_name", "standard_de", "barriers-0-reason")
    for name in (*shared, "standard_en", "barriers-0-barrier_en"):
        assert f'name="{name}"' in chief.get(edit).content.decode(), name
    content = translator.get(edit).content.decode()
    assert 'name="standard_en"' in content
    assert 'name="barriers-0-barrier_en"' in content
    assert not [name for name in shared if f'name="{name}"' in content]


def test_english_of_a_barrier_that_is_missing_counts_as_a_gap(
    page: AccessibilityStatementPage, site: Any
) -> None:
    with translation.override("de"):
        assert page.english_state != "current"
    assert page.english_field_states["barriers.barrier"] == "missing"
