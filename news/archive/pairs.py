"""English items of the archive and the German ones whose translations they are.

A person confirms each pair: the same family and date make it likely, not certain.
"""

import csv
from pathlib import Path

from news.archive.ledger import edited_pages, item_key
from news.archive.record import Notice, Record, notice
from news.models import ArchiveItem, NewsPage

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


def candidates(family: str, date: object, run: int | None = None) -> list[tuple[str, str]]:
    """Return the German items of a family and date: for each what names it, and its headline.

    Those of the run with the key ``run`` are named by their files, earlier ones by their pages.
    """
    from news.models import ArchiveOutcome

    if date is None:
        return []
    same = {"family": family, "date": date, "language": "de"}
    found = []
    if run:
        outcomes = ArchiveOutcome.objects.filter(
            run=run, status__in=("created", "updated", "unchanged"), **same
        )
        found += list(outcomes.values_list("file", "headline"))
    items = ArchiveItem.objects.filter(**same).exclude(page=None).order_by("page")
    known = {headline for _, headline in found}
    for page, headline in items.values_list("page", "headline").distinct():
        if headline not in known:
            found.append((f"{PAGE}{page}", headline))
    return found
