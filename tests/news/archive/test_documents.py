"""Whole documents: the five of the archive, and the sample that the project ships."""

import json
from pathlib import Path

import pytest

from news.archive.layout import split_lines
from news.archive.mojibake import find
from news.archive.parser import parse_bytes
from tests.news.archive.documents import ROOT, SHARED, TODAY

SAMPLE = sorted((ROOT / "news/archive/sample").glob("*.txt"))
SAMPLE_EXPECTED = ROOT / "tests/data/archive_expected"
REAL = sorted((SHARED / "archive").glob("*.txt"))
REAL_EXPECTED = SHARED / "archive-expected"


def compare(file: Path, expected: Path) -> None:
    parsed = parse_bytes(file.read_bytes(), today=TODAY)
    wanted = json.loads(expected.read_text("utf-8"))
    assert (parsed.status, parsed.warnings) == ("ok", ())
    assert parsed.record is not None
    assert {"file": file.name, "record": parsed.record.as_dict()} == wanted
    assert json.dumps(parsed.record.as_dict()) == json.dumps(wanted["record"])  # the order too


@pytest.mark.skipif(not REAL, reason="the real documents are not part of the repository")
@pytest.mark.parametrize("file", REAL, ids=lambda file: file.stem)
def test_real_document_yields_expected_record(file: Path) -> None:
    compare(file, REAL_EXPECTED / f"{file.stem}.json")


@pytest.mark.parametrize("file", SAMPLE, ids=lambda file: file.stem)
def test_sample_document_yields_expected_record(file: Path) -> None:
    compare(file, SAMPLE_EXPECTED / f"{file.stem}.json")


@pytest.mark.parametrize("file", SAMPLE, ids=lambda file: file.stem)
def test_every_line_of_sample_document_is_in_expected_record(file: Path) -> None:
    """The expected records were not made up from a part of the text."""
    wanted = json.loads((SAMPLE_EXPECTED / f"{file.stem}.json").read_text("utf-8"))["record"]
    strings = json.dumps(wanted, ensure_ascii=False).replace('\\"', '"').replace("\\n", "\n")
    left_out = []
    for line in split_lines(file.read_text("utf-8")):
        core = line.removeprefix("•").removeprefix("Foto:").removeprefix("Quelle:")
        core = core.removeprefix("©").strip()
        name = core.partition(", ")[0]
        if core not in strings and core[1:-1] not in strings and name not in strings:
            left_out.append(line)
    dates = (
        [line for line in left_out if line.endswith(wanted["date"][:4])] if wanted["date"] else []
    )
    assert [line for line in left_out if line not in dates] in ([], ["Weitere Informationen:"])
    assert len(dates) == (wanted["date"] is not None)


def test_sample_has_every_family_and_a_repeated_testimonial() -> None:
    records = [parse_bytes(file.read_bytes(), today=TODAY).record for file in SAMPLE]
    families = [record.family for record in records if record]
    people = [record.testimonial for record in records if record and record.testimonial]
    assert 6 <= len(families) <= 8
    assert set(families) == {"mitteldeutschland", "clusterplattform", "technologymountains"}
    assert len(set(people)) == 2 < len(people)
    assert not any(find(file.read_text("utf-8")) for file in SAMPLE)
