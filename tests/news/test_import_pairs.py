"""The file of ``--pairs``, and runs with translations that are undone."""

from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from tests.news.archive.documents import LONG
from tests.news.importing import HEADLINE, dump, run, statuses, write
from tests.news.test_import_translations import (
    MORE,
    WORDS,
    assert_translated,
    english,
    german,
    only,
    pair,
)
from tests.news.undoing import assert_undone, undo

pytestmark = pytest.mark.django_db


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with an item in both languages."""
    return write(tmp_path / "in", german=german(), english=english())


def test_translations_are_undone_without_a_trace(folder: Path) -> None:
    assert_undone(lambda: run(folder, *pair(folder)))


def test_translation_of_an_earlier_page_is_undone_without_a_trace(tmp_path: Path) -> None:
    folder = write(tmp_path / "in", german=german())
    run(folder)
    write(folder, english=english())
    assert_undone(lambda: run(folder, *pair(folder)))
    assert not only().english_live
    run(folder, *pair(folder))
    write(folder, english=english(WORDS, MORE), german=german(LONG, "Noch ein Absatz."))
    assert_undone(lambda: run(folder, *pair(folder)))
    assert_translated(only())


def test_translation_that_was_edited_is_kept_by_the_undo(tmp_path: Path) -> None:
    folder = write(tmp_path / "in", german=german())
    run(folder)
    write(folder, english=english())
    run(folder, *pair(folder))
    news = only()
    news.lead_en = "By hand"
    news.save_revision().publish()
    assert HEADLINE in undo(status=1)[0]
    assert only().lead_en == "By hand"


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(b"english.txt\n", id="one-column"),
        pytest.param(b"english.txt,german.txt,x\n", id="three-columns"),
        pytest.param(b"english.txt,\n", id="empty-column"),
        pytest.param(b"english.txt,german.txt\n\xff\xfe\n", id="not-utf-8"),
        pytest.param(b'english.txt,"german.txt\n', id="open-quote"),
        pytest.param(b"english.txt,ger\0man.txt\n", id="null"),
        pytest.param(b"english.txt,a.txt\nenglish.txt,b.txt\n", id="two-partners"),
        pytest.param(b"english.txt," + b"x" * 200_000 + b"\n", id="large-field"),
        pytest.param(None, id="missing"),
    ],
)
def test_broken_file_of_pairs_gives_one_line_and_status_2(
    folder: Path, data: bytes | None, capsys: pytest.CaptureFixture[str]
) -> None:
    path = folder.parent / "pairs.csv"
    if data is not None:
        path.write_bytes(data)
    before = dump()
    with pytest.raises(CommandError) as error:
        call_command("import_archive", str(folder), "--pairs", str(path))
    assert error.value.returncode == 2
    assert str(error.value).count("\n") == 0
    assert dump() == before
    assert capsys.readouterr().out == ""


def test_file_of_pairs_may_have_a_mark_blank_lines_and_windows_line_ends(folder: Path) -> None:
    path = folder.parent / "pairs.csv"
    path.write_bytes(b"\xef\xbb\xbfenglish.txt , german.txt\r\n\r\n ,\r\n")
    assert statuses(folder, "--pairs", str(path))["english.txt"] == "updated"
