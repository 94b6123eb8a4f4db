"""Reading one entry, with the folder changing under it."""

import os
from pathlib import Path

import pytest

from news.archive import reader
from news.archive.reader import MAX_BYTES, Entry, NotRead, entries, parse_entry, read
from news.archive.record import notice
from tests.news.archive.documents import TODAY, mitteldeutschland, parse


def only_entry(folder: Path) -> Entry:
    (entry,) = entries(folder)
    return entry


@pytest.fixture
def entry(tmp_path: Path) -> Entry:
    (tmp_path / "a.txt").write_text(mitteldeutschland(), "utf-8")
    return only_entry(tmp_path)


def failure(entry: Entry) -> tuple[str, str]:
    with pytest.raises(NotRead) as raised:
        read(entry)
    parsed = parse_entry(entry, today=TODAY)
    assert (parsed.status, parsed.reason) == (raised.value.status, raised.value.notice)
    assert (parsed.record, parsed.digest, parsed.text, parsed.warnings) == (None, "", "", ())
    return raised.value.status, raised.value.notice.code


def test_readable_file_is_read_and_parsed(entry: Entry) -> None:
    assert read(entry) == mitteldeutschland().encode()
    assert parse_entry(entry, today=TODAY) == parse(mitteldeutschland())


def test_link_inside_the_folder_is_read(entry: Entry) -> None:
    (entry.path.parent / "b.txt").symlink_to("a.txt")
    _, link = entries(entry.path.parent)
    assert read(link) == read(entry)


def test_file_that_vanished_fails(entry: Entry) -> None:
    entry.path.unlink()
    assert failure(entry) == ("failed", "vanished")


def test_file_that_became_a_pipe_is_skipped_without_blocking(entry: Entry) -> None:
    entry.path.unlink()
    os.mkfifo(entry.path)
    assert failure(entry) == ("skipped", "special-file")


def test_file_that_became_a_folder_is_skipped(entry: Entry) -> None:
    entry.path.unlink()
    entry.path.mkdir()
    assert failure(entry) == ("skipped", "special-file")


def test_file_that_became_a_link_is_not_followed(entry: Entry) -> None:
    target = entry.path.rename(entry.path.parent / "target")
    entry.path.symlink_to(target)
    assert failure(entry) == ("skipped", "special-file")


def test_unreadable_file_fails(entry: Entry, monkeypatch: pytest.MonkeyPatch) -> None:
    """The superuser may read anything, so the system's refusal is played."""

    def refuse(path: Path, flags: int) -> int:
        raise PermissionError(13, "no")

    monkeypatch.setattr(os, "open", refuse)
    assert failure(entry) == ("failed", "unreadable")


def test_file_larger_than_the_limit_is_skipped_before_it_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with (tmp_path / "a.txt").open("wb") as file:
        file.truncate(MAX_BYTES + 1)
    entry = only_entry(tmp_path)
    assert failure(entry) == ("skipped", "too-large")
    monkeypatch.setattr(reader, "_check", lambda found: None)  # a file that grows meanwhile
    assert failure(entry) == ("skipped", "too-large")


def test_file_as_large_as_the_limit_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"a" * MAX_BYTES)
    assert len(read(only_entry(tmp_path))) == MAX_BYTES


def test_refused_entry_is_never_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(path: Path, flags: int) -> int:
        raise AssertionError(path)

    monkeypatch.setattr(os, "open", refuse)
    path = Path("x.txt")
    assert failure(Entry("x.txt", path, skip=notice("hidden"))) == ("skipped", "hidden")
    assert failure(Entry("x.txt", path, failure=notice("vanished"))) == ("failed", "vanished")
