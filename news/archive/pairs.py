"""English items of the archive and the German ones whose translations they are.

A person confirms each pair: the same family and date make it likely, not certain.
"""

import csv
from collections import defaultdict
from pathlib import Path

from news.archive.ledger import edited_pages, item_key
from news.archive.record import Notice, Record, Status, notice
from news.models import ArchiveItem, ArchiveOutcome, ArchiveRun, NewsPage

#: Before the key of a page that is named instead of a file.
PAGE = "page:"


class PairsUnusable(Exception):  # noqa: N818 - names the state, not a fault
    """The file with the pairs cannot be read; the message says why."""


def read_pairs(path: Path) -> dict[str, str]:
    """Read pairs from a CSV file: in each row the English file and the German one.

    Raises PairsUnusable.
    """
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = [row for row in csv.reader(file) if row]
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise PairsUnusable(str(error)) from error
    for number, row in enumerate(rows, start=1):
        if len(row) != 2 or not all(row):
            raise PairsUnusable(f"{path}:{number}")
    return {english: german for english, german in rows}  # noqa: C416 - two columns


def find_page(source: str, partner: str, record: Record) -> tuple[int | None, Notice | None]:
    """Return the key of the page that an English item translates, or why it must not.

    ``partner`` is a file of the folder ``source``, or ``page:`` and the key of a page.
    """
    items = ArchiveItem.objects.exclude(page=None)
    if partner.startswith(PAGE):
        key = partner.removeprefix(PAGE)
        page = NewsPage.objects.filter(pk=key).first() if key.isdecimal() else None
        items = items.filter(page=page, language="de")
    else:
        items = items.filter(key=item_key(source, partner), language="de")
        found = items.select_related("page").order_by("-pk").first()
        page = found.page if found else None
    if page is None:
        return None, notice("pair-missing", file=partner)
    families = set(items.values_list("family", flat=True))
    if page.date != record.date or (families and record.family not in families):
        return None, notice("pair-differs", file=partner)
    if edited_pages([page.pk]):
        return None, notice("page-edited")
    return page.pk, None


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
