"""The texts that a new portal starts with: complete, honest, and what is missing marked."""

import re
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client

from metropol.content_checks.placeholders import check_placeholders
from metropol.models import (
    AccessibilityStatementPage,
    ContactPage,
    HomePage,
    SiteSettings,
    StandardPage,
)
from tests.metropol.content_checks.pages import FACTS, codes, page
from tests.site.html import Document

pytestmark = pytest.mark.django_db
CODES = ("de", "en")


def text_of(address: str) -> str:
    return Document(Client().get(address)).one("main").text


IMPRINT = {
    "de": ("/de/impressum/", "[Bitte ergänzen"),
    "en": ("/en/imprint/", "[Please complete"),
}
FIELDS_OF_AN_IMPRINT = {
    "de": (
        "§ 5",
        "DDG",
        "Rechtsform",
        "vertritt",
        "Register",
        "Umsatzsteuer-Identifikationsnummer",
        "Zulassung",
        "§ 18 Absatz 2",
        "MStV",
        "Anschrift",
        "Telefonnummer",
        "E-Mail-Adresse",
    ),
    "en": (
        "§ 5",
        "DDG",
        "legal form",
        "represents",
        "register",
        "VAT identification number",
        "licence",
        "§ 18 (2)",
        "MStV",
        "address",
        "phone number",
        "e-mail address",
    ),
}


@pytest.mark.parametrize("code", CODES)
def test_imprint_names_each_field_of_the_law_and_marks_what_staff_must_fill_in(code: str) -> None:
    address, mark = IMPRINT[code]
    text = text_of(address)
    assert not [part for part in FIELDS_OF_AN_IMPRINT[code] if part not in text]
    assert text.count(mark) == 4


STORED = {
    "de": (
        "keine Cookies",
        "keine IP-Adresse",
        "Kontaktformular",
        "Testimonial",
        "Prüfsummen",
        "Anmeldungen",
        "Zwischenspeicher",
        "Artikel 15 bis 21 DSGVO",
        "widerrufen",
        "Aufsichtsbehörde",
        "Datenschutzbeauftragten",
        "Artikel 6 Absatz 1 Buchstabe f",
        "Artikel 6 Absatz 1 Buchstabe a",
    ),
    "en": (
        "no cookies",
        "no IP address",
        "Contact form",
        "testimonial",
        "checksums",
        "sign-ins",
        "cache",
        "Articles 15 to 21 GDPR",
        "withdraw",
        "data protection authority",
        "data protection officer",
        "Article 6 (1) (f)",
        "Article 6 (1) (a)",
    ),
}


@pytest.mark.parametrize("code", CODES)
def test_privacy_names_what_is_stored_and_the_rights_of_persons(code: str) -> None:
    text = text_of({"de": "/de/datenschutz/", "en": "/en/privacy/"}[code])
    assert not [part for part in STORED[code] if part not in text]


@pytest.mark.parametrize("code", CODES)
def test_periods_in_the_text_are_those_of_the_settings(code: str, settings: Any) -> None:
    text = text_of({"de": "/de/datenschutz/", "en": "/en/privacy/"}[code])
    days, after = ("Tagen", "nach") if code == "de" else ("days", "after")
    kept = settings.SUBMISSION_RETENTION_DAYS
    unanswered = kept["changes_sent"] + kept["expired"]
    for number in (
        settings.CONTACT_RETENTION_DAYS,
        kept["unverified"],
        kept["declined"],
        unanswered,
        settings.SUBMISSION_POST_DAYS,
    ):
        assert re.search(rf"\b{after} {number} {days}\b", text), number
    assert kept["withdrawn"] == 3 * 365
    assert ("drei Jahre" if code == "de" else "three years") in text
    assert settings.AXES_COOLOFF_TIME * 60 == 15
    assert ("15 Minuten" if code == "de" else "15 minutes") in text


@pytest.mark.parametrize("code", CODES)
def test_easy_language_page_is_written_in_short_sentences(code: str) -> None:
    text = text_of({"de": "/de/leichte-sprache/", "en": "/en/easy-language/"}[code])
    sentences = [each.split() for each in re.split(r"[.!?:]\s|\n", text) if each.strip()]
    assert len(sentences) > 25
    assert max(map(len, sentences)) <= 16


def test_settings_name_the_pages_of_a_new_site(site: HomePage) -> None:
    settings = SiteSettings.objects.get()
    assert settings.privacy_page.slug == "datenschutz"
    assert settings.easy_language_page.slug == "leichte-sprache"
    assert settings.sign_language_page is None


def test_statement_of_staff_on_a_standard_page_stays_alone(site: HomePage) -> None:
    AccessibilityStatementPage.objects.get().delete()
    ContactPage.objects.get().delete()
    SiteSettings.objects.all().delete()
    own = site.add_child(
        instance=StandardPage(title="Barrierefreiheit", slug="barrierefreiheit", lead_de="Unsere")
    )
    call_command("setup_site", stdout=StringIO())
    assert StandardPage.objects.get(pk=own.pk).lead_de == "Unsere"
    assert not AccessibilityStatementPage.objects.exists()
    assert not ContactPage.objects.exists()
    assert not SiteSettings.objects.exclude(privacy_page=None).exists()


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("<p>[Bitte ergänzen: Name]</p>", 1),
        ("<p>Vor [Bitte ergänzen oder streichen: a] und [Bitte ergänzen: b].</p>", 2),
        ("<p>[Please complete: name</p>", 1),
        ("<p>Bitte ergänzen Sie [1] das Formular.</p>", 0),
    ],
)
def test_staff_are_told_of_each_place_to_complete(text: str, number: int) -> None:
    found = codes(check_placeholders, page(body_de=[("paragraph", text)]))
    assert found == ["placeholder"] * number
    lead = text.replace("<p>", "").replace("</p>", "")
    assert len(codes(check_placeholders, page(lead_de=lead))) == number


@pytest.mark.parametrize("code", CODES)
def test_setup_marks_its_places_as_the_check_looks_for_them(code: str, site: HomePage) -> None:
    imprint = StandardPage.objects.get(slug="impressum")
    assert len(list(check_placeholders(imprint, code, FACTS))) == 4
    statement = AccessibilityStatementPage.objects.get()
    assert len(list(check_placeholders(statement, code, FACTS))) == 3
