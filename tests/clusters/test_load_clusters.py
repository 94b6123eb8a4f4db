"""The list of clusters: read whole or not at all, and never over what staff have changed."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from clusters.csv_file import CsvError, read_clusters
from clusters.management.commands.load_clusters import SHIPPED
from clusters.models import ClusterIndexPage, ClusterPage, FederalState, Sector
from tests.news.importing import changed_tables, dump

HEAD = (
    "key,name_de,short_name,legal_name,name_en,aliases,sector_de,sector_en,states,founded,"
    "website,city,latitude,longitude"
)
ROW = (
    'holz,Netzwerk Holz,NeHo,Netzwerk Holz e. V.,Timber Network,"Holzkreis|Der ""Kreis""",Holz,'
    "Timber,Sachsen|Bayern,2001,https://holz.example,Zeitz,51.0478,12.1366"
)


def write(path: Path, *rows: str, head: str = HEAD, encoding: str = "utf-8") -> Path:
    file = path / "clusters.csv"
    file.write_text("\n".join([head, *rows]), encoding=encoding)
    return file


def load(file: Path) -> str:
    out = StringIO()
    call_command("load_clusters", str(file), stdout=out)
    return out.getvalue()


@pytest.mark.django_db
def test_row_becomes_a_page_live_in_both_languages(tmp_path: Path) -> None:
    load(write(tmp_path, ROW))
    page = ClusterPage.objects.get(key="holz")
    assert (page.title, page.title_en, page.short_name) == (
        "Netzwerk Holz",
        "Timber Network",
        "NeHo",
    )
    assert (page.live, page.english_live) == (True, True)
    assert [alias.name for alias in page.other_names.all()] == ["Holzkreis", 'Der "Kreis"']
    assert [sector.name_en for sector in page.sectors.all()] == ["Timber"]
    assert {state.name_de: state.name_en for state in page.states.all()} == {
        "Sachsen": "Saxony",
        "Bayern": "Bayern",
    }
    assert str(page.latitude) == "51.04780"


@pytest.mark.django_db
def test_second_load_changes_nothing(tmp_path: Path) -> None:
    file = write(tmp_path, ROW)
    load(file)
    page = ClusterPage.objects.get(key="holz")
    page.title = "Von Hand"
    page.save_revision().publish()
    assert changed_tables(lambda: load(file)) == []
    assert changed_tables(lambda: load(SHIPPED)) == []


@pytest.mark.django_db
def test_choice_whose_name_is_there_twice_is_the_first(tmp_path: Path) -> None:
    first = Sector.objects.create(name_de="Holz")
    Sector.objects.create(name_de="Holz")
    load(write(tmp_path, ROW))
    assert ClusterPage.objects.get(key="holz").sectors.get() == first
    assert FederalState.objects.filter(name_de="Sachsen").count() == 1


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("old", "new"),
    [
        pytest.param("NeHo", "N" * 65, id="short-name"),
        pytest.param("Holzkreis", "H" * 256, id="alias"),
        pytest.param(",Holz,", f",{'H' * 129},", id="sector"),
        pytest.param("Sachsen", "S" * 129, id="state"),
        pytest.param("https://holz.example", "holz", id="website"),
    ],
)
def test_value_that_fits_no_field_stops_the_load_and_nothing_is_made(
    tmp_path: Path, old: str, new: str
) -> None:
    file = write(tmp_path, ROW.replace("holz,", "wald,", 1), ROW.replace(old, new, 1))
    before = dump()
    with pytest.raises(CommandError, match=r"clusters\.csv: holz: "):
        load(file)
    assert dump() == before


@pytest.mark.parametrize(
    "rows",
    [
        pytest.param([ROW.replace("2001", "neu")], id="year"),
        pytest.param([ROW.replace("2001", "-1")], id="early-year"),
        pytest.param([ROW.replace("2001", "99999")], id="late-year"),
        pytest.param([ROW.replace("51.0478", "NaN")], id="latitude"),
        pytest.param([ROW.replace("51.0478", "91")], id="pole"),
        pytest.param([ROW.replace("12.1366", "1e999999")], id="longitude"),
        pytest.param([ROW.replace("holz,", ",", 1)], id="no-key"),
        pytest.param([ROW.replace("holz,", "ein holz,", 1)], id="bad-key"),
        pytest.param([ROW.replace("Netzwerk Holz,", ",", 1)], id="no-name"),
        pytest.param([ROW, ROW], id="twice"),
        pytest.param([f"{ROW},zu viel"], id="long"),
        pytest.param(["holz,Netzwerk Holz"], id="short"),
        pytest.param([ROW.replace("Zeitz", 'Ze"itz"x"')[:-9] + '"'], id="quotes"),
    ],
)
def test_wrong_row_is_refused_with_a_message(tmp_path: Path, rows: list[str]) -> None:
    with pytest.raises(CsvError) as error:
        read_clusters(write(tmp_path, *rows))
    assert "\n" not in str(error.value)


@pytest.mark.parametrize("head", ["", "key,name_de", HEAD.replace(",city", "")])
def test_file_without_all_columns_is_refused(tmp_path: Path, head: str) -> None:
    with pytest.raises(CsvError, match="city"):
        read_clusters(write(tmp_path, head=head))


def test_byte_order_mark_and_empty_cells_are_read(tmp_path: Path) -> None:
    row = "holz, Netzwerk Holz ,,,,,,,,,,,,"
    (cluster,) = read_clusters(write(tmp_path, row, encoding="utf-8-sig"))
    assert (cluster.key, cluster.name_de, cluster.aliases) == ("holz", "Netzwerk Holz", ())
    assert (cluster.founded, cluster.latitude) == (None, None)


def test_file_in_another_encoding_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CsvError, match="UTF-8"):
        read_clusters(write(tmp_path, ROW.replace("Zeitz", "Köln"), encoding="latin-1"))


@pytest.mark.django_db
def test_missing_file_and_missing_directory_end_with_message(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match=r"missing\.csv"):
        load(tmp_path / "missing.csv")
    ClusterIndexPage.objects.get().delete()
    with pytest.raises(CommandError, match="setup_site"):
        load(SHIPPED)


def test_shipped_list_can_be_read() -> None:
    rows = read_clusters(SHIPPED)
    assert len(rows) == 17
    assert all(row.name_en and row.sector_en for row in rows)
