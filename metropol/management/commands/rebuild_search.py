"""``manage.py rebuild_search``: the site's search finds all that is online, and nothing else."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from metropol.models import SearchEntry
from metropol.search import failures, vocabulary
from metropol.search.indexing import refresh
from metropol.search.sources import sources


class Command(BaseCommand):
    """Bring all entries and the words of the site up to date, and forget old failed queries.

    Safe while the site runs, also twice at once: entries that are right stay. New words of the
    site may be parts of older compounds, so that it is worth a night's work. For each night.
    """

    help = "Bring the index of the site's search up to date."

    def handle(self, *args: Any, **options: Any) -> None:
        """Do it, and say how many entries were written."""
        written = 0
        for source in sources():
            stored = SearchEntry.objects.filter(source=source.name).values_list("key", flat=True)
            written += refresh(source, {*source.keys(), *stored})
        vocabulary.recount()
        self.stdout.write(_("Entries of the search written: %(number)d") % {"number": written})
        forgotten = failures.forget_old()
        self.stdout.write(_("Old queries deleted: %(number)d") % {"number": forgotten})
