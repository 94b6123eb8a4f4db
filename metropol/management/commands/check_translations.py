"""``manage.py check_translations``: what is not translated, or not any more."""

from argparse import ArgumentParser
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from itertools import batched
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db.models import Q
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from metropol.languages import GERMAN
from metropol.models import BasePage, EnglishState
from metropol.notify import absolute
from metropol.translations.objects import (
    ONLINE,
    Kind,
    TrackedType,
    content_types,
    rows,
    tracked_types,
)

#: Pages whose addresses are looked up together.
BATCH = 500
#: States of which the objects are listed if nothing else is asked for.
WANTING = [state.value for state in EnglishState if state != EnglishState.CURRENT]

Row = dict[str, Any]


class Command(BaseCommand):
    """Count objects by type and state, and list those that need a translator.

    Exit status 1 if there are any in a state of ``--fail-on``, 2 if an option is wrong.
    """

    help = "Show what has no English version, or one that is out of date."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Add the options."""
        parser.add_argument(
            "--fail-on",
            default="",
            metavar="STATE,…",
            help=f"exit status 1 if anything is in one of these states: {', '.join(EnglishState)}",
        )
        parser.add_argument(
            "--type",
            default="",
            metavar="TYPE,…",
            help="only these types of pages, snippets, settings and images, such as news",
        )
        parser.add_argument("--drafts", action="store_true", help="pages that are not live, too")

    def handle(self, *args: Any, **options: Any) -> None:
        """Print a table of all states and the objects concerned."""
        fail_on = _names("--fail-on", options["fail_on"], EnglishState.values)
        wanted = _names("--type", options["type"], tracked_types()) or list(tracked_types())
        types = {key: each for key, each in content_types().items() if each.name in wanted}
        where = Q(type_id__in=types)
        if not options["drafts"]:
            where &= Q(german_state__in=ONLINE)
        counts: Counter[tuple[int, str]] = Counter()
        listed: list[Row] = []
        found = rows(where).order_by("urgency", "type_id", "section_path", "german_title", "key")
        for row in found.iterator(BATCH):
            counts[row["type_id"], row["english_state"]] += 1
            if row["english_state"] in (fail_on or WANTING):
                listed.append(row)
        self._write_table(types, counts)
        self._write_objects(types, listed)
        if fail_on and listed:
            raise CommandError(
                ngettext(
                    "%(number)d object is in a state that must not be.",
                    "%(number)d objects are in a state that must not be.",
                    len(listed),
                )
                % {"number": len(listed)},
                returncode=1,
            )

    def _write_table(self, types: dict[int, TrackedType], counts: Counter[tuple[int, str]]) -> None:
        keys = {each.name: key for key, each in types.items()}
        names = {name: keys[name] for name in tracked_types() if name in keys}
        width = max(map(len, names))
        columns = [str(label) for label in EnglishState.labels]
        self.stdout.write("  ".join([" " * width, *columns]))
        for name, key in names.items():
            cells = [
                str(counts[key, state]).rjust(len(label))
                for state, label in zip(EnglishState.values, columns, strict=True)
            ]
            self.stdout.write("  ".join([name.ljust(width), *cells]))

    def _write_objects(self, types: dict[int, TrackedType], listed: Iterable[Row]) -> None:
        """Print state, type, words, title and address of each object."""
        states = dict(EnglishState.choices)
        for batch in batched(listed, BATCH):
            addresses = _page_addresses(
                row["key"] for row in batch if types[row["type_id"]].kind == Kind.PAGE
            )
            for row in batch:
                type_ = types[row["type_id"]]
                number = row["words_missing"] + row["words_outdated"]
                words = ngettext("%(number)d word", "%(number)d words", number)
                url = type_.edit_url(row["key"])
                address = absolute(url) if url else ""
                if type_.kind == Kind.PAGE:
                    address = addresses.get(row["key"]) or address
                parts = (
                    str(states[row["english_state"]]),
                    type_.name,
                    words % {"number": number},
                    row["german_title"],
                    address,
                )
                self.stdout.write(" | ".join(parts))


def _names(option: str, given: str, known: Collection[str]) -> list[str]:
    """Return the names in ``given``; CommandError if one is not known."""
    names = [name.strip() for name in given.split(",") if name.strip()]
    if unknown := [name for name in names if name not in known]:
        message = _("%(option)s: “%(unknown)s” is not known. Allowed: %(known)s.") % {
            "option": option,
            "unknown": ", ".join(unknown),
            "known": ", ".join(known),
        }
        raise CommandError(message, returncode=2)
    return names


def _page_addresses(keys: Iterator[int]) -> dict[int, str]:
    """Return the German addresses of pages by their keys."""
    with translation.override(GERMAN):
        pages = BasePage.objects.in_bulk(list(keys))
        return {key: page.get_full_url() or "" for key, page in pages.items()}
