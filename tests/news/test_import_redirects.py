"""``--redirects FILE.csv``: the addresses of the old site lead to the imported pages."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db.models import QuerySet
from django.test import Client
from wagtail.contrib.redirects.models import Redirect

from metropol.models import RedirectLanguage
from news.archive.content import free_slugs
from news.models import ArchiveRun, NewsPage
from tests.news.importing import changed_tables, dump, item, page, run, write
from tests.news.test_import_translations import english, german, pair
from tests.news.undoing import assert_undone, csv_file

pytestmark = pytest.mark.django_db
GERMAN_URL = "/de/aktuelles/zwoelf-betriebe-gruenden-ein-netzwerk/"
ENGLISH_URL = "/en/news/twelve-companies-form-a-network/"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with an item in both languages."""
    return write(tmp_path / "in", german=german(), english=english())


def made_for_rows() -> QuerySet[Redirect]:
    """Return the redirects from the old site; a page that gets English has one of its own."""
    return Redirect.objects.filter(automatically_created=False)


def imported(folder: Path, *rows: str, options: tuple[str, ...] = ()) -> list[str]:
    """Import with redirects; return what the command said."""
    out = StringIO()
    arguments = ["--redirects", csv_file(folder, *rows), *pair(folder), *options]
    call_command("import_archive", str(folder), *arguments, stdout=out)
    return out.getvalue().splitlines()


def assert_one_hop(client: Client, address: str, target: str) -> None:
    response = client.get(address)
    assert (response.status_code, response.headers.get("Location")) == (301, target)
    assert client.get(target).status_code == 200


@pytest.mark.parametrize(
    ("old", "requested"),
    [
        ("/alt/seite.html", "/alt/seite.html"),
        ("/alt/seite.html", "/alt/seite.html?utm_source=x"),
        ("alt/seite", "/alt/seite"),
        ("/alt/seite/", "/alt/seite"),
        ("/alt/seite", "/alt/seite/"),
        ("https://www.alt.example/a/b.html", "/a/b.html"),
        ("//www.alt.example:8080/a/b.html#top", "/a/b.html"),
        ("/index.php?id=5&L=0", "/index.php?id=5&L=0"),
        ("/index.php?id=5&L=0", "/index.php?L=0&id=5"),
        ("/größe/maß", "/gr%C3%B6%C3%9Fe/ma%C3%9F"),
        ("/gr%C3%B6%C3%9Fe", "/gr%c3%b6%c3%9fe"),
        ("/gr%F6sse", "/gr%F6sse"),
        ("/mit leer zeichen", "/mit%20leer%20zeichen"),
        ("/mit%20leer", "/mit%20leer/"),
        ("/a;b=1/c", "/a;b=1/c"),
        ("/x.php?q=größe", "/x.php?q=gr%C3%B6%C3%9Fe"),
        ("/de/alt/seite", "/de/alt/seite"),
        ("/de/alt/seite", "/de/alt/seite/"),
        ("/en/alt/seite/", "/en/alt/seite"),
        ("/en/alt/seite/", "/en/alt/seite/"),
        ("/100%", "/100%25"),
        ('/"quoted"', "/%22quoted%22"),
    ],
)
@pytest.mark.parametrize(
    ("file", "target"), [("german.txt", GERMAN_URL), ("english.txt", ENGLISH_URL)]
)
def test_old_address_leads_to_the_page_in_one_hop(
    folder: Path, client: Client, old: str, requested: str, file: str, target: str
) -> None:
    quoted = old.replace('"', '""')
    lines = imported(folder, f'"{quoted}",{file}')
    assert "1 " in lines[0]
    assert_one_hop(client, requested, target)
    call_command("check_redirects", stdout=StringIO())


def test_redirect_follows_the_page_when_it_is_renamed(folder: Path, client: Client) -> None:
    imported(folder, "/alt/1,german.txt", "/alt/2,english.txt")
    news = page()
    news.slug, news.slug_en = "neu", "new"
    news.save_revision().publish()
    assert_one_hop(client, "/alt/1", "/de/aktuelles/neu/")
    assert_one_hop(client, "/alt/2", "/en/news/new/")


def test_redirects_are_made_for_what_an_earlier_run_has_imported(
    folder: Path, client: Client
) -> None:
    imported(folder)
    imported(folder, "/alt/1,german.txt", "/alt/2,english.txt")
    assert_one_hop(client, "/alt/1", GERMAN_URL)
    assert_one_hop(client, "/alt/2", ENGLISH_URL)
    made = ArchiveRun.objects.order_by("pk").last()
    assert (made.state, made.finished_at is None) == ("finished", False)


def test_copies_of_files_lead_where_their_originals_do(folder: Path, client: Client) -> None:
    write(folder, **{"x-german": german(), "x-english": english()})
    imported(folder, "/alt/1,x-german.txt", "/alt/2,x-english.txt")
    assert_one_hop(client, "/alt/1", GERMAN_URL)
    assert_one_hop(client, "/alt/2", ENGLISH_URL)


@pytest.mark.parametrize(
    "row",
    [
        "/alt/1,missing.txt",
        "/alt/1,empty.txt",
        "/alt/1,review.txt",
        "/,german.txt",
        ",german.txt",
        "http://alt.example,german.txt",
        "http://[broken,german.txt",
        "javascript:alert(1),german.txt",
        "mailto:a@example.org,german.txt",
        "/de/,german.txt",
        "/de/aktuelles,german.txt",
        f"{GERMAN_URL},german.txt",
        f"{ENGLISH_URL}?x=1,english.txt",
        "/admin/,german.txt",
        "/?id=5,german.txt",
        f"/{'x' * 300},german.txt",
        f"/{'x' * 100_000},german.txt",
        "/alt\0null,german.txt",
    ],
)
def test_row_that_cannot_be_made_is_listed(folder: Path, row: str) -> None:
    write(folder, empty=b"", review=item(date="31. Februar 2011"))
    imported(folder)
    lines: list[str] = []
    assert changed_tables(lambda: lines.extend(imported(folder, row))) == []
    assert [line.split(":")[0] for line in lines[:1]] == ["needs_review"]
    assert len(lines) == 3
    assert all(line.isprintable() for line in lines)
    assert not made_for_rows().exists()


def test_address_of_another_redirect_is_listed(folder: Path) -> None:
    write(folder, other=item(headline="Andere"))
    lines = imported(folder, "/alt/1,german.txt", "/alt/1/,other.txt", "/alt/1,english.txt")
    assert len([line for line in lines if "/alt/1" in line]) == 2
    assert made_for_rows().get().redirect_page_id == page().pk


def test_second_run_writes_nothing_and_says_nothing_of_redirects(folder: Path) -> None:
    rows = ("/alt/1,german.txt", "/alt/2,english.txt", "/alt/1/,german.txt", "/en/x,german.txt")
    imported(folder, *rows)
    assert made_for_rows().count() == 3
    assert list(RedirectLanguage.objects.order_by("code").values_list("code", flat=True)) == [
        "de",
        "en",
    ]
    lines: list[str] = []
    assert changed_tables(lambda: lines.extend(imported(folder, *rows))) == []
    assert not [line for line in lines if "/alt/" in line]


def test_dry_run_writes_nothing_and_lists_what_cannot_be_made(folder: Path) -> None:
    rows = ("/alt/1,german.txt", "/alt/2,english.txt", "/alt/3,missing.txt")
    before = dump()
    lines = imported(folder, *rows, options=("--dry-run",))
    assert [line for line in lines if "/alt/" in line] == lines[:1]
    assert "/alt/3" in lines[0]
    imported(folder)
    before = dump()
    assert imported(folder, *rows, options=("--dry-run",))[0] == lines[0]
    assert dump() == before


def test_redirects_alone_are_undone_without_a_trace(folder: Path) -> None:
    imported(folder)
    assert_undone(lambda: imported(folder, "/alt/1,german.txt", "/en/2,german.txt"))
    assert NewsPage.objects.count() == 1


def test_head_line_mark_and_blank_lines_are_left_out(folder: Path, client: Client) -> None:
    path = folder.parent / "old.csv"
    path.write_bytes("\ufeffold address,file\r\n\r\n /alt/1 , german.txt \r\n,\r\n".encode())
    run(folder, "--redirects", str(path))
    assert_one_hop(client, "/alt/1", GERMAN_URL)


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(b"/alt/1\n", id="one-column"),
        pytest.param(b"/alt/1,a.txt,x\n", id="three-columns"),
        pytest.param(b"/alt/1,a.txt\n\xff\xfe\n", id="not-utf-8"),
        pytest.param(b'/alt/1,"a.txt\n', id="open-quote"),
        pytest.param(b"/" + b"x" * 200_000 + b",a.txt\n", id="large-field"),
        pytest.param(None, id="missing"),
    ],
)
def test_broken_file_gives_one_line_and_status_2(folder: Path, data: bytes | None) -> None:
    path = folder.parent / "old.csv"
    if data is not None:
        path.write_bytes(data)
    before = dump()
    with pytest.raises(CommandError) as error:
        call_command("import_archive", str(folder), "--redirects", str(path))
    assert error.value.returncode == 2
    assert "\n" not in str(error.value)
    assert dump() == before


def test_address_of_a_page_that_was_renamed_is_left_to_it(folder: Path) -> None:
    imported(folder)
    renamed = page()
    old = renamed.slug
    renamed.slug, renamed.slug_en = "neu", "new"
    renamed.save_revision().publish()
    assert free_slugs(renamed.get_parent(), [renamed.title] * 2) == [f"{old}-2", f"{old}-3"]
