"""Dates in all forms that are accepted, and those that are not."""

import datetime

import pytest

from news.archive.dates import is_date_line, read_date
from tests.news.archive.documents import TODAY


@pytest.mark.parametrize(
    ("line", "date"),
    [
        ("09. Dezember 2011", "2011-12-09"),
        ("6. Februar 2011", "2011-02-06"),
        ("16.07.2019", "2019-07-16"),
        ("6.7.2019", "2019-07-06"),
        ("16. 07. 2019", "2019-07-16"),
        ("1. März 2012", "2012-03-01"),
        ("1. Maerz 2012", "2012-03-01"),
        ("1. Mrz. 2012", "2012-03-01"),
        ("1. Mrz 2012", "2012-03-01"),
        ("1. Mär. 2012", "2012-03-01"),
        ("5. Jänner 2012", "2012-01-05"),
        ("5. Jan. 2012", "2012-01-05"),
        ("5. Feb 2012", "2012-02-05"),
        ("5. Apr. 2012", "2012-04-05"),
        ("5. Aug. 2012", "2012-08-05"),
        ("5. Sept. 2012", "2012-09-05"),
        ("5. Sep 2012", "2012-09-05"),
        ("5. Okt. 2012", "2012-10-05"),
        ("5. Nov. 2012", "2012-11-05"),
        ("5. DEZ. 2012", "2012-12-05"),
        ("09.\xa0Dezember\xa02011", "2011-12-09"),
        ("09.Dezember 2011", "2011-12-09"),
        ("Dezember 9, 2011", "2011-12-09"),
        ("09 December 2011", "2011-12-09"),
        ("December 9, 2011", "2011-12-09"),
        ("December 09 2011", "2011-12-09"),
        ("9th December 2011", "2011-12-09"),
        ("May 1st, 2012", "2012-05-01"),
        ("Oct. 3, 2012", "2012-10-03"),
        ("29. Februar 2012", "2012-02-29"),
        ("01. Juni 2024", "2024-06-01"),
    ],
)
def test_accepted_form_yields_date(line: str, date: str) -> None:
    assert is_date_line(line)
    assert read_date(line, TODAY) == (datetime.date.fromisoformat(date), None)


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("31. Februar 2011", "date-impossible"),
        ("29.02.2011", "date-impossible"),
        ("01.13.2011", "date-impossible"),
        ("00. Mai 2011", "date-impossible"),
        ("32. Mai 2011", "date-impossible"),
        ("09. Dezembär 2011", "date-impossible"),
        ("09. Dezember 111", "date-impossible"),
        ("09. Dezember 0011", "date-impossible"),
        ("09. Dezember 20111", "date-impossible"),
        ("09. Dezember 11", "date-two-digit-year"),
        ("16.07.19", "date-two-digit-year"),
        ("02. Juni 2024", "date-future"),
    ],
)
def test_shape_without_date_yields_reason(line: str, code: str) -> None:
    assert is_date_line(line)
    date, reason = read_date(line, TODAY)
    assert date is None
    assert reason is not None
    assert (reason.code, reason.params) == (code, {"date": line})


@pytest.mark.parametrize(
    "line",
    [
        "",
        "Dezember 2011",
        "2011",
        "09. Dezember",
        "20 Jahre 2011",
        "am 09. Dezember 2011",
        "09. Dezember 2011 in Halle",
        "1.234.567 Besucher",
        "٠٩. Dezember ٢٠١١",
        "Halle 9, 2011",
    ],
)
def test_other_line_is_no_date_line(line: str) -> None:
    assert not is_date_line(line)
    assert read_date(line, TODAY)[0] is None
