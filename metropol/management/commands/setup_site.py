"""``manage.py setup_site``: what a new portal needs before anyone logs in."""

from functools import partial
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import transaction
from django.utils.translation import gettext as _

from metropol.models import SearchEntry
from metropol.setup.compounds import make_compound_words
from metropol.setup.staff import make_staff
from metropol.setup.tree import make_tree
from metropol.translations.catch_up import note_stored_objects


class Command(BaseCommand):
    """Make the site tree, the groups, the workflow, the first clusters and consent texts.

    Runs again without harm: it adds what is missing and changes nothing that exists.
    """

    help = "Make the site tree, the groups of staff, the workflow and the first clusters."

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        """Make everything, or nothing if a part fails."""
        if not SearchEntry.objects.exists():
            transaction.on_commit(partial(call_command, "rebuild_search", stdout=self.stdout))
        make_staff()
        make_compound_words()
        is_new = make_tree()
        if is_new:
            call_command("load_clusters", stdout=self.stdout)
        call_command("load_consent_texts")
        note_stored_objects()
        self.stdout.write(_("The site is set up.") if is_new else _("The site was set up already."))
