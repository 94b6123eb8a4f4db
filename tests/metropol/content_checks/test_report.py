"""The report of all live pages: who sees what, filters, exports, queries."""

import csv
from io import BytesIO, StringIO
from typing import Any

import openpyxl
import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import GroupPagePermission

from metropol.content_checks.store import live_pages, refresh
from metropol.models import ContentFinding, HomePage, StandardPage
from metropol.setup.staff import CHIEF_EDITORS, EDITORS
from tests.factories import NewsPageFactory, StandardPageFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def pages(site: HomePage) -> list[Any]:
    """Two pages with findings, one without, and one that nobody checked."""
    flawed = StandardPageFactory(
        title="Mangelhaft", english=True, body_de=[("heading", ""), ("heading", "Ende")]
    )
    long = NewsPageFactory(title=f"=Lang {'x' * 70}", english=True)
    good = StandardPageFactory(title="Tadellos", english=True)
    draft = StandardPageFactory(title="Entwurf", live=False)
    refresh(live_pages())
    new = StandardPageFactory(title="Ungeprüft", english=True)
    return [flawed, long, good, draft, new]


def titles(client: Client, **query: Any) -> list[str]:
    response = client.get(reverse("content_checks_report"), query)
    assert response.status_code == 200
    return [page.title for page in response.context["object_list"]]


def test_every_live_page_is_listed_worst_first(chief: Client, pages: list[Any]) -> None:
    listed = titles(chief)
    assert listed[0] == "Mangelhaft"
    assert {"Tadellos", "Ungeprüft"} <= set(listed)
    assert "Entwurf" not in listed


def test_findings_are_in_the_language_of_the_reader(
    chief: Client, pages: list[Any], language: str
) -> None:
    html = chief.get(reverse("content_checks_report")).content.decode()
    flawed = pages[0]
    edit = reverse("wagtailadmin_pages:edit", args=[flawed.pk])
    assert f"{edit}#:w:contentpath=body_de." in html
    words = {
        "de": ("Eine Überschrift ist leer.", "Noch nicht geprüft."),
        "en": ("A heading is empty.",),
    }
    assert all(each in html for each in words[language])


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({"code": "heading-empty"}, {"Mangelhaft"}),
        ({"level": "error"}, {"Mangelhaft"}),
        ({"code": "heading-empty", "level": "warning"}, set()),
        ({"code": "heading-empty", "language": "en"}, set()),
        ({"code": ["heading-empty", "english-required"]}, {"Mangelhaft"}),
    ],
)
def test_one_finding_meets_all_filters(
    chief: Client, pages: list[Any], query: dict[str, Any], expected: set[str]
) -> None:
    assert set(titles(chief, **query)) == expected


def test_only_findings_that_were_asked_for_are_shown(chief: Client, pages: list[Any]) -> None:
    response = chief.get(reverse("content_checks_report"), {"code": "heading-empty"})
    [page] = response.context["object_list"]
    assert [each.code for each in page.shown_findings] == ["heading-empty"]


def test_type_and_section_are_of_the_page(chief: Client, pages: list[Any]) -> None:
    long = pages[1]
    of_type = titles(chief, content_type=ContentType.objects.get_for_model(StandardPage).pk)
    assert "Mangelhaft" in of_type
    assert long.title not in of_type
    section = long.get_parent()
    assert set(titles(chief, section=section.pk)) == {long.title, section.title}


def test_export_has_a_line_for_each_finding(chief: Client, pages: list[Any], language: str) -> None:
    address = reverse("content_checks_report")
    answer = chief.get(address, {"export": "csv", "level": "error"})
    rows = list(csv.reader(StringIO(answer.content.decode("utf-8-sig"))))
    assert len(rows) == 2
    assert rows[0][0] == {"de": "Seite", "en": "Page"}[language]
    named = dict(zip(rows[0], rows[1], strict=True))
    assert "Mangelhaft" in named.values()
    assert {"de": "Fehler", "en": "Error"}[language] in named.values()
    assert any(value.endswith("/de/mangelhaft/") for value in named.values())
    every = chief.get(address, {"export": "csv"}).content.decode("utf-8-sig")
    assert "Tadellos" in every
    number = ContentFinding.objects.filter(check_of=pages[0].pk).count()
    assert every.count("/de/mangelhaft/") == number > 1


def test_spreadsheet_holds_no_formula(chief: Client, pages: list[Any]) -> None:
    answer = chief.get(reverse("content_checks_report"), {"export": "xlsx"})
    book = openpyxl.load_workbook(BytesIO(b"".join(answer.streaming_content)))
    cells = {cell.value: cell.data_type for row in book.active for cell in row if cell.value}
    assert cells[pages[1].title] == "s"


def test_queries_do_not_grow_with_pages_and_findings(chief: Client, pages: list[Any]) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            titles(chief)
        return len(captured)

    titles(chief)
    before = queries()
    StandardPageFactory.create_batch(8, body_de=[("heading", "")] * 5)
    refresh(live_pages())
    assert queries() == before <= 20


def test_pages_come_in_fifties(chief: Client, site: HomePage) -> None:
    StandardPageFactory.create_batch(51)
    assert len(titles(chief)) == 50
    assert titles(chief, p=2)


def test_editor_sees_what_they_may_edit(editor: Client, pages: list[Any]) -> None:
    GroupPagePermission.objects.filter(group__name=EDITORS).update(page=pages[1].get_parent())
    assert set(titles(editor)) == {pages[1].title, pages[1].get_parent().title}


def test_who_may_edit_nothing_does_not_get_in(chief: Client, pages: list[Any]) -> None:
    GroupPagePermission.objects.filter(group__name=CHIEF_EDITORS).delete()
    answer = chief.get(reverse("content_checks_report"))
    assert answer.status_code == 302
    assert reverse("content_checks_report") not in chief.get(answer.url).content.decode()


def test_finding_of_a_check_that_is_no_more_is_shown_by_its_code(
    chief: Client, pages: list[Any]
) -> None:
    ContentFinding.objects.filter(check_of=pages[0].pk).update(code="long-gone", path="nowhere.b1")
    assert "long-gone" in chief.get(reverse("content_checks_report")).content.decode()
