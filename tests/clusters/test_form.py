"""The form of a cluster: coordinates by the name of the town, and the day of the last check."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.test.utils.form_data import inline_formset, nested_form_data

from clusters.models import ClusterIndexPage, ClusterPage
from tests.admin_forms import paragraphs
from tests.factories import ClusterPageFactory, UserFactory

EMPTY = (
    *("title_en", "slug_en", "english_request", "lead_en", "short_name", "legal_name"),
    *("founded", "website", "logo", "checked_on", "header_image", "go_live_at", "expire_at"),
    *("seo_title", "seo_title_en", "search_description", "search_description_en"),
    *("english_go_live_at", "english_expire_at"),
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("directory")]


@pytest.fixture
def staff(client: Client) -> Client:
    backend = "django.contrib.auth.backends.ModelBackend"
    client.force_login(UserFactory(is_superuser=True), backend=backend)
    return client


@pytest.fixture
def page(directory: ClusterIndexPage) -> ClusterPage:
    return ClusterPageFactory(title="Netz", city="Leipzig", latitude="51.3397", longitude="12.3731")


def save(staff: Client, page: ClusterPage, **changes: Any) -> HttpResponse:
    data = {
        **dict.fromkeys(EMPTY, ""),
        "title": "Netz",
        "slug": "netz",
        "lead_de": "Worum es geht.",
        "body_de": paragraphs("Ein Absatz."),
        "body_en": paragraphs(),
        "city": page.city,
        "latitude": page.latitude,
        "longitude": page.longitude,
        "other_names": inline_formset([]),
        "contacts": inline_formset([]),
        "figures": inline_formset([]),
        "comments": inline_formset([]),
        "action-publish": "1",
    }
    url = reverse("wagtailadmin_pages:edit", args=[page.pk])
    return staff.post(url, nested_form_data(data | changes), follow=True)


def coordinates(page: ClusterPage) -> tuple[Decimal | None, Decimal | None]:
    found = ClusterPage.objects.get(pk=page.pk)
    return found.latitude, found.longitude


def test_changed_town_brings_its_coordinates_along(staff: Client, page: ClusterPage) -> None:
    save(staff, page, city="jena")
    assert coordinates(page) == (Decimal("50.9271"), Decimal("11.5892"))


def test_coordinates_by_hand_win(staff: Client, page: ClusterPage) -> None:
    save(staff, page, city="Jena", latitude="50.9", longitude="11.6")
    assert coordinates(page) == (Decimal("50.9"), Decimal("11.6"))


def test_unknown_town_is_said_and_has_no_coordinates(staff: Client, page: ClusterPage) -> None:
    response = save(staff, page, city="Entenhausen")
    assert coordinates(page) == (None, None)
    assert "Die Koordinaten von „Entenhausen“ sind nicht bekannt" in response.content.decode()


def test_one_coordinate_alone_is_refused(staff: Client, page: ClusterPage) -> None:
    response = save(staff, page, latitude="50.9", longitude="")
    assert "Geben Sie beide Koordinaten an" in response.content.decode()
    assert coordinates(page)[0] == Decimal("51.3397")


@pytest.mark.parametrize("value", ["NaN", "1e400", "abc", "99999999999", "\x00"])
def test_wrong_coordinate_is_refused_in_words(staff: Client, page: ClusterPage, value: str) -> None:
    response = save(staff, page, latitude=value, longitude="12")
    assert response.status_code == 200
    assert coordinates(page)[0] == Decimal("51.3397")


def test_towns_are_suggested(staff: Client, page: ClusterPage) -> None:
    html = staff.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    assert 'list="city-towns"' in html
    assert '<datalist id="city-towns"><option value="Annaberg-Buchholz">' in html


def test_tick_sets_the_day_of_the_check_and_visitors_see_it(
    staff: Client, page: ClusterPage
) -> None:
    save(staff, page, checked_today="on")
    today = timezone.localdate()
    assert ClusterPage.objects.get(pk=page.pk).checked_on == today
    html = staff.get("/de/cluster/netz/").content.decode()
    assert f'<time datetime="{today.isoformat()}">' in html


def test_day_in_the_future_is_refused(staff: Client, page: ClusterPage) -> None:
    tomorrow = timezone.localdate() + timedelta(days=1)
    response = save(staff, page, checked_on=tomorrow.isoformat())
    assert "Dieser Tag liegt in der Zukunft." in response.content.decode()


def test_staff_see_what_was_not_checked_for_a_year(staff: Client, page: ClusterPage) -> None:
    today = timezone.localdate()
    ClusterPageFactory(title="Frisch", checked_on=today - timedelta(days=300))
    ClusterPageFactory(title="Staubig", checked_on=today - timedelta(days=400))
    html = staff.get(reverse("clusters:index"), {"facts": "stale"}).content.decode()
    assert "Staubig" in html
    assert "Netz" in html
    assert "Frisch" not in html
    assert "Frisch" in staff.get(reverse("clusters:index")).content.decode()
