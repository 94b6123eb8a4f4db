"""What the page of a cluster shows of its own tables, in one query."""

from typing import Any

from django.db.models import F, QuerySet, Value
from django.db.models.functions import JSONObject

from clusters.models import (
    ClusterAlias,
    ClusterContact,
    ClusterFigure,
    ClusterPage,
    FederalState,
    Sector,
)
from metropol.models.translated import translated_fields

#: The relations of a page, with what is at their other end and leads back.
_RELATIONS: dict[str, tuple[type[Any], str]] = {
    "sectors": (Sector, "clusterpage"),
    "states": (FederalState, "clusterpage"),
    "other_names": (ClusterAlias, "page"),
    "contacts": (ClusterContact, "page"),
    "figures": (ClusterFigure, "page"),
}
#: What no template needs of them.
_LEFT_OUT = {"page", "translation_memory", "english_field_states"}


def load_facts(page: ClusterPage) -> None:
    """Load sectors, states, names, contacts and figures of a page that is shown.

    They have different columns, so each row comes as an object of JSON. What a draft has of them
    (a preview) is left as it is.
    """
    loaded = page.__dict__.setdefault("_cluster_related_objects", {})
    missing = [name for name in _RELATIONS if name not in loaded]
    if not missing:
        return
    first, *others = (_rows(page, name) for name in missing)
    for name in missing:
        loaded[name] = []
    for name, cells in first.union(*others, all=True).order_by():
        loaded[name].append(_made(_RELATIONS[name][0], cells))
    for name, objects in loaded.items():
        if name in missing:
            objects.sort(key=_order)


def _rows(page: ClusterPage, relation: str) -> QuerySet[Any, Any]:
    model, back = _RELATIONS[relation]
    # A plain queryset: modeltranslation's own would read the columns of the active language.
    found: QuerySet[Any, Any] = QuerySet(model).filter(**{back: page.pk}).order_by()
    cells = JSONObject(**{name: F(name) for name in _columns(model)})
    return found.values_list(Value(relation), cells)


def _columns(model: type[Any]) -> list[str]:
    left_out = {*_LEFT_OUT, *translated_fields(model)}
    return [field.name for field in model._meta.concrete_fields if field.name not in left_out]


def _made(model: type[Any], cells: dict[str, Any]) -> Any:
    return model(
        **{name: model._meta.get_field(name).to_python(cell) for name, cell in cells.items()}
    )


def _order(item: Any) -> tuple[Any, ...]:
    """Return the place of an entry: that of staff, or that of its name."""
    if hasattr(item, "sort_order"):
        return (item.sort_order or 0, item.pk)
    return (item.name_de or "", item.pk)
