"""What a run makes and changes, kept so that it can be undone.

A snapshot holds the rows of an object as they are in the database: its own and those of the
models it inherits from, of its child objects and of its relations to others.
"""

import hashlib
import json
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils import translation
from modelcluster.fields import ParentalManyToManyField
from modelcluster.models import get_all_child_relations

from metropol.bulk import COMMENTS
from metropol.languages import GERMAN
from metropol.models import BasePage
from news.models import ArchiveChange, ArchiveRun

#: The place of a page, which is not a matter of its content.
PLACE = frozenset({"path", "depth", "numchild", "url_path", "url_path_en"})


def page_state(page: BasePage, parent: int) -> dict[str, Any]:
    """Return what must still be so of a page below ``parent`` for an undo (``after``)."""
    return {"revision": page.latest_revision_id, "live": page.live, "parent": parent}


class Changes:
    """The changes of one batch of a run."""

    def __init__(self) -> None:
        self._rows: list[ArchiveChange] = []

    def made(self, instance: models.Model, **after: Any) -> None:
        """Note an object that the run made."""
        self._note(instance, None, after)

    def changed(self, instance: models.Model, before: dict[str, Any], **after: Any) -> None:
        """Note an object that the run changed; ``before`` is its snapshot."""
        self._note(instance, before, after)

    def save(self, run: ArchiveRun) -> None:
        """Store all of them, in the order in which they were noted."""
        for row in self._rows:
            row.run = run
        ArchiveChange.objects.bulk_create(self._rows)
        self._rows = []

    def _note(self, instance: models.Model, before: Any, after: dict[str, Any]) -> None:
        self._rows.append(
            ArchiveChange(
                content_type=ContentType.objects.get_for_model(instance),
                object_id=instance.pk,
                before=before,
                after=after,
            )
        )


def snapshot(model: type[models.Model], key: int) -> dict[str, Any]:
    """Return the rows of an object: ``fields``, ``children`` and ``related`` by their names."""
    with translation.override(GERMAN):
        found: dict[str, Any] = {"fields": _fields(_all(model).get(pk=key))}
        found["children"] = {
            relation.get_accessor_name(): [
                _fields(child)
                for child in _all(relation.related_model)
                .filter(**{relation.field.name: key})
                .order_by("pk")
            ]
            for relation in _children(model)
        }
        found["related"] = {
            field.name: sorted(
                field.remote_field.through._default_manager.filter(
                    **{field.m2m_field_name(): key}
                ).values_list("pk", field.m2m_reverse_field_name())
            )
            for field in _relations(model)
        }
    return found


def fingerprint(model: type[models.Model], key: int) -> str:
    """Return a digest of an object's rows: another one if anything about it was changed."""
    rows = json.dumps(snapshot(model, key), sort_keys=True)
    return hashlib.sha256(rows.encode()).hexdigest()


def restore(model: type[models.Model], key: int, before: dict[str, Any]) -> None:
    """Put the rows of an object back as they were; a page keeps its place in the tree."""
    fields = _values(model, before["fields"])
    for name in PLACE | {"id"}:
        fields.pop(name, None)
    _all(model).filter(pk=key).update(**fields)
    for relation in _children(model):
        child = relation.related_model
        _all(child).filter(**{relation.field.name: key}).delete()
        rows = before["children"][relation.get_accessor_name()]
        with translation.override(GERMAN):
            _all(child).bulk_create(child(**_values(child, row)) for row in rows)
    for field in _relations(model):
        through = field.remote_field.through
        source, target = f"{field.m2m_field_name()}_id", f"{field.m2m_reverse_field_name()}_id"
        through._default_manager.filter(**{source: key}).delete()
        through._default_manager.bulk_create(
            through(pk=pk, **{source: key, target: related})
            for pk, related in before["related"][field.name]
        )


def _all(model: type[models.Model]) -> models.QuerySet[Any]:
    """Return all objects; modeltranslation's managers would replace the names of fields."""
    return models.QuerySet(model)


def _children(model: type[models.Model]) -> list[Any]:
    relations = get_all_child_relations(model)
    return [relation for relation in relations if relation.get_accessor_name() != COMMENTS]


def _relations(model: type[models.Model]) -> list[Any]:
    fields = model._meta.many_to_many
    return [field for field in fields if isinstance(field, ParentalManyToManyField)]


def _fields(instance: models.Model) -> dict[str, Any]:
    return {field.attname: _plain(field, instance) for field in instance._meta.concrete_fields}


def _plain(field: models.Field[Any, Any], instance: models.Model) -> Any:
    value = field.get_prep_value(field.value_from_object(instance))
    return value if value is None or isinstance(value, str | int | dict | list) else str(value)


def _values(model: type[models.Model], fields: dict[str, Any]) -> dict[str, Any]:
    return {
        field.attname: field.to_python(fields[field.attname])
        for field in model._meta.concrete_fields
        if field.attname in fields and not (field.primary_key and field.remote_field)
    }
