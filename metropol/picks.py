"""What staff picked for the home page, in one query with what stands there without a pick."""

from typing import Any

from django.db.models import Case, F, IntegerField, OuterRef, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce
from django.http import HttpRequest

from metropol.models import BasePage, HomePage

#: More picks than that are not shown.
MOST = 12


def picked_or_first[Item: BasePage](
    request: HttpRequest, home: HomePage, relation: str, pages: QuerySet[Item], number: int
) -> list[Item]:
    """Return those of ``pages`` that ``home`` picks, in its order, else the first ``number``.

    ``relation`` names the child objects of the home page that pick; a draft has its own. Picks
    that are not among ``pages`` (not online in a language) do not count.
    """
    picks = getattr(home, relation)
    field = next(
        each.name
        for each in picks.model._meta.get_fields()
        if each.is_relation and each.related_model is pages.model
    )
    order: Case | Subquery[Any]
    if getattr(request, "is_preview", False):
        keys = [getattr(pick, f"{field}_id") for pick in picks.all()]
        whens = (When(pk=key, then=Value(place)) for place, key in enumerate(keys))
        order = Case(*whens, default=None, output_field=IntegerField())
    else:
        stored = picks.model.objects.filter(**{"page": home, field: OuterRef("pk")})
        # A row without an order was made by code; it stands first, as in the form.
        place = Coalesce("sort_order", 0)
        order = Subquery(stored.order_by("sort_order").values(place=place)[:1])
    first = F("pick").asc(nulls_last=True)
    found = list(pages.annotate(pick=order).order_by(first, *pages.query.order_by)[:MOST])
    picked = [page for page in found if page.pick is not None]
    return picked or found[:number]
