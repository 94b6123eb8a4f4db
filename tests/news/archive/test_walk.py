"""The entries of a folder: each once, in order, and none opened that must not be."""

import os
import socket
from pathlib import Path

import pytest

from news.archive import walk
from news.archive.names import printable
from news.archive.reader import parse_entry
from news.archive.walk import ArchiveUnusable, Entry, entries
from tests.news.archive.documents import TODAY


def outcome(entry: Entry) -> str:
    refused = entry.skip or entry.failure
    return refused.code if refused else ""


def listed(path: Path) -> dict[str, str]:
    found = [(entry.name, outcome(entry)) for entry in entries(path)]
    assert len(found) == len(dict(found))
    return dict(found)


def write(folder: Path, *names: str) -> None:
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text("Text", "utf-8")


def test_entries_of_any_depth_come_in_byte_order_of_their_path(tmp_path: Path) -> None:
    names = ["a-b.txt", "a.txt", "a/b.txt", "a/b/c.txt", "a0.txt", "B.txt", "é.txt", "z/y/x/w.txt"]
    write(tmp_path, *names)
    assert list(listed(tmp_path)) == sorted(names, key=os.fsencode)
    assert set(listed(tmp_path).values()) == {""}


def test_entry_that_must_not_be_opened_is_listed_once_with_reason(tmp_path: Path) -> None:
    write(
        tmp_path, ".hidden.txt", ".git/a.txt", "__MACOSX/b.txt", "Thumbs.db", "c.txt~", "old~/d.txt"
    )
    write(tmp_path, "e.txt/f.txt", "g.pdf", "H.TXT", "sub/.i.txt", "sub/j", "ok.txt")
    assert listed(tmp_path) == {
        ".git": "hidden",
        ".hidden.txt": "hidden",
        "H.TXT": "other-ending",
        "Thumbs.db": "system-file",
        "__MACOSX": "system-file",
        "c.txt~": "backup",
        "e.txt": "folder-like-text",
        "g.pdf": "other-ending",
        "ok.txt": "",
        "old~": "backup",
        "sub/.i.txt": "hidden",
        "sub/j": "other-ending",
    }


def test_pipe_socket_and_device_are_skipped(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(tmp_path / "socket.txt"))
        assert listed(tmp_path) == {"pipe.txt": "special-file", "socket.txt": "special-file"}


LINKS = {
    "l1.txt": ("a.txt", ""),
    "l2.txt": ("../outside.txt", "link-outside"),
    "l3.txt": ("l3.txt", "link-loop"),
    "l4.txt": ("missing.txt", "link-broken"),
    "l5.txt": (".", "link-folder"),
    "l6.txt": ("sub", "link-folder"),
    "l7": ("sub", "other-ending"),
    "l8.txt": (".b.txt", "hidden"),
    "l9.txt": ("d.md", "other-ending"),
    "m1.txt": ("../missing.txt", "link-outside"),
    "m2.txt": ("l2.txt", "link-outside"),
    "m3.txt": ("pipe.txt", "special-file"),
    "m4.txt": ("e.txt/f.txt", "folder-like-text"),
    "m5.txt": ("a.txt/x", "link-broken"),
    "m6": ("a.txt", "other-ending"),
    "sub/up": ("..", "other-ending"),
}


def test_links_are_followed_only_to_texts_of_the_folder(tmp_path: Path) -> None:
    folder = tmp_path / "archive"
    write(folder, "a.txt", ".b.txt", "sub/c.txt", "d.md", "e.txt/f.txt", "../outside.txt")
    os.mkfifo(folder / "pipe.txt")
    for link, (target, _) in LINKS.items():
        (folder / link).symlink_to(target)
    found = listed(folder)
    assert {name: found[name] for name in LINKS} == {n: code for n, (_, code) in LINKS.items()}
    assert set(found) - set(LINKS) == {".b.txt", "a.txt", "d.md", "e.txt", "pipe.txt", "sub/c.txt"}


def test_link_to_a_folder_may_be_the_archive(tmp_path: Path) -> None:
    write(tmp_path, "real/a.txt")
    (tmp_path / "link").symlink_to("real")
    assert listed(tmp_path / "link") == {"a.txt": ""}


def test_single_text_is_its_own_entry(tmp_path: Path) -> None:
    write(tmp_path, "a.txt", ".b.txt")
    assert listed(tmp_path / "a.txt") == {"a.txt": ""}
    assert listed(tmp_path / ".b.txt") == {".b.txt": "hidden"}


def test_unusable_path_raises_at_once(tmp_path: Path) -> None:
    write(tmp_path, "a.pdf")
    os.mkfifo(tmp_path / "pipe.txt")
    (tmp_path / "empty/sub").mkdir(parents=True)
    (tmp_path / "loop").symlink_to("loop")
    for name, code in {
        "missing": "archive-missing",
        "a.pdf": "archive-not-a-text",
        "pipe.txt": "archive-not-a-text",
        "a.pdf/b": "archive-missing",
        "empty": "archive-empty",
        "loop": "archive-unreadable",
        "nul\0": "archive-unreadable",
    }.items():
        with pytest.raises(ArchiveUnusable) as raised:
            entries(tmp_path / name)
        assert raised.value.notice.code == code, name


def test_unreadable_folder_raises_as_archive_and_fails_as_entry(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path, "a.txt", "locked/b.txt")
    real = walk._names

    def names(folder: Path) -> list[str]:
        if folder.name == "locked":
            raise PermissionError(13, "no")
        return real(folder)

    monkeypatch.setattr(walk, "_names", names)
    assert listed(tmp_path) == {"a.txt": "", "locked": "folder-unreadable"}
    with pytest.raises(ArchiveUnusable) as raised:
        entries(tmp_path / "locked")
    assert raised.value.notice.code == "archive-unreadable"
    assert raised.value.notice.params == {"error": "EACCES"}


def test_file_that_vanishes_while_listing_fails(tmp_path: Path) -> None:
    write(tmp_path, "a.txt", "b.txt", "c/d.txt")
    found = entries(tmp_path)
    assert next(found).name == "a.txt"
    (tmp_path / "b.txt").unlink()
    (tmp_path / "c/d.txt").unlink()
    (tmp_path / "c").rmdir()
    assert [(entry.name, outcome(entry)) for entry in found] == [
        ("b.txt", "vanished"),
        ("c", "vanished"),
    ]


@pytest.mark.parametrize(
    ("name", "printed"),
    [
        (b"\xc3\xbcber.txt", "über.txt"),
        (b"u\xcc\x88ber.txt", "über.txt"),
        (b"a\nb.txt", "a\\nb.txt"),
        (b"-rf.txt", "-rf.txt"),
        (b'"quo\'te".txt', '"quo\'te".txt'),
        (b"\xff\xfe.txt", "\\xff\\xfe.txt"),
        (b"\x1b[31m.txt", "\\x1b[31m.txt"),
        (b"a\\nb.txt", "a\\\\nb.txt"),
        ("a\u202eb.txt".encode(), "a\\u202eb.txt"),
        ("a\xa0b.txt".encode(), "a\\xa0b.txt"),
    ],
)
def test_any_name_is_read_and_printed_on_one_line(
    tmp_path: Path, name: bytes, printed: str
) -> None:
    Path(os.fsdecode(os.fsencode(tmp_path) + b"/" + name)).write_text("Text", "utf-8")
    (entry,) = entries(tmp_path)
    assert os.fsencode(entry.name) == name
    assert printable(entry.name) == printed
    assert parse_entry(entry, today=TODAY).status == "needs_review"
