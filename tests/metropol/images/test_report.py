"""The report of images: filters, rights, spreadsheets, and queries that do not grow."""

import re
from datetime import timedelta
from io import BytesIO
from typing import Any

import openpyxl
import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from metropol.models import PortalImage
from news.models import NewsPage
from tests.metropol.images.uploading import library_image

pytestmark = pytest.mark.django_db


def titles(client: Client, **query: Any) -> list[str]:
    response = client.get(reverse("image_report"), query)
    assert response.status_code == 200
    return [image.title for image in response.context["object_list"]]


@pytest.fixture
def library(news: NewsPage) -> dict[str, PortalImage]:
    """An image of each sort."""
    today = timezone.localdate()
    good = {"licence": "CC BY 4.0"}
    images = {
        "good": library_image(title="good", **good),
        "no_german": library_image(title="no_german", alt_de="", **good),
        "no_english": library_image(title="no_english", alt_en=None, **good),
        "decorative": library_image(
            title="decorative", alt_de="", alt_en="", is_decorative=True, **good
        ),
        "no_credit": library_image(title="no_credit", credit="", **good),
        "no_licence": library_image(title="no_licence"),
        "over": library_image(title="over", use_until=today - timedelta(days=1), **good),
        "last_day": library_image(title="last_day", use_until=today, **good),
        "soon": library_image(title="soon", use_until=today + timedelta(days=30), **good),
        "later": library_image(title="later", use_until=today + timedelta(days=31), **good),
    }
    news.image = images["good"]
    news.save_revision().publish()
    return images


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({"missing": "alt_de"}, {"no_german"}),
        ({"missing": "alt_en"}, {"no_english"}),
        ({"missing": ["alt_de", "alt_en"]}, {"no_german", "no_english"}),
        ({"missing": "credit"}, {"no_credit"}),
        ({"missing": "licence"}, {"no_licence"}),
        ({"use_until": "over"}, {"over"}),
        ({"use_until": "soon"}, {"last_day", "soon"}),
        ({"use": "yes"}, {"good"}),
        ({"use": "no", "missing": "alt_de"}, {"no_german"}),
        ({"missing": "nonsense"}, None),
    ],
)
def test_filters(
    chief: Client,
    library: dict[str, PortalImage],
    query: dict[str, Any],
    expected: set[str] | None,
) -> None:
    assert set(titles(chief, **query)) == (set(library) if expected is None else expected)


def test_report_says_what_is_missing_and_links_to_where_it_is_mended(
    editor: Client, library: dict[str, PortalImage]
) -> None:
    content = editor.get(reverse("image_report")).content.decode()
    assert re.search(r"– fehlt –|– missing –", content)
    assert re.search(r"wird weiter gezeigt|still shown", content)
    for image in library.values():
        assert reverse("wagtailimages:edit", args=[image.pk]) in content
    assert reverse("wagtailimages:image_usage", args=[library["good"].pk]) in content
    assert "Erste Meldung" in content


def test_report_is_for_those_who_may_change_images(translator: Client, chief: Client) -> None:
    address = reverse("image_report")
    assert translator.get(address).status_code == 302
    assert translator.get(address, {"export": "csv"}).status_code == 302
    assert address not in translator.get(reverse("wagtailadmin_home")).content.decode()
    assert address in chief.get(reverse("wagtailadmin_home")).content.decode()


def test_images_of_other_collections_are_not_shown(chief: Client) -> None:
    library_image(title="eigen")
    library_image(title="fremd", collection=library_collection())
    assert titles(chief) == ["eigen"]


def library_collection() -> Any:
    from wagtail.models import Collection

    root = Collection.get_first_root_node()
    # Permissions are given at the root: only a tree beside it is out of reach.
    return Collection.add_root(name="Anderswo") if root else None


def rows(response: Any) -> list[list[str]]:
    import csv

    text = response.content.decode("utf-8-sig")
    return list(csv.reader(text.splitlines()))


def test_spreadsheets_hold_what_the_filters_leave(
    chief: Client, library: dict[str, PortalImage]
) -> None:
    address = reverse("image_report")
    head, row = rows(chief.get(address, {"export": "csv", "use": "yes"}))
    assert len(head) == len(row) == 10
    assert row[0] == "good"
    assert "Erste Meldung" in row[8]
    response = chief.get(address, {"export": "xlsx"})
    book = openpyxl.load_workbook(BytesIO(b"".join(response.streaming_content)))
    assert book.active.max_row == len(library) + 1


def test_queries_do_not_grow_with_the_images(
    chief: Client, news: NewsPage, django_assert_max_num_queries: Any
) -> None:
    def measure(query: dict[str, str]) -> int:
        from django.db import connection
        from django.test.utils import CaptureQueriesContext

        with CaptureQueriesContext(connection) as captured:
            response = chief.get(reverse("image_report"), query)
            if response.streaming:
                list(response.streaming_content)
        return len(captured)

    news.image = library_image()
    news.save_revision().publish()
    measure({})
    few = measure({}), measure({"export": "csv"})
    images = [library_image() for _ in range(5)]
    news.body_de = [("image", {"image": image}) for image in images]
    news.save_revision().publish()
    assert (measure({}), measure({"export": "csv"})) == few
    assert max(few) <= 30
