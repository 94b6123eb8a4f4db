"""The report “Translations” as a file: all rows, in the reader's language, harmless."""

import csv
from io import BytesIO, StringIO
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from metropol.bulk import create_pages
from news.models import NewsIndexPage, NewsPage
from tests.factories import NewsPageFactory
from tests.metropol.bulk_pages import plain

pytestmark = pytest.mark.django_db

FORMULA = "=HYPERLINK(A1)"
HEADS = {
    "de": ("Titel (Deutsch)", "Titel (Englisch)", "Formular", "Deutsch", "Englisch"),
    "en": ("Title (German)", "Title (English)", "Form", "German", "English"),
}


def export(client: Client, **query: Any) -> Any:
    response = client.get(reverse("translations_report"), query)
    assert response.status_code == 200
    return response


def csv_rows(response: Any) -> list[list[str]]:
    assert response.content.startswith(b"\xef\xbb\xbf")  # Excel takes it for UTF-8
    return list(csv.reader(StringIO(response.content.decode("utf-8-sig"))))


def xlsx_rows(response: Any) -> list[tuple[Any, ...]]:
    content = BytesIO(b"".join(response.streaming_content))
    sheet = load_workbook(content).active
    assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)
    return list(sheet.iter_rows(values_only=True))


def test_csv_has_all_filtered_rows_with_umlauts_and_no_formula(
    chief: Client, news: NewsPage, language: str
) -> None:
    parent = NewsIndexPage.objects.get()
    create_pages(parent, [plain(number) for number in range(60)], user=chief.user)
    NewsPageFactory(title="Größe & „Änderung“", title_en="@SUM(A1)")
    NewsPageFactory(title=FORMULA)
    head, *lines = csv_rows(export(chief, export="csv", type="news", ordering="title"))
    assert tuple(head[:5]) == HEADS[language]
    assert len(lines) == 63
    by_title = {line[0]: line for line in lines}
    assert by_title["Größe & „Änderung“"][1] == "'@SUM(A1)"
    assert f"'{FORMULA}" in by_title
    state = {"de": "aktuell", "en": "current"}[language]
    assert by_title["Erste Meldung"][4] == state
    assert not any(cell.startswith(("=", "+", "@")) for line in lines for cell in line)


def test_xlsx_has_numbers_times_and_no_formula(
    chief: Client, news: NewsPage, language: str
) -> None:
    NewsPageFactory(title=FORMULA, lead_de="Vier Wörter sind hier\x0b")
    head, *lines = xlsx_rows(export(chief, export="xlsx", type="news"))
    assert head[:5] == HEADS[language]
    row = {line[0]: dict(zip(head, line, strict=True)) for line in lines}
    words = {"de": "Fehlende Wörter", "en": "Words missing"}[language]
    changed = {"de": "Deutscher Text geändert", "en": "German text changed"}[language]
    assert row[FORMULA][words] == 10
    assert row["Erste Meldung"][changed].tzinfo is None
    assert row["Erste Meldung"][words] == 0


def test_file_has_a_name_in_the_language_of_its_reader(chief: Client, language: str) -> None:
    for kind in ("csv", "xlsx"):
        name = export(chief, export=kind).headers["Content-Disposition"]
        assert {"de": "uebersetzungen-2", "en": "translations-2"}[language] in name


def test_number_of_queries_of_an_export_does_not_grow(chief: Client) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            export(chief, export="csv")
        return len(captured)

    queries()
    before = queries()
    parent = NewsIndexPage.objects.get()
    create_pages(parent, [plain(number) for number in range(80)], user=chief.user)
    assert queries() == before <= 10
