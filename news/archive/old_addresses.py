"""Redirects from the addresses that the imported pages had on the old site."""

import csv
from collections.abc import Iterable, Iterator
from pathlib import Path

from django.db import transaction
from wagtail.contrib.redirects.models import Redirect

from metropol.languages import ENGLISH
from metropol.models import RedirectLanguage
from metropol.redirects import is_served
from news.archive.changes import Changes
from news.archive.ledger import item_key
from news.archive.record import Notice, notice
from news.models import ArchiveItem, ArchiveRun

MAX_LENGTH = 255
"""Characters of an old address, as the column has them."""


class AddressesUnusable(Exception):  # noqa: N818 - names the state, not a fault
    """The file with the old addresses cannot be read; the message says where."""


def read_addresses(path: Path) -> list[tuple[str, str]]:
    """Read a CSV file: in each row the old address and the name of the file.

    A head line ``old address, file`` is not needed; one whose second column does not end in
    ``.txt`` is left out. Raises AddressesUnusable.
    """
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = [row for row in csv.reader(file, strict=True) if any(row)]
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise AddressesUnusable(str(error)) from error
    for number, row in enumerate(rows, start=1):
        if len(row) != 2:
            raise AddressesUnusable(f"{path}:{number}")
    if rows and not rows[0][1].strip().endswith(".txt"):
        rows = rows[1:]
    return [(old.strip(), file.strip()) for old, file in rows]


class OldAddresses:
    """Makes the redirects for the files of one folder.

    An English file leads to the English address of its page, a German one to the German.
    """

    def __init__(self, source: str) -> None:
        """``source`` is the folder of the run, as runs and items name it."""
        self._source = source
        self.made = 0

    def missing(
        self, rows: Iterable[tuple[str, str]]
    ) -> Iterator[tuple[str, ArchiveItem] | Notice]:
        """Yield for each row what is to be made, or why it cannot be; nothing if it is there."""
        seen: dict[str, int | None] = {}
        for address, file in rows:
            old = Redirect.normalise_path(address)
            item = self._item(file)
            if old == "/" or "\0" in old:
                yield notice("redirect-no-path", old=address)
            elif len(old) > MAX_LENGTH:
                yield notice("redirect-too-long", old=old[:60])
            elif item is None:
                yield notice("redirect-no-page", old=old, file=file)
            elif is_served(f"{old}/") or is_served(old):
                yield notice("redirect-is-page", old=old)
            else:
                there = Redirect.objects.filter(old_path=old).first()
                page = there.redirect_page_id if there else seen.get(old)
                if page is None and there is None:
                    seen[old] = item.page_id
                    yield old, item
                elif page != item.page_id:
                    yield notice("redirect-exists", old=old)

    def make(self, old: str, item: ArchiveItem, run: ArchiveRun) -> None:
        """Make one permanent redirect as a change of the run."""
        changes = Changes()
        with transaction.atomic():
            redirect = Redirect.objects.create(
                old_path=old, redirect_page_id=item.page_id, is_permanent=True
            )
            if item.language == ENGLISH:
                RedirectLanguage.objects.create(redirect=redirect, code=ENGLISH)
            changes.made(redirect)
            changes.save(run)
        self.made += 1

    def _item(self, file: str) -> ArchiveItem | None:
        items = ArchiveItem.objects.filter(key=item_key(self._source, file)).exclude(page=None)
        return items.order_by("-pk").first()
