"""The pages that the import makes: texts, dates, clusters, links, indexes, what visitors get."""

import json
import re
from collections.abc import Callable
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client
from django.utils import translation
from wagtail.models import ReferenceIndex
from wagtail.search.backends import get_search_backend

from clusters.models import ClusterPage
from news.archive.content import body_blocks
from news.archive.pairs import read_pairs
from news.archive.parser import parse_bytes
from news.archive.review import MAX_TEXT
from news.models import ArchiveItem, ArchiveRun, NewsPage, NewsSection
from tests.news.archive.documents import (
    BODY,
    FOOTER,
    LEAD,
    LONG,
    ROOT,
    SHARED,
    TODAY,
    clusterplattform,
    parse,
)
from tests.news.importing import HEADLINE, item, page, run, statuses, write

pytestmark = pytest.mark.django_db
REAL, SAMPLE = SHARED / "archive", ROOT / "news/archive/sample"
#: Written down by reading the texts, not by running the program.
CLUSTERS: dict[str, set[str]] = {
    "000": {"acod", "biotech", "chemie", "it", "solar", "optonet", "silicon-saxony", "logistik"},
    "001": {"industrieallianz", "polymermat", "elmug", "medways", "mnt", "optonet", "fermeth"},
    "002": {"ernaehrung"},
    "003": {"logistik", "acod", "it"},
    "004": {"technologymountains"},
    "01_": {"acod", "chemie", "polymermat"},
    "02_": {"logistik", "it"},
    "03_": {"bioeconomy", "chemie"},
    "04_": {"optonet", "medways"},
    "05_": {"silicon-saxony", "it", "mnt"},
    "06_": {"technologymountains"},
    "07_": {"technologymountains"},
}
HOSTILE = '<script>alert("1")</script> {{ settings.SECRET_KEY }} {% load x %} javascript:alert(1) &'
Callbacks = Callable[..., Any]


@pytest.mark.parametrize(
    ("folder", "expected"),
    [
        pytest.param(
            REAL,
            SHARED / "archive-expected",
            marks=pytest.mark.skipif(not REAL.exists(), reason="not part of the repository"),
            id="real",
        ),
        pytest.param(SAMPLE, ROOT / "tests/data/archive_expected", id="sample"),
    ],
)
def test_documents_become_live_pages_with_clusters_and_expected_records(
    folder: Path, expected: Path, tmp_path: Path, client: Client
) -> None:
    (tmp_path / "in").symlink_to(folder)
    found = run(tmp_path / "in")["files"]
    files = [file for file in found if "/" not in file["file"] and file["status"] != "skipped"]
    assert len(files) == len(list(expected.glob("*.json")))
    for file in files:
        wanted = json.loads((expected / file["file"]).with_suffix(".json").read_bytes())
        assert (file["status"], file["reason"]) == ("created", "")
        assert file["record"] == wanted["record"]
        assert set(file["clusters"]) == CLUSTERS[file["file"][:3]]
        news = page(wanted["record"]["headline"])
        assert news.live
        assert {cluster.key for cluster in news.clusters.all()} == CLUSTERS[file["file"][:3]]
        assert (str(news.date) if news.date else None) == wanted["record"]["date"]
        assert (news.section.name_de if news.section else None) == wanted["record"]["section"]
        assert [link.label_de for link in news.links.all()] == wanted["record"]["links"]
        for link in news.links.all():
            assert link.target is None or link.target.specific.key in file["clusters"]
        response = client.get(news.url)
        assert response.status_code == 200
        assert news.lead_de.split("\n")[0][:40] in response.content.decode()


@pytest.mark.skipif(not REAL.exists(), reason="not part of the repository")
def test_all_links_of_real_documents_lead_to_cluster_pages(tmp_path: Path) -> None:
    (tmp_path / "in").symlink_to(REAL)
    files = run(tmp_path / "in")["files"]
    assert [file["warnings"] for file in files] == [[]] * 5
    links = [link for news in NewsPage.objects.all() for link in news.links.all()]
    assert len(links) == 14
    assert all(link.target.specific_class is ClusterPage for link in links)


def test_translations_of_the_sample_are_online_beside_their_german_texts(client: Client) -> None:
    pairs = read_pairs(SAMPLE / "pairs.csv")
    call_command("import_archive", str(SAMPLE), pairs=SAMPLE / "pairs.csv", stdout=StringIO())
    translated = NewsPage.objects.filter(english_live=True)
    assert len(translated) == len(pairs) == 2
    for news in translated:
        kinds = [block.block_type for block in news.body_en]
        assert kinds == [block.block_type for block in news.body_de]
        with translation.override("en"):
            content = client.get(news.url).content.decode()
        assert news.title_en in content
        assert news.lead_en[:40] in content
        assert news.lead_de[:40] not in content


def test_label_keeps_the_words_of_the_archive_and_prefix_does_not_hide_the_cluster(
    tmp_path: Path, client: Client
) -> None:
    names = ["Nachricht: Cluster OptoNet", "optonet e.V.", "Nachricht: Neues von nebenan"]
    (file,) = run(
        write(tmp_path / "in", a=item(BODY, "\n".join(["Weitere Informationen:", *names])))
    )["files"]
    assert file["clusters"] == ["optonet"]
    assert len(file["warnings"]) == 1
    assert "Neues von nebenan" in file["warnings"][0]
    links = list(page().links.all())
    assert [link.label_de for link in links] == names
    optonet = ClusterPage.objects.get(key="optonet")
    assert [link.target_id for link in links] == [optonet.pk, optonet.pk, None]
    html = client.get(page().url).content.decode()
    assert html.count(f'href="{optonet.url}"') == 3  # two links, and the related cluster


def test_text_on_two_sides_of_a_block_is_no_name_of_a_cluster(tmp_path: Path) -> None:
    text = item("Das ist neu im Cluster", "IT ist gefragt.", "  • Silicon\n  • Saxony")
    assert run(write(tmp_path / "in", a=text))["files"][0]["clusters"] == []


def test_name_broken_over_two_lines_of_a_paragraph_is_found(tmp_path: Path) -> None:
    text = item("Es sprach der Verein Silicon\nSaxony e. V. zur Lage.")
    assert run(write(tmp_path / "in", a=text))["files"][0]["clusters"] == ["silicon-saxony"]


def test_caption_of_head_image_counts_and_testimonial_does_not(tmp_path: Path) -> None:
    image = "Zwei Frauen\nAda Beispiel vom ACOD\n© Silicon Saxony"
    folder = write(
        tmp_path / "in",
        a=clusterplattform(LEAD, image, LONG),
        b=item(headline="Zweite", footer=FOOTER.replace("Beispielwerk", "Silicon Saxony")),
    )
    assert [file["clusters"] for file in run(folder)["files"]] == [["acod"], []]


@pytest.mark.usefixtures("admin_search")
def test_page_is_found_by_search_and_by_what_it_refers_to(
    tmp_path: Path, django_capture_on_commit_callbacks: Callbacks
) -> None:
    folder = write(tmp_path / "in", a=item(BODY, "Weitere Informationen:\nSilicon Saxony"))
    with django_capture_on_commit_callbacks(execute=True):
        run(folder)
    news, cluster = page(), ClusterPage.objects.get(key="silicon-saxony")
    for words in ("Netzwerk", "Abend"):
        assert list(get_search_backend().search(words, NewsPage.objects.all())) == [news]
    assert not get_search_backend().search("None", NewsPage.objects.all())  # no English: no word
    users = {usage[0].pk for usage in ReferenceIndex.get_grouped_references_to(cluster)}
    assert news.pk in users
    sections = ReferenceIndex.get_grouped_references_to(NewsSection.objects.get(name_de="Cluster"))
    assert {usage[0].pk for usage in sections} == {news.pk}


def test_hostile_text_is_stored_as_characters_and_escaped_for_visitors(
    tmp_path: Path, client: Client
) -> None:
    text = item(
        f"Ein Absatz mit {HOSTILE}\nund Umbruch.",
        f"  • {HOSTILE}",
        f"{HOSTILE} (v. l. n. r.)",
        f"Weitere Informationen:\n{HOSTILE}",
        headline=HOSTILE,
        lead=f"Die {HOSTILE} und der Vorspann.",
        section="Sek<b>t",
        footer=FOOTER.replace("Ada Beispiel", "<i>Ada").replace("gern", "<u>gern"),
    )
    report = run(write(tmp_path / "in", a=text), "--publish-testimonials")
    assert report["run"]["counts"]["created"] == 1
    news = page(HOSTILE)
    assert news.lead_de == f"Die {HOSTILE} und der Vorspann."
    assert news.links.get().label_de == HOSTILE
    assert news.section.name_de == "Sek<b>t"
    paragraph = next(block.value.source for block in news.body_de if block.block_type != "list")
    assert re.findall("<[^>]*>", paragraph) == ["<p>", "<br/>", "</p>"]
    assert "&lt;script&gt;" in paragraph
    pages = [news.url, "/de/aktuelles/", "/de/", "/de/mitglieder/testimonials/"]
    html = "".join(client.get(url).content.decode() for url in pages)
    assert "&lt;script&gt;" in html
    assert "&lt;u&gt;gern" in html
    for characters in ("<script>alert", "Sek<b>t", "<i>Ada", "<u>gern", 'href="javascript'):
        assert characters not in html
    assert "{{ settings.SECRET_KEY }}" in html


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(item(BODY, "Weitere Informationen:\n" + "x" * 501), id="link"),
        pytest.param(
            item(footer=FOOTER.replace("Ada Beispiel", "A" * 256)), id="name-of-testimonial"
        ),
        pytest.param(item(footer=FOOTER.replace("Beispielwerk", "B" * 256)), id="organisation"),
        pytest.param(
            item(*(f"Wort{number} steht hier." for number in range(20_000))), id="whole-text"
        ),
    ],
)
def test_text_that_is_too_long_for_its_field_needs_review(tmp_path: Path, text: str) -> None:
    assert statuses(write(tmp_path / "in", a=text)) == {"a.txt": "needs_review"}
    assert ArchiveItem.objects.get().reason["code"] == "text-too-long"
    assert not NewsPage.objects.exists()


def test_text_as_long_as_its_fields_allow_is_created(tmp_path: Path) -> None:
    footer = FOOTER.replace("Ada Beispiel", "A" * 255).replace("Beispielwerk", "B" * 255)
    words = " ".join(f"ю{number}" for number in range(33_000))
    text = item(words, "Weitere Informationen:\n" + "x" * 500, headline="H" * 255, footer=footer)
    assert len(text) < MAX_TEXT
    (file,) = run(write(tmp_path / "in", a=text))["files"]
    assert (file["status"], file["reason"]) == ("created", "")


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(item(f"Ein Wort\0{BODY} \x1b[31m").encode(), id="controls"),
        pytest.param(item("Ein \ud800 Wort.").encode("utf-8", "surrogatepass"), id="utf-8"),
        pytest.param(
            b"\xff\xfe" + item("Ein \ud800 Wort.").encode("utf-16-le", "surrogatepass"), id="utf-16"
        ),
        pytest.param(
            b"\xff\xfe\0\0" + item("Ein \ud800.").encode("utf-32-le", "surrogatepass"), id="utf-32"
        ),
        pytest.param(item("Zwei ü").encode() + "ä".encode("cp1252") + b"\x81", id="mixed"),
        pytest.param(b"\x81\x8d\0" + item().encode("cp1252"), id="undefined"),
    ],
)
def test_what_no_database_takes_never_reaches_it(tmp_path: Path, data: bytes) -> None:
    (file,) = run(write(tmp_path / "in", a=data))["files"]
    assert file["status"] in ("created", "needs_review")
    known = ArchiveItem.objects.get()
    stored = json.dumps([known.text, known.raw_text, known.warnings, known.reason])
    assert "\\u0000" not in stored
    assert not re.search(r"\\ud[89a-f]", stored)


def test_cp1252_is_created_with_warning_that_names_it(tmp_path: Path) -> None:
    (file,) = run(write(tmp_path / "in", a=item().encode("cp1252")))["files"]
    assert file["status"] == "created"
    assert "Windows-1252" in file["warnings"][0]
    assert page(HEADLINE).lead_de == LEAD


def test_head_image_stands_first_and_images_of_the_body_where_they_were() -> None:
    record = parse(clusterplattform(LEAD, "Alt\nZeile\n© Foto", LONG, "Zwei\n© Bild", LONG)).record
    assert record
    blocks = body_blocks(record)
    assert [name for name, _ in blocks] == ["image", "paragraph", "image", "paragraph"]
    head = blocks[0][1]
    assert (head["alt"], head["caption"], head["credit"]) == ("Alt", "Zeile", "Foto")


def test_update_keeps_english_and_replaces_links_and_clusters(tmp_path: Path) -> None:
    folder = write(
        tmp_path / "in", a=item("Das ACOD war da.", "Weitere Informationen:\nCluster IT")
    )
    run(folder)
    news = page()
    NewsPage.objects.filter(pk=news.pk).update(title_en="Kept", lead_en="Kept too")
    write(folder, a=item("Silicon Saxony war da.", LONG, "Weitere Informationen:\nOptoNet\nFoo"))
    assert statuses(folder) == {"a.txt": "updated"}
    news = page()
    assert {cluster.key for cluster in news.clusters.all()} == {"silicon-saxony", "optonet"}
    assert [link.label_de for link in news.links.all()] == ["OptoNet", "Foo"]
    assert (news.title_en, news.lead_en, news.slug_en) == ("Kept", "Kept too", "kept")


def test_imported_text_reads_the_same_whatever_language_is_active(tmp_path: Path) -> None:
    with translation.override("en"):
        assert statuses(write(tmp_path / "in", a=item())) == {"a.txt": "created"}
    news = page()
    assert (news.lead_de, news.lead_en, news.section.name_de) == (LEAD, None, "Cluster")
    assert ArchiveRun.objects.get().counts["created"] == 1


def test_known_text_can_be_parsed_again() -> None:
    """The import compares versions by parsing the stored text of the older one."""
    for file in SAMPLE.glob("*.txt"):
        first = parse_bytes(file.read_bytes(), today=TODAY)
        assert parse_bytes(first.text.encode(), today=TODAY) == first
