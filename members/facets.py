"""Filters of members and of testimonials."""

from collections.abc import Sequence
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from clusters.facets import ClusterFacet
from members.models import Member, MemberCategory
from metropol.facets import ChoiceFacet, Facet, RelatedFacet, Value, plain_value


class CityFacet(Facet):
    """A filter by the name of a town, which is the same in both languages."""

    def narrow(self, items: QuerySet[Any], slug: str) -> QuerySet[Any]:
        """Return the items of the town with this name."""
        return items.filter(**{self.path: slug})

    def values(self, items: QuerySet[Any]) -> list[Value]:
        """Return the towns by name."""
        found = self.counts(items.exclude(**{self.path: ""}), self.path)
        return [
            plain_value(city, city, count)
            for city, count in sorted(found, key=lambda row: row[0].casefold())
        ]

    def unused(self, slug: str) -> Value | None:
        """Return a town that some member is in."""
        is_known = Member.objects.filter(city=slug).exists()
        return plain_value(slug, slug, 0) if is_known else None


class MemberFacet(RelatedFacet):
    """A filter by member; its name and its slug are the same in both languages."""

    def __init__(self) -> None:
        super().__init__("member", _("Member"), Member, "member", ("name",) * 2, ("slug",) * 2)

    def _fields(self, prefix: str = "") -> list[Any]:
        return [f"{prefix}name", f"{prefix}slug"]

    def _value(self, texts: Sequence[str | None], count: int) -> Value:
        name, slug = texts
        return plain_value(slug or "", name or "", count)


def member_facets() -> tuple[Facet, ...]:
    """Return what the directory of members is filtered by."""
    return (
        ChoiceFacet("kind", _("Kind"), [(kind.value, str(kind.label)) for kind in Member.Kind]),
        RelatedFacet("category", _("Category"), MemberCategory),
        ClusterFacet(),
        CityFacet("city", _("City"), "city"),
    )


def testimonial_facets() -> tuple[Facet, ...]:
    """Return what the list of testimonials is filtered by."""
    return MemberFacet(), ClusterFacet()
