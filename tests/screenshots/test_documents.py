"""No picture of a document goes missing or stale unnoticed; needs no browser."""

import re

import pytest

from tests.screenshots.registry import FOLDER, ROOT, file, picture, pictures
from tests.screenshots.run import LIMIT

PICTURE = re.compile(r"!\[([^\]]*)\]\(([^)\s]+\.(?:png|webp|jpe?g|svg))\)")


def documents() -> list[tuple[str, str, str]]:
    """Return document, alternative text and path of each picture that a document names."""
    found = []
    for path in (ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))):
        for alt, target in PICTURE.findall(path.read_text()):
            place = (path.parent / target).resolve()
            found.append((path.name, alt, str(place.relative_to(ROOT))))
    return found


def test_each_picture_that_a_document_names_exists() -> None:
    assert [each for each in documents() if not (ROOT / each[2]).is_file()] == []


def test_each_picture_has_an_alternative_text() -> None:
    assert [each for each in documents() if not each[1].strip()] == []


def test_each_stored_picture_is_taken_by_a_function_and_named_by_a_document() -> None:
    stored = {str(path.relative_to(ROOT)) for path in (ROOT / "docs").rglob("*.*")}
    stored = {path for path in stored if not path.endswith(".md")}
    assert stored == {str(file(name).relative_to(ROOT)) for name in pictures()}
    assert stored == {path for _document, _alt, path in documents()}


def test_pictures_are_small() -> None:
    assert [path.name for path in FOLDER.iterdir() if path.stat().st_size > LIMIT] == []


def test_second_picture_of_one_name_is_refused() -> None:
    taken = next(iter(pictures().values()))
    with pytest.raises(ValueError, match="two pictures"):
        picture(taken)
