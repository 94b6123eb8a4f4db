"""``manage.py import_archive``: bring the text archive into the site."""

from argparse import ArgumentParser
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _
from tqdm import tqdm

from news.archive.loader import Loader, Options, Outcome, SiteNotSetUp
from news.archive.lock import ImportRunning, import_lock
from news.archive.messages import message
from news.archive.names import printable
from news.archive.reader import ArchiveUnusable, entries
from news.archive.report import Report

#: What the user should look at is printed with its reason.
SHOWN = ("needs_review", "failed")
FAILED, UNUSABLE = 1, 2


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
        with ExitStack() as stack:
            report, loader, found = self._prepare(stack, options)
            progress = tqdm(
                loader.load(found, timezone.localdate()),
                unit="",
                leave=False,
                disable=None,
            )
            for outcome in progress:
                if report:
                    report.add(outcome)
                if outcome.status in SHOWN:
                    progress.clear()
                    self._show(outcome)
            if report:
                report.finish(loader.options, loader.counts)
        self._summarise(loader)

    def _prepare(
        self, stack: ExitStack, options: dict[str, Any]
    ) -> tuple[Report | None, Loader, Any]:
        """Return report, loader and entries; raises CommandError if there is no way to start."""
        chosen = Options(
            path=str(options["path"]),
            dry_run=options["dry_run"],
            draft=options["draft"],
            publish_testimonials=options["publish_testimonials"],
        )
        try:
            found = entries(chosen.path)
            report = stack.enter_context(Report(options["report"])) if options["report"] else None
            if not chosen.dry_run:
                stack.enter_context(import_lock())
            return report, Loader(chosen), found
        except ArchiveUnusable as error:
            text = f"{printable(chosen.path)}: {message(error.notice)}"
        except OSError as error:
            text = _("The report cannot be written: %(error)s") % {"error": error}
        except ImportRunning:
            text = _("Another import is running. Please wait until it has ended.")
        except SiteNotSetUp:
            text = _("There is no page for the news yet: run setup_site first.")
        raise CommandError(text, returncode=UNUSABLE)

    def _show(self, outcome: Outcome) -> None:
        self.stdout.write(f"{outcome.status}: {outcome.file}: {message(outcome.reason)}")

    def _summarise(self, loader: Loader) -> None:
        counts = loader.counts
        if loader.options.dry_run:
            self.stdout.write(_("Dry run: nothing was written."))
        self.stdout.write(", ".join(f"{number} {name}" for name, number in counts.items()))
        if counts["failed"]:
            text = _("%(number)d files failed.") % {"number": counts["failed"]}
            raise CommandError(text, returncode=FAILED)
