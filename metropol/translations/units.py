"""Which fields of an object stand in both languages, those of its child objects among them."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from django.db import models
from modelcluster.models import ClusterableModel, get_all_child_relations

from metropol.languages import ENGLISH, GERMAN, attribute
from metropol.models.translated import translated_fields
from metropol.translations.texts import Text, text_of

#: Wagtail's own columns that pages have in English too.
CORE_FIELDS = ("title", "seo_title", "search_description")
_FIELDS: dict[type[models.Model], tuple[str, ...]] = {}


class Unit(NamedTuple):
    """One field in both languages: of an object itself, or of one of its child objects.

    ``key`` names its memory: ``"lead"``, or ``"links.label"`` for all links together.
    """

    key: str
    owner: Any
    field: str
    german: Text
    english: Text

    @property
    def label(self) -> str:
        """Return the name of the field as people read it, without its language."""
        return str(self.owner._meta.get_field(self.field).verbose_name)


def own_units(instance: Any, relation: str = "") -> Iterator[Unit]:
    """Yield the translated fields of an object, not those of its child objects."""
    for field in fields_of(type(instance)):
        yield unit_of(instance, field, relation)


def unit_of(instance: Any, field: str, relation: str = "") -> Unit:
    """Return one field of an object; ``relation`` names where its parent keeps it."""
    german = text_of(getattr(instance, attribute(instance, field, GERMAN)))
    english = text_of(getattr(instance, attribute(instance, field, ENGLISH)))
    key = f"{relation}.{field}" if relation else field
    return Unit(key, instance, field, german, english)


def units(instance: Any) -> Iterator[Unit]:
    """Yield all translated fields of an object and of its child objects."""
    yield from own_units(instance)
    for relation in translated_relations(type(instance)):
        for child in getattr(instance, relation).all():
            yield from own_units(child, relation)


def fields_of(model: type[models.Model]) -> tuple[str, ...]:
    """Return the fields of ``model`` in both languages; slugs are addresses, not texts."""
    if model not in _FIELDS:
        _FIELDS[model] = _find_fields(model)
    return _FIELDS[model]


def _find_fields(model: type[models.Model]) -> tuple[str, ...]:
    own = tuple(
        name
        for name in translated_fields(model)
        if not isinstance(model._meta.get_field(name), models.SlugField)
    )
    names = {field.name for field in model._meta.get_fields()}
    core = tuple(name for name in CORE_FIELDS if {name, f"{name}_{ENGLISH}"} <= names - set(own))
    return (*core, *own)


def translated_relations(model: type[models.Model]) -> tuple[str, ...]:
    """Return the names under which ``model`` has child objects with translated fields."""
    if not issubclass(model, ClusterableModel):
        return ()
    return tuple(
        str(relation.get_accessor_name())
        for relation in get_all_child_relations(model)
        if fields_of(relation.related_model)
    )
