"""``manage.py import_archive``: bring the text archive into the site, or take a run back."""

import os
import sys
from argparse import ArgumentParser
from collections.abc import Iterator
from contextlib import ExitStack
from io import TextIOWrapper
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import Error as DatabaseFailure
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from tqdm import tqdm

from news.archive.interrupt import lasting_interrupt
from news.archive.loader import Loader
from news.archive.lock import ImportRunning, import_lock
from news.archive.messages import message
from news.archive.names import printable
from news.archive.old_addresses import AddressesUnusable, OldAddresses, read_addresses
from news.archive.outcome import Options, Outcome
from news.archive.pairs import PairsUnusable, read_pairs
from news.archive.reader import ArchiveUnusable, Entry, entries
from news.archive.record import Notice
from news.archive.report import Report, ReportUnwritable
from news.archive.runs import stop_dead_runs
from news.archive.undo import undo
from news.archive.writer import SiteNotSetUp
from news.models import ArchiveRun

#: What the user should look at is printed with its reason.
SHOWN = ("needs_review", "failed")
#: How files end that have a page then.
PAGES = ("created", "updated", "unchanged")
FAILED, UNUSABLE = 1, 2
#: Uploads of which nothing was imported yet.
NOT_BEGUN = (ArchiveRun.State.CHECKING, ArchiveRun.State.CHECKED, ArchiveRun.State.WAITING)
#: As the shell reports a command that was ended by Ctrl-C.
INTERRUPTED = 130


class Command(BaseCommand):
    """Import a folder or one file. Exit status 1 if a file failed, 2 if nothing can be done."""

    help = "Import the text archive: news pages with their clusters, links and testimonials."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the path and what to do with what is found there."""
        parser.add_argument(
            "path", nargs="?", help=_("folder (read to any depth) or one .txt file")
        )
        parser.add_argument(
            "--dry-run", action="store_true", help=_("tell what would happen, write nothing")
        )
        parser.add_argument(
            "--report", type=Path, metavar="FILE.json", help=_("write a report of every file")
        )
        parser.add_argument("--draft", action="store_true", help=_("do not publish the news"))
        parser.add_argument(
            "--publish-testimonials",
            action="store_true",
            help=_("publish the testimonials, though no consent is recorded"),
        )
        parser.add_argument(
            "--pairs",
            type=Path,
            metavar="FILE.csv",
            help=_("confirmed translations: English file, German file"),
        )
        parser.add_argument(
            "--redirects",
            type=Path,
            metavar="FILE.csv",
            help=_("redirects to the imported pages: old address, file"),
        )
        parser.add_argument("--undo", type=int, metavar="RUN", help=_("take a run back"))

    def handle(self, *args: Any, **options: Any) -> None:
        """Run the import and say how it ended."""
        if isinstance(sys.stdout, TextIOWrapper):
            sys.stdout.reconfigure(errors="backslashreplace")  # a terminal may know ASCII only
        try:
            with ExitStack() as stack:
                if options["undo"] is not None and not options["path"]:
                    self._undo(stack, options["undo"])
                elif options["path"] and options["undo"] is None:
                    self._import(stack, options)
                else:
                    text = _("Give either a path or --undo with the number of a run.")
                    raise CommandError(text, returncode=UNUSABLE)
        except KeyboardInterrupt:
            text = _("Interrupted. Run it again to go on; nothing is half done.")
            raise CommandError(text, returncode=INTERRUPTED) from None
        except DatabaseFailure as error:
            raise CommandError(self._database_failed(error), returncode=FAILED) from error

    def _import(self, stack: ExitStack, options: dict[str, Any]) -> None:
        path = str(options["path"])
        try:
            chosen = Options(
                path=path,
                dry_run=options["dry_run"],
                draft=options["draft"],
                publish_testimonials=options["publish_testimonials"],
                full=bool(options["report"]),
                pairs=read_pairs(options["pairs"]) if options["pairs"] else {},
            )
            addresses = read_addresses(options["redirects"]) if options["redirects"] else []
            found = entries(path)
            report = stack.enter_context(Report(options["report"])) if options["report"] else None
            self._lock(stack, is_dry=chosen.dry_run)
            loader = Loader(chosen)
        except ArchiveUnusable as error:
            text = f"{printable(path)}: {message(error.notice)}"
        except ReportUnwritable as error:
            text = _("The report cannot be written: %(error)s") % {"error": error}
        except (PairsUnusable, AddressesUnusable) as error:
            text = _("The CSV file cannot be read: %(error)s") % {"error": error}
        except SiteNotSetUp:
            text = _("There is no page for the news yet: run setup_site first.")
        except (DatabaseFailure, OSError) as error:
            text = self._database_failed(error)
        else:
            self._run(loader, found, report, addresses)
            return
        raise CommandError(text, returncode=UNUSABLE)

    def _database_failed(self, error: Exception) -> str:
        reason = str(error).partition("\n")[0]
        return _("The database cannot be used: %(error)s") % {"error": reason}

    def _lock(self, stack: ExitStack, *, is_dry: bool = False) -> None:
        """Hold the lock of the import, but for a dry run; raises CommandError if it is taken."""
        if is_dry:
            return
        try:
            stack.enter_context(import_lock())
        except ImportRunning:
            text = _("Another import is running. Please wait until it has ended.")
            raise CommandError(text, returncode=UNUSABLE) from None
        except OSError as error:
            raise CommandError(self._database_failed(error), returncode=UNUSABLE) from error
        stop_dead_runs()

    def _run(
        self,
        loader: Loader,
        found: Iterator[Entry],
        report: Report | None,
        addresses: list[tuple[str, str]],
    ) -> None:
        outcomes = loader.load(found, timezone.localdate())
        upcoming: set[str] = set()
        try:
            # The bar is for a terminal only.
            bar = tqdm(outcomes, unit="", leave=False, disable=None)
            with lasting_interrupt() as check, bar as progress:
                for outcome in progress:
                    check()
                    if report:
                        report.add(outcome)
                    if addresses and outcome.status in PAGES and loader.options.dry_run:
                        upcoming.add(outcome.file)
                    if outcome.status in SHOWN:
                        progress.clear()
                        self._show(outcome)
            if report:
                report.finish(loader.options, loader.counts)
        except ReportUnwritable as error:
            text = _("The report cannot be written: %(error)s") % {"error": error}
            raise CommandError(text, returncode=FAILED) from error
        self._redirect(loader, addresses, upcoming)
        self._summarise(loader)

    def _redirect(
        self, loader: Loader, addresses: list[tuple[str, str]], upcoming: set[str]
    ) -> None:
        old = OldAddresses(printable(loader.options.path))
        for row in old.missing(addresses, upcoming):
            if isinstance(row, Notice):
                self._say(message(row))
            elif not loader.options.dry_run:
                old.make(*row, loader.stored_run())
        if old.made:
            loader.finish()
            text = ngettext("%(number)d redirect", "%(number)d redirects", old.made)
            self._say(text % {"number": old.made})

    def _undo(self, stack: ExitStack, number: int) -> None:
        self._lock(stack)
        run = ArchiveRun.objects.filter(pk=number).first()
        if run is None:
            text = _("There is no run %(number)d.")
        elif run.state == ArchiveRun.State.UNDONE:
            text = _("Run %(number)d was undone already.")
        elif run.state in NOT_BEGUN:
            text = _("Run %(number)d was not started yet.")
        else:
            self._take_back(run)
            return
        raise CommandError(text % {"number": number}, returncode=UNUSABLE)

    def _take_back(self, run: ArchiveRun) -> None:
        undone = undo(run)
        for each in undone.kept:
            self._say(_("Kept, since it was changed later: %(title)s") % {"title": each})
        self._say(
            _("%(deleted)d deleted, %(restored)d restored, %(kept)d kept")
            % {
                "deleted": undone.deleted,
                "restored": undone.restored,
                "kept": len(undone.kept),
            }
        )
        if undone.kept:
            text = _("Some pages were changed since; they are listed above.")
            raise CommandError(text, returncode=FAILED)

    def _show(self, outcome: Outcome) -> None:
        self._say(f"{outcome.status}: {outcome.file}: {message(outcome.reason)}")

    def _say(self, text: str) -> None:
        """Print a line; if nobody reads any more, the import goes on all the same."""
        try:
            self.stdout.write(text)
            self.stdout.flush()
        except BrokenPipeError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())

    def _summarise(self, loader: Loader) -> None:
        counts = loader.counts
        if loader.options.dry_run:
            self._say(_("Dry run: nothing was written."))
        self._say(", ".join(f"{number} {name}" for name, number in counts.items()))
        if loader.run:
            self._say(_("Run %(number)d") % {"number": loader.run.pk})
        if counts["failed"]:
            text = ngettext(
                "%(number)d file failed.", "%(number)d files failed.", counts["failed"]
            ) % {"number": counts["failed"]}
            raise CommandError(text, returncode=FAILED)
