"""Filters by cluster and of clusters."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from clusters.models import ClusterPage, FederalState, Sector
from metropol.facets import Facet, RelatedFacet, Value
from metropol.languages import CODES, GERMAN, current_language


def directory_facets() -> tuple[Facet, ...]:
    """Return what the directory of clusters is filtered by."""
    return (
        RelatedFacet("sector", _("Sector"), Sector, "sectors"),
        RelatedFacet("state", _("Federal state"), FederalState, "states"),
    )


class ClusterFacet(RelatedFacet):
    """A filter by those clusters that visitors may read in the active language."""

    def __init__(self, path: str = "clusters") -> None:
        super().__init__(
            "cluster", _("Cluster"), ClusterPage, path, ("title", "title_en"), ("slug", "slug_en")
        )

    def _fields(self, prefix: str = "") -> list[Any]:
        return [*super()._fields(prefix), f"{prefix}english_live"]

    def _value(self, texts: Sequence[Any], count: int) -> Value:
        *words, english_live = texts
        codes = CODES if english_live else (GERMAN,)
        return replace(super()._value(words, count), codes=codes)

    def _related(self, items: QuerySet[Any]) -> QuerySet[Any]:
        shown = ClusterPage.objects.listed(current_language()).order_by()
        return items.filter(**{f"{self.path}__in": shown})

    def _find(self, slug: str) -> QuerySet[Any]:
        return super()._find(slug).filter(pk__in=ClusterPage.objects.listed(current_language()))
