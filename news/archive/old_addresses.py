"""Redirects from the addresses that the imported pages had on the old site."""

import csv
from collections.abc import Container, Iterable, Iterator
from pathlib import Path
from unicodedata import normalize

from django.db import transaction
from django.db.models import QuerySet
from wagtail.contrib.redirects.models import Redirect

from metropol.languages import GERMAN
from metropol.models import RedirectLanguage
from metropol.redirects import is_served, language_of, old_path
from news.archive.changes import Changes, fingerprint
from news.archive.ledger import item_key
from news.archive.names import printable
from news.archive.record import Notice, notice
from news.models import ArchiveDigest, ArchiveItem, ArchiveRun

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
    return [(old.strip(), normalize("NFC", file.strip())) for old, file in rows]


class OldAddresses:
    """Makes the redirects for the files of one folder.

    An English file leads to the English address of its page, a German one to the German.
    """

    def __init__(self, source: str) -> None:
        """``source`` is the folder of the run, as runs and items name it."""
        self._source = source
        self.made = 0

    def missing(
        self, rows: Iterable[tuple[str, str]], upcoming: Container[str] = ()
    ) -> Iterator[tuple[str, ArchiveItem] | Notice]:
        """Yield for each row what is to be made, or why it cannot be; nothing if it is there.

        ``upcoming`` are files that a dry run would make pages.
        """
        seen: dict[str, tuple[int | None, str]] = {}
        for address, file in rows:
            item = self._item(file)
            try:
                old = old_path(address)
            except ValueError:
                yield notice("redirect-no-path", old=printable(address[:60]))
                continue
            if len(old) > MAX_LENGTH:
                yield notice("redirect-too-long", old=printable(old[:60]))
            elif item is None and file in upcoming:
                continue
            elif item is None:
                yield notice("redirect-no-page", old=printable(old), file=printable(file))
            elif is_served(f"{old.partition('?')[0]}/") or is_served(old):
                yield notice("redirect-is-page", old=printable(old))
            else:
                known, wanted = seen.get(old) or _stored(old), (item.page_id, _language(item))
                if known is None:
                    seen[old] = wanted
                    yield old, item
                elif known != wanted:
                    yield notice("redirect-exists", old=printable(old))

    def make(self, old: str, item: ArchiveItem, run: ArchiveRun) -> None:
        """Make one permanent redirect as a change of the run."""
        changes = Changes()
        with transaction.atomic():
            redirect = Redirect.objects.create(
                old_path=old, redirect_page_id=item.page_id, is_permanent=True
            )
            if (code := _language(item)) != language_of(old):
                RedirectLanguage.objects.create(redirect=redirect, code=code)
            changes.made(redirect, fingerprint=fingerprint(Redirect, redirect.pk))
            changes.save(run)
        self.made += 1

    def _item(self, file: str) -> ArchiveItem | None:
        """Return the item of a file, or of another one with the same content, that has a page."""
        own = ArchiveItem.objects.filter(key=item_key(self._source, file))
        found = own.exclude(page=None).order_by("-pk").first()
        return found or _same(own).exclude(page=None).order_by("-pk").first()


def _stored(old: str) -> tuple[int | None, str] | None:
    """Return page and language of the redirect from an address, None if there is none."""
    pages = Redirect.objects.filter(old_path=old).values_list("redirect_page", flat=True)
    return (pages[0], language_of(old)) if pages else None


def _language(item: ArchiveItem) -> str:
    """Return the language of an item; a copy of another file has that of the other one."""
    if item.language:
        return item.language
    same = _same(ArchiveItem.objects.filter(pk=item.pk)).exclude(language="")
    return same.values_list("language", flat=True).first() or GERMAN


def _same(items: QuerySet[ArchiveItem]) -> QuerySet[ArchiveItem]:
    """Return all items that have had a content of these."""
    digests = ArchiveDigest.objects.filter(item__in=items).values("digest")
    return ArchiveItem.objects.filter(digests__digest__in=digests)
