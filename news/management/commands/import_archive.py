"""``manage.py import_archive``: bring the text archive into the site."""

import sys
from argparse import ArgumentParser
from collections.abc import Iterator
from contextlib import ExitStack
from io import TextIOWrapper
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from tqdm import tqdm

from news.archive.loader import Loader, Options, Outcome, SiteNotSetUp
from news.archive.lock import ImportRunning, import_lock
from news.archive.messages import message
from news.archive.names import printable
from news.archive.reader import ArchiveUnusable, Entry, entries
from news.archive.report import Report, ReportUnwritable

#: What the user should look at is printed with its reason.
SHOWN = ("needs_review", "failed")
FAILED, UNUSABLE = 1, 2
#: As the shell reports a command that was ended by Ctrl-C.
INTERRUPTED = 130


class Command(BaseCommand):
    """Import a folder or one file. Exit status 1 if a file failed, 2 if nothing can be done."""

    help = "Import the text archive: news pages with their clusters, links and testimonials."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the path and what to do with what is found there."""
        parser.add_argument("path", help=_("folder (read to any depth) or one .txt file"))
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

    def handle(self, *args: Any, **options: Any) -> None:
        """Run the import and say how it ended."""
        if isinstance(sys.stdout, TextIOWrapper):
            sys.stdout.reconfigure(errors="backslashreplace")  # a terminal may know ASCII only
        chosen = Options(
            path=str(options["path"]),
            dry_run=options["dry_run"],
            draft=options["draft"],
            publish_testimonials=options["publish_testimonials"],
        )
        try:
            with ExitStack() as stack:
                self._run(*self._prepare(stack, chosen, options["report"]))
        except KeyboardInterrupt:
            text = _("Interrupted. Run it again to go on; nothing is half done.")
            raise CommandError(text, returncode=INTERRUPTED) from None

    def _prepare(
        self, stack: ExitStack, chosen: Options, path: Path | None
    ) -> tuple[Loader, Iterator[Entry], Report | None]:
        """Return loader, entries and report; raises CommandError if there is no way to start."""
        try:
            found = entries(chosen.path)
            report = stack.enter_context(Report(path)) if path else None
            if not chosen.dry_run:
                stack.enter_context(import_lock())
            return Loader(chosen), found, report
        except ArchiveUnusable as error:
            text = f"{printable(chosen.path)}: {message(error.notice)}"
        except ReportUnwritable as error:
            text = _("The report cannot be written: %(error)s") % {"error": error}
        except ImportRunning:
            text = _("Another import is running. Please wait until it has ended.")
        except SiteNotSetUp:
            text = _("There is no page for the news yet: run setup_site first.")
        except (DatabaseError, OSError) as error:
            reason = str(error).partition("\n")[0]
            text = _("The database cannot be used: %(error)s") % {"error": reason}
        raise CommandError(text, returncode=UNUSABLE)

    def _run(self, loader: Loader, found: Iterator[Entry], report: Report | None) -> None:
        outcomes = loader.load(found, timezone.localdate())
        try:
            # The bar is for a terminal only.
            with tqdm(outcomes, unit="", leave=False, disable=None) as progress:
                for outcome in progress:
                    if report:
                        report.add(outcome)
                    if outcome.status in SHOWN:
                        progress.clear()
                        self._show(outcome)
            if report:
                report.finish(loader.options, loader.counts)
        except ReportUnwritable as error:
            text = _("The report cannot be written: %(error)s") % {"error": error}
            raise CommandError(text, returncode=FAILED) from error
        self._summarise(loader)

    def _show(self, outcome: Outcome) -> None:
        self.stdout.write(f"{outcome.status}: {outcome.file}: {message(outcome.reason)}")

    def _summarise(self, loader: Loader) -> None:
        counts = loader.counts
        if loader.options.dry_run:
            self.stdout.write(_("Dry run: nothing was written."))
        self.stdout.write(", ".join(f"{number} {name}" for name, number in counts.items()))
        if counts["failed"]:
            text = ngettext(
                "%(number)d file failed.", "%(number)d files failed.", counts["failed"]
            ) % {"number": counts["failed"]}
            raise CommandError(text, returncode=FAILED)
