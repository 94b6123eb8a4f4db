"""English items of the archive and the German ones whose translations they are.

A person confirms each pair: the same family and date make it likely, not certain.
"""

import csv
import datetime
import unicodedata
from collections import defaultdict
from collections.abc import Container
from pathlib import Path

from metropol.languages import ENGLISH, GERMAN
from news.archive.ledger import edited_pages, item_key
from news.archive.record import Notice, Record, Status, notice
from news.models import ArchiveItem, ArchiveOutcome, ArchiveRun, NewsPage

#: Before the key of a page that is named instead of a file.
PAGE = "page:"
#: Digits that every key has room for.
MAX_DIGITS = 18


class PairsUnusable(Exception):  # noqa: N818 - names the state, not a fault
    """The file with the pairs cannot be read; the message says why."""


def read_pairs(path: Path) -> dict[str, str]:
    """Read pairs from a CSV file: in each row the English file and the German one.

    Raises PairsUnusable.
    """
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            lines = list(csv.reader(file, strict=True))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise PairsUnusable(str(error)) from error
    pairs: dict[str, str] = {}
    for number, line in enumerate(lines, start=1):
        row = [unicodedata.normalize("NFC", cell.strip()) for cell in line]
        if not any(row):
            continue
        if len(row) != 2 or not all(row) or "\0" in "".join(row) or row[0] in pairs:
            raise PairsUnusable(f"{path}:{number}")
        pairs[row[0]] = row[1]
    return pairs


def find_page(source: str, partner: str, record: Record) -> tuple[int | None, Notice | None]:
    """Return the key of the page that an English item translates, or why it must not.

    ``partner`` is a file of the folder ``source``, or ``page:`` and the key of a page.
    """
    items = ArchiveItem.objects.exclude(page=None)
    if partner.startswith(PAGE):
        named = partner.removeprefix(PAGE)
        key = int(named) if named.isdecimal() and len(named) <= MAX_DIGITS else None
    else:
        items = items.filter(key=item_key(source, partner)).exclude(language=ENGLISH)
        key = items.order_by("-pk").values_list("page", flat=True).first()
    page = NewsPage.objects.filter(pk=key).first() if key is not None else None
    if page is None:
        return None, notice("pair-missing", file=partner)
    own = ArchiveItem.objects.filter(page=page, language=GERMAN)
    families = set(own.values_list("family", flat=True)) or {record.family}
    if not is_translation(record, families, page.date):
        return None, notice("pair-differs", file=partner)
    english = ArchiveItem.objects.filter(page=page, language=ENGLISH)
    if english.exclude(headline=record.headline).exists():
        return None, notice("pair-taken", file=partner)
    if edited_pages([page.pk]) or not (own or _has_no_english(page)):
        return None, notice("page-edited")
    return page.pk, None


def _has_no_english(page: NewsPage) -> bool:
    """Tell whether nobody has begun to translate a page that the import does not know."""
    draft = page.get_latest_revision_as_object()
    return not any((draft.title_en, draft.kicker_en, draft.lead_en, draft.body_en))


def is_translation(record: Record, families: Container[str], date: datetime.date | None) -> bool:
    """Tell whether an English item can be that of a German one, by its families and its date."""
    return record.family in families and record.date == date


type Choices = list[tuple[str, str]]


def candidates(run: ArchiveRun) -> list[tuple[ArchiveOutcome, Choices]]:
    """Return the English items of a checked run that may be translations, with their choices.

    A choice is what names a German item of the same family and date, and its headline: those of
    the run are named by their files, earlier ones by their pages.
    """
    english = run.outcomes.filter(language="en", status=Status.NEEDS_REVIEW).exclude(date=None)
    outcomes = list(english)
    dates = {outcome.date for outcome in outcomes}
    german: dict[tuple[str, object], dict[str, str]] = defaultdict(dict)
    stored = run.outcomes.filter(language="de", date__in=dates)
    stored = stored.filter(status__in=("created", "updated", "unchanged"))
    for family, date, file, headline in stored.values_list("family", "date", "file", "headline"):
        german[family, date].setdefault(headline, file)
    items = ArchiveItem.objects.filter(language="de", date__in=dates).exclude(page=None)
    for family, date, page, headline in items.values_list("family", "date", "page", "headline"):
        german[family, date].setdefault(headline, f"{PAGE}{page}")
    found = ((each, german.get((each.family, each.date), {})) for each in outcomes)
    return [
        (outcome, [(name, headline) for headline, name in choices.items()])
        for outcome, choices in found
        if choices
    ]
