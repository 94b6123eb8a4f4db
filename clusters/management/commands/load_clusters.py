"""``manage.py load_clusters``: make cluster pages from a CSV file."""

from itertools import zip_longest
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction
from django.utils.translation import gettext as _

from clusters.cities import located
from clusters.csv_file import ClusterRow, CsvError, read_clusters
from clusters.models import ClusterAlias, ClusterIndexPage, ClusterPage, FederalState, Sector
from metropol.snippets import NamedSnippet

SHIPPED = Path(__file__).resolve().parents[2] / "data" / "clusters.csv"
STATES_EN = {
    "Sachsen": "Saxony",
    "Sachsen-Anhalt": "Saxony-Anhalt",
    "Thüringen": "Thuringia",
    "Mecklenburg-Vorpommern": "Mecklenburg-Western Pomerania",
}


class Command(BaseCommand):
    """Make a page for each cluster of the file whose key is not known yet."""

    help = "Make a page for each cluster of a CSV file; clusters that exist stay as they are."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the file; without one, the list that the project ships."""
        parser.add_argument("file", nargs="?", type=Path, default=SHIPPED)

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        """Make all pages, or none if the file is wrong."""
        parent = ClusterIndexPage.objects.first()
        if parent is None:
            raise CommandError(_("There is no cluster directory yet: run setup_site first."))
        try:
            rows = read_clusters(options["file"])
        except (CsvError, OSError) as error:
            raise CommandError(f"{options['file']}: {error}") from error
        known = set(ClusterPage.objects.values_list("key", flat=True))
        new = [row for row in rows if row.key not in known]
        for row in new:
            try:
                _make_page(parent, row)
            except ValidationError as error:
                reason = "; ".join(error.messages)
                raise CommandError(f"{options['file']}: {row.key}: {reason}") from error
        self.stdout.write(
            _("%(new)d clusters made, %(known)d known already.")
            % {"new": len(new), "known": len(rows) - len(new)}
        )


def _make_page(parent: ClusterIndexPage, row: ClusterRow) -> None:
    """Add and publish the page of a cluster; raises ValidationError for what fits no field."""
    latitude, longitude = located(row.city, row.latitude, row.longitude)
    values = {
        "title": row.name_de,
        "title_en": row.name_en,
        "key": row.key,
        "short_name": row.short_name,
        "legal_name": row.legal_name,
        "founded": row.founded,
        "website": row.website,
        "city": row.city,
        "latitude": latitude,
        "longitude": longitude,
    }
    online = ClusterPage.EnglishRequest.ONLINE
    page = ClusterPage(**values, english_request=online, live=False)
    # Wagtail checks little of a page that is not live yet; SQLite would store what is too long.
    page.clean_fields(exclude={field.name for field in page._meta.fields} - {*values})
    page.confirm_english()
    parent.add_child(instance=page)
    other_names = [
        ClusterAlias(name=name, sort_order=number) for number, name in enumerate(row.aliases)
    ]
    for other in other_names:
        other.clean_fields(exclude=["page"])
    page.other_names.set(other_names)
    for name, name_en in zip_longest(row.sector_de, row.sector_en, fillvalue=""):
        if name:
            page.sectors.add(_choice(Sector, name, name_en))
    for name in row.states:
        page.states.add(_choice(FederalState, name, STATES_EN.get(name, name)))
    page.save_revision().publish()


def _choice[T: NamedSnippet](model: type[T], name: str, name_en: str) -> T:
    """Return the first entry of a choice list with the German ``name``, or make it."""
    entry = model._default_manager.filter(name_de=name).order_by("pk").first()
    if entry is None:
        entry = model(name_de=name, name_en=name_en)
        entry.full_clean()
        entry.save()
    return entry
