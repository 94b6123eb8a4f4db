"""Dates of news items, in German and English.

Accepted are `09. Dezember 2011`, `6. Februar 2011`, `16.07.2019`, abbreviated months with or
without a dot, `Jänner`, `Maerz`, and the English orders `09 December 2011`, `December 9, 2011`.
A line can have the shape of a date without being one (`31. Februar 2011`): it still is the date
line of its document, but the item has no date then. Nothing is ever guessed.
"""

import datetime
import re
from typing import Final

from news.archive.record import Notice, notice

MAX_LENGTH: Final = 40
_NAMES: Final = (
    "januar january jan jänner jaenner jän jaen",
    "februar february feb febr feber",
    "märz maerz march mrz mär maer mar",
    "april apr",
    "mai may",
    "juni june jun",
    "juli july jul",
    "august aug",
    "september sep sept",
    "oktober october okt oct",
    "november nov",
    "dezember december dez dec",
)
MONTHS: Final = {name: month for month, names in enumerate(_NAMES, 1) for name in names.split()}

_NUMERIC = re.compile(r"(?P<day>[0-9]{1,3})\. ?(?P<month>[0-9]{1,3})\. ?(?P<year>[0-9]{1,5})")
_DAY_FIRST = re.compile(
    r"(?P<day>[0-9]{1,3})(?P<dot>\.)?(?:st|nd|rd|th)? ?(?P<month>[^\W\d_]+)\.?,? ?"
    r"(?P<year>[0-9]{1,5})"
)
_MONTH_FIRST = re.compile(
    r"(?P<month>[^\W\d_]+)\.? ?(?P<day>[0-9]{1,3})(?:\.|st|nd|rd|th)?(?:, ?| )(?P<year>[0-9]{1,5})"
)


def is_date_line(line: str) -> bool:
    """Tell whether a line has the shape of a date and nothing else, be the date possible or not.

    A month that is not known counts only in the form `DD. Word YYYY`, which nothing else has.
    """
    return _match(line) is not None


def read_date(line: str, today: datetime.date) -> tuple[datetime.date | None, Notice | None]:
    """Return the date of a date line, or None and the reason why it has none."""
    match = _match(line)
    if match is None:
        return None, notice("date-impossible", date=line)
    if len(match["year"]) == 2:
        return None, notice("date-two-digit-year", date=line)
    month = MONTHS.get(match["month"].lower()) or _number(match["month"])
    try:
        date = datetime.date(_year(match["year"]), month, int(match["day"]))
    except ValueError:
        return None, notice("date-impossible", date=line)
    if date > today:
        return None, notice("date-future", date=line)
    return date, None


def _match(line: str) -> re.Match[str] | None:
    if not line or len(line) > MAX_LENGTH or not line.rstrip()[-1:].isdigit():
        return None
    text = " ".join(line.split())
    if match := _NUMERIC.fullmatch(text):
        return match
    if (match := _DAY_FIRST.fullmatch(text)) and (match["dot"] or match["month"].lower() in MONTHS):
        return match
    if (match := _MONTH_FIRST.fullmatch(text)) and match["month"].lower() in MONTHS:
        return match
    return None


def _number(text: str) -> int:
    """The month of `16.07.2019`; 0, which no date has, for a word that is no month."""
    return int(text) if text.isascii() and text.isdigit() else 0


def _year(text: str) -> int:
    """The year of four digits; 0, which no date has, for any other number of digits."""
    return int(text) if len(text) == 4 and text[0] != "0" else 0
