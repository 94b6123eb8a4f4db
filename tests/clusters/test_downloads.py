"""The directory as CSV and GeoJSON."""

import csv
import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.http import HttpResponse
from django.test import Client
from wagtail.models import PageViewRestriction

from clusters.csv_file import read_clusters
from clusters.models import ClusterAlias, ClusterIndexPage, ClusterPage, FederalState, Sector
from tests.factories import ClusterPageFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("directory")]


def rows(response: HttpResponse) -> list[dict[str, str]]:
    assert response.status_code == 200
    return list(csv.DictReader(StringIO(response.content.decode("utf-8-sig"))))


@pytest.fixture
def clusters(directory: ClusterIndexPage) -> list[ClusterPage]:
    """Make a cluster with all facts in both languages, and one in German without any."""
    full = ClusterPageFactory(
        title="Netzwerk Holz",
        english=True,
        title_en="Timber Network",
        city="Zeitz",
        latitude="51.0478",
        longitude="12.1366",
        founded=2001,
        website="https://holz.example",
    )
    full.sectors.set([Sector.objects.create(name_de="Holz", name_en="Timber")])
    full.states.set([FederalState.objects.create(name_de="Sachsen-Anhalt")])
    full.other_names.set([ClusterAlias(name="Holzkreis"), ClusterAlias(name="Waldrunde")])
    full.save()
    return [full, ClusterPageFactory(title="Astrunde")]


@pytest.mark.usefixtures("clusters")
def test_csv_holds_the_list_for_spreadsheets(client: Client) -> None:
    response = client.get("/de/cluster/cluster.csv")
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    assert response["Content-Disposition"] == 'attachment; filename="cluster.csv"'
    assert response.content.startswith(b"\xef\xbb\xbf")
    bare, full = rows(response)
    assert bare["name_de"] == "Astrunde"
    assert full["aliases"] == "Holzkreis|Waldrunde"
    assert (full["latitude"], full["founded"]) == ("51.04780", "2001")
    assert full["page"].endswith("/de/cluster/netzwerk-holz/")


def test_csv_can_be_loaded_again(
    client: Client, tmp_path: Path, clusters: list[ClusterPage]
) -> None:
    file = tmp_path / "clusters.csv"
    file.write_bytes(client.get("/de/cluster/cluster.csv").content)
    keys = [row.key for row in read_clusters(file)]
    for cluster in clusters:
        cluster.delete()
    call_command("load_clusters", str(file), stdout=StringIO())
    again = ClusterPage.objects.get(key=clusters[0].key)
    assert {page.key for page in ClusterPage.objects.all()} == {*keys}
    assert (again.title, again.title_en) == ("Netzwerk Holz", "Timber Network")
    assert [sector.name_en for sector in again.sectors.all()] == ["Timber"]


@pytest.mark.usefixtures("clusters")
def test_english_files_hold_what_is_online_in_english(client: Client) -> None:
    (row,) = rows(client.get("/en/clusters/clusters.csv"))
    assert row["name_en"] == "Timber Network"
    response = client.get("/en/clusters/clusters.geojson")
    (feature,) = json.loads(response.content)["features"]
    assert feature["properties"]["name"] == "Timber Network"
    assert feature["properties"]["sectors"] == ["Timber"]
    assert feature["properties"]["states"] == []
    assert client.get("/en/clusters/cluster.csv").status_code == 404


def test_geojson_has_longitude_first_and_null_where_no_place_is_known(
    client: Client, clusters: list[ClusterPage]
) -> None:
    response = client.get("/de/cluster/cluster.geojson")
    assert response["Content-Type"] == "application/geo+json"
    collection = json.loads(response.content)
    bare, full = collection["features"]
    assert collection["type"] == "FeatureCollection"
    assert bare["geometry"] is None
    assert full["geometry"] == {"type": "Point", "coordinates": [12.1366, 51.0478]}
    assert full["properties"]["key"] == clusters[0].key


@pytest.mark.usefixtures("clusters")
def test_files_follow_the_filters_and_the_page_links_to_them(client: Client) -> None:
    page = client.get("/de/cluster/?sector=holz").content.decode()
    assert 'href="/de/cluster/cluster.csv?sector=holz"' in page
    (row,) = rows(client.get("/de/cluster/cluster.csv?sector=holz"))
    assert row["name_de"] == "Netzwerk Holz"
    assert client.get("/de/cluster/cluster.csv?sector=gibt-es-nicht").status_code == 404
    assert client.get("/de/cluster/cluster.geojson?state=%00").status_code == 404


@pytest.mark.usefixtures("clusters")
def test_files_can_be_kept_by_caches_and_set_no_cookie(client: Client) -> None:
    for path in ("/de/cluster/cluster.csv", "/en/clusters/clusters.geojson"):
        response = client.get(path)
        assert "public" in response["Cache-Control"]
        assert not response.cookies
        assert "Cookie" not in response.get("Vary", "")


@pytest.mark.parametrize("start", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1"])
def test_no_cell_can_be_a_formula(client: Client, start: str) -> None:
    page = ClusterPageFactory(title=f"{start} Netz", city=start, latitude="-1.5", longitude="-2")
    page.sectors.set([Sector.objects.create(name_de=start, slug_de="x")])
    page.save()
    (row,) = rows(client.get("/de/cluster/cluster.csv"))
    assert row["name_de"].startswith("'")
    assert row["city"].startswith("'")
    assert row["sector_de"].startswith("'")
    assert row["latitude"] == "-1.50000"


@pytest.mark.usefixtures("clusters")
def test_restricted_and_unpublished_clusters_are_nowhere(client: Client) -> None:
    hidden, offline = ClusterPageFactory(title="Geheimrat"), ClusterPageFactory(title="Entwurf")
    PageViewRestriction.objects.create(
        page=hidden, restriction_type=PageViewRestriction.PASSWORD, password="x"
    )
    offline.unpublish()
    for path in ("", "cluster.csv", "cluster.geojson"):
        text = client.get(f"/de/cluster/{path}").content.decode()
        assert "Astrunde" in text
        assert "Geheimrat" not in text
        assert "Entwurf" not in text


@pytest.mark.usefixtures("clusters")
def test_restricted_directory_gives_no_file(client: Client) -> None:
    PageViewRestriction.objects.create(
        page=ClusterIndexPage.objects.get(), restriction_type=PageViewRestriction.LOGIN
    )
    response = client.get("/de/cluster/cluster.csv")
    assert response.status_code == 302
