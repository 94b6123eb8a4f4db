"""The map of the directory: where pins are, what they say and where they lead."""

import math
import re

import pytest
from django.test import Client

from clusters.map import NEAR, ClusterMap, draw
from clusters.models import ClusterIndexPage, ClusterPage
from clusters.outlines import project, state_at, states
from tests.factories import ClusterPageFactory
from tests.site.html import Document

pytestmark = pytest.mark.django_db

LEIPZIG, HALLE, LEUNA, DRESDEN = (
    (51.3397, 12.3731),
    (51.4825, 11.9705),
    (51.3186, 12.0158),
    (51.0504, 13.7373),
)


def cluster(key: int, city: str, place: tuple[float, float] | None) -> ClusterPage:
    latitude, longitude = place or (None, None)
    title = f"Netzwerk {key}"
    return ClusterPage(pk=key, title=title, city=city, latitude=latitude, longitude=longitude)


def drawn(*clusters: ClusterPage) -> ClusterMap:
    found = draw(clusters)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("latitude", "longitude", "code"),
    [
        # Both sides of borders: Zeitz and Altenburg, Hof and Plauen, Mainz and Wiesbaden.
        (51.0478, 12.1366, "ST"),
        (50.9850, 12.4339, "TH"),
        (50.3135, 11.9128, "BY"),
        (50.4973, 12.1378, "SN"),
        (49.9929, 8.2473, "RP"),
        (50.0826, 8.2400, "HE"),
        (52.5200, 13.4050, "BE"),
        (52.3906, 13.0645, "BB"),
        (54.7937, 9.4469, "SH"),
        (50.0755, 14.4378, None),
        (90, 0, None),
        (-90, 180, None),
    ],
)
def test_projection_finds_the_state_of_a_place(
    latitude: float, longitude: float, code: str | None
) -> None:
    state = state_at(project(latitude, longitude))
    assert (state and state.code) == code


def test_outlines_have_all_states_of_germany() -> None:
    assert len(states()) == 16


def test_without_coordinates_there_is_no_map() -> None:
    assert draw([]) is None
    assert draw([cluster(1, "Leipzig", None)]) is None


def test_map_shows_the_states_of_the_pins_and_what_lies_around() -> None:
    found = drawn(cluster(1, "Leipzig", LEIPZIG), cluster(2, "", None))
    seats = {state.code for state, is_seat in found.states if is_seat}
    around = {state.code for state, is_seat in found.states if not is_seat}
    assert seats == {"SN"}
    assert "TH" in around
    assert "SH" not in around
    assert found.box.width == pytest.approx(found.box.height)
    assert found.missing == 1


def test_clusters_of_a_town_share_a_pin_and_so_do_near_towns() -> None:
    found = drawn(
        cluster(1, "Halle (Saale)", HALLE),
        cluster(2, "Leipzig", LEIPZIG),
        cluster(3, "Leipzig", LEIPZIG),
        cluster(4, "Leuna", LEUNA),
        cluster(5, "Dresden", DRESDEN),
    )
    names = {pin.name: len(pin.clusters) for pin in found.pins}
    assert names == {"Halle (Saale), Leuna": 2, "Leipzig": 2, "Dresden": 1}
    assert [pin.name for pin in found.places] == ["Dresden", "Halle (Saale), Leuna", "Leipzig"]


def test_pin_of_many_towns_is_named_after_one() -> None:
    latitude, longitude = LEIPZIG
    towns = [cluster(n, f"Ort {n}", (latitude, longitude + n / 1000)) for n in range(1, 6)]
    (pin,) = drawn(*towns).pins
    assert pin.name == "Ort 1 und Umgebung"
    assert len(pin.towns) == 5


def test_pins_of_many_clusters_are_24_pixels_apart_and_inside() -> None:
    clusters = [
        cluster(key, f"Ort {key % 90}", (47.5 + (key * 37 % 90) / 12, 6.5 + (key * 53 % 90) / 12))
        for key in range(1, 301)
    ]
    found = drawn(*clusters)
    assert sum(len(pin.clusters) for pin in found.pins) == 300
    points = [pin.point for pin in found.pins]
    nearest = min(
        math.dist(one, other) for number, one in enumerate(points) for other in points[number + 1 :]
    )
    assert nearest >= NEAR * found.box.width
    assert all(0 < float(pin.x.rstrip("%")) < 100 for pin in found.pins)
    assert len({pin.anchor for pin in found.pins}) == len(found.pins)


def test_place_outside_of_germany_has_a_pin_too() -> None:
    assert len(drawn(cluster(1, "Prag", (50.0755, 14.4378))).pins) == 1
    assert len(drawn(cluster(1, "Nordpol", (90, 0)), cluster(2, "", LEIPZIG)).pins) == 2


def located(number: int, **fields: object) -> ClusterPage:
    latitude, longitude = map(str, LEIPZIG)
    return ClusterPageFactory(
        title=f"Netz {number}", city="Leipzig", latitude=latitude, longitude=longitude, **fields
    )


def test_pin_of_one_cluster_leads_to_its_page(client: Client, directory: ClusterIndexPage) -> None:
    page = located(1)
    document = Document(client.get("/de/cluster/"))
    (pin,) = [link for link in document.all("a") if link["aria-label"]]
    assert pin["aria-label"] == "Leipzig: Netz 1"
    assert pin["href"] == page.get_url()


def test_pin_of_several_leads_to_their_entry_in_the_list(
    client: Client, directory: ClusterIndexPage
) -> None:
    pages = [located(1), located(2)]
    document = Document(client.get("/de/cluster/"))
    (pin,) = [link for link in document.all("a") if link["aria-label"]]
    assert pin["aria-label"] == "Leipzig: 2 Cluster"
    html = client.get("/de/cluster/").content.decode()
    entry = html[html.index(f'id="{pin["href"][1:]}"') :].partition("</div>")[0]
    assert all(page.get_url() in entry for page in pages)


def test_map_names_its_source_and_has_no_style(client: Client, directory: ClusterIndexPage) -> None:
    located(1)
    html = client.get("/de/cluster/").content.decode()
    assert "https://creativecommons.org/licenses/by/4.0/" in html
    assert "https://mapsvg.com/maps/germany" in html
    assert not re.search(r"<style|\sstyle=", html)


def test_directory_without_places_has_no_map_and_page_two_neither(
    client: Client, directory: ClusterIndexPage
) -> None:
    for number in range(51):
        ClusterPageFactory(title=f"Netz {number}")
    assert "<svg class" not in client.get("/de/cluster/").content.decode()
    located(99)
    assert '<svg class="map"' in client.get("/de/cluster/").content.decode()
    assert '<svg class="map"' not in client.get("/de/cluster/?p=2").content.decode()
