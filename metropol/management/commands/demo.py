"""``manage.py demo``: everything for a first look, in one process."""

from argparse import ArgumentParser
from pathlib import Path
from threading import Thread
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from django_tasks_db.management.commands.db_worker import Worker

from metropol.models import HomePage
from metropol.setup.panorama import hang


class Command(BaseCommand):
    """Migrate, set the site up, import an archive, make accounts and serve. Again: only serve.

    A file ``pairs.csv`` in the archive's folder names its translations.
    """

    help = "Start the portal with sample content. Not for production."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the archive and the address."""
        parser.add_argument("--archive", required=True, help=_("folder (read to any depth)"))
        parser.add_argument("--address", default="127.0.0.1:8000", help=_("address and port"))

    def handle(self, *args: Any, **options: Any) -> None:
        """Do one after the other; what is done already is left alone."""
        if not settings.DEBUG:
            raise CommandError(_("The demo runs in development only."))
        archive = Path(options["archive"])
        pairs = archive / "pairs.csv"
        call_command("migrate", verbosity=0)
        call_command("setup_site")
        hang(HomePage.objects.get())
        try:
            call_command(
                "import_archive",
                str(archive),
                publish_testimonials=True,
                pairs=pairs if pairs.exists() else None,
            )
        except CommandError as error:
            if error.returncode != 1:
                raise
            # Some files failed, which was said; the others are there to be seen.
            self.stderr.write(str(error))
        call_command("demo_accounts")
        self._start_worker()
        call_command("runserver", options["address"], use_reloader=False)

    def _start_worker(self) -> None:
        """Do what waits in the background beside the server, as ``db_worker`` does elsewhere.

        The command itself would want the signals of the process.
        """
        worker = Worker(
            queue_names=["*"],
            interval=1,
            batch=False,
            backend_name="background",
            startup_delay=False,
            max_tasks=None,
            worker_id="demo",
            excluded_queue_names=[],
        )
        Thread(target=worker.run, daemon=True).start()
