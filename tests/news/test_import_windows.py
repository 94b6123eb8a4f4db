"""How many files are held in memory at the same time."""

from pathlib import Path

from news.archive import windows
from news.archive.reader import entries
from tests.news.importing import write


def sizes(folder: Path, most: int = 3) -> list[int]:
    return [len(window) for window in windows.windows(entries(folder), most)]


def test_files_are_held_by_number_and_by_size(tmp_path: Path) -> None:
    small = {f"n{number}": "x" for number in range(7)}
    assert sizes(write(tmp_path / "small", **small)) == [3, 3, 1]
    large = {f"n{number}": "x" * (windows.WINDOW_BYTES // 2) for number in range(5)}
    assert sizes(write(tmp_path / "large", **large)) == [2, 2, 1]


def test_file_that_is_not_read_counts_no_more_than_one_that_is(tmp_path: Path) -> None:
    folder = write(tmp_path / "in", a="x", b="x", c="x")
    (folder / "huge.jpg").write_bytes(b"")
    with (folder / "huge.jpg").open("r+b") as file:
        file.truncate(10_000_000_000)
    assert sizes(folder, most=10) == [4]


def test_entries_keep_their_numbers(tmp_path: Path) -> None:
    folder = write(tmp_path / "in", **{f"n{number}": "x" for number in range(4)})
    found = [number for window in windows.windows(entries(folder), 3) for number, _ in window]
    assert found == [1, 2, 3, 4]
