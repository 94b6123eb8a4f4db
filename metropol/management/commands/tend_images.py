"""``manage.py tend_images``: what the library of images needs each night."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from metropol.images.due import remind
from metropol.images.kept import forget_old


class Command(BaseCommand):
    """Tell Chefredaktion which images may soon not be used any more; delete unfinished uploads.

    An image is told of 30 days before its last day and on that day, never twice. An upload whose
    form nobody completed within a week is deleted. For each night.
    """

    help = "Mail about images whose time is over, and delete uploads that nobody finished."

    def handle(self, *args: Any, **options: Any) -> None:
        """Do both, and say how many."""
        self.stdout.write(_("Images told of: %(number)d") % {"number": remind()})
        self.stdout.write(_("Unfinished uploads deleted: %(number)d") % {"number": forget_old()})
