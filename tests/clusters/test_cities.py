"""Towns of our own list, and when their coordinates are taken."""

from decimal import Decimal
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command

from clusters.cities import cities, find_city, located
from clusters.models import ClusterPage
from clusters.outlines import project, state_at

LEIPZIG = (Decimal("51.3397"), Decimal("12.3731"))
JENA = (Decimal("50.9271"), Decimal("11.5892"))
BY_HAND = (Decimal("51.32"), Decimal("12.37"))


def test_towns_lie_in_their_states_on_the_map() -> None:
    wrong = []
    for city in cities():
        state = state_at(project(*map(float, city.coordinates)))
        if state is None or state.code != city.state:
            wrong.append(city.name)
    assert not wrong


def test_list_has_the_towns_of_the_region_each_once() -> None:
    names = [city.name for city in cities()]
    assert len(names) == len(set(names))
    assert len(names) >= 150
    assert {"Leipzig", "Halle (Saale)", "Dresden", "Erfurt", "Magdeburg", "Jena"} <= {*names}


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("Leipzig", "Leipzig"),
        (" leipzig ", "Leipzig"),
        ("Halle", "Halle (Saale)"),
        ("Halle (Saale)", "Halle (Saale)"),
        ("Görlitz", "Görlitz"),
        ("Goerlitz", "Görlitz"),
        ("Frankfurt am Main", "Frankfurt am Main"),
        ("Frankfurt", None),
        ("Entenhausen", None),
        ("", None),
        ("\x00", None),
    ],
)
def test_town_is_found_however_it_is_written(name: str, found: str | None) -> None:
    city = find_city(name)
    assert (city and city.name) == found


@pytest.mark.parametrize(
    ("city", "given", "expected"),
    [
        pytest.param("Leipzig", (None, None), LEIPZIG, id="empty"),
        pytest.param("Leipzig", BY_HAND, BY_HAND, id="by-hand"),
        pytest.param("Jena", LEIPZIG, JENA, id="changed"),
        pytest.param("Jena", BY_HAND, BY_HAND, id="changed-by-hand"),
        pytest.param("Entenhausen", LEIPZIG, (None, None), id="changed-to-unknown"),
        pytest.param("", LEIPZIG, (None, None), id="emptied"),
        pytest.param("Entenhausen", BY_HAND, BY_HAND, id="unknown-by-hand"),
    ],
)
def test_coordinates_by_hand_win_and_those_of_the_list_follow_the_name(
    city: str, given: tuple[Decimal | None, Decimal | None], expected: tuple[Decimal, Decimal]
) -> None:
    assert located(city, *given) == expected


@pytest.mark.django_db
def test_loaded_cluster_of_a_known_town_has_its_coordinates(tmp_path: Path) -> None:
    file = tmp_path / "clusters.csv"
    file.write_text(
        "key,name_de,short_name,legal_name,name_en,aliases,sector_de,sector_en,states,founded,"
        "website,city,latitude,longitude\n"
        "a,Netz A,,,,,Holz|Papier,|Paper,,,,Jena,,\nb,Netz B,,,,,,,,,,Entenhausen,,\n"
    )
    call_command("load_clusters", str(file), stdout=StringIO())
    jena, unknown = ClusterPage.objects.get(key="a"), ClusterPage.objects.get(key="b")
    assert (jena.latitude, jena.longitude) == JENA
    assert unknown.latitude is None
    names = {sector.name_de: sector.name_en for sector in jena.sectors.all()}
    assert names == {"Holz": "", "Papier": "Paper"}
