"""What the buttons beside translated fields ask of a form: copy the German, English is right.

The buttons send the form with their name and, as value, the field: ``lead``, or ``links-0-label``
of a child object.
"""

from collections.abc import Iterator
from typing import Any, NamedTuple

from metropol.languages import ENGLISH, GERMAN, attribute
from metropol.translations.memory import FieldState
from metropol.translations.texts import Text
from metropol.translations.units import (
    Unit,
    fields_of,
    translated_relations,
    unit_of,
    units,
)

COPY = "copy_german"
CONFIRM = "confirm_english"
#: The digests of the German texts that the form showed and did not let its user change.
SEEN = "seen_german"
#: As a field to copy: all whose English is empty.
ALL_EMPTY = "*"
#: A publication that changes nothing worth a translation.
MINOR = "minor"


class Place(NamedTuple):
    """A translated field in a form, perhaps that of a child object."""

    form: Any
    field: str
    relation: str

    @property
    def name(self) -> str:
        """Return how buttons name it."""
        return f"{self.form.prefix}-{self.field}" if self.relation else self.field

    @property
    def unit(self) -> Unit:
        """Return what the object now holds in both languages."""
        return unit_of(self.form.instance, self.field, self.relation)

    def is_editable(self, language: str) -> bool:
        """Tell whether the form lets its user change the field in a language."""
        return attribute(self.form.instance, self.field, language) in self.form.fields


def places(form: Any) -> Iterator[Place]:
    """Yield all translated fields of a form of the admin, with those of child objects."""
    for field in fields_of(type(form.instance)):
        yield Place(form, field, "")
    for relation in translated_relations(type(form.instance)):
        formset = form.formsets.get(relation)
        for child in formset.forms if formset else ():
            if child.has_changed() or child.instance.pk:
                for field in fields_of(type(child.instance)):
                    yield Place(child, field, relation)


def carry_out(form: Any) -> None:
    """Do to the object of a valid form, before it is saved, what its buttons asked for."""
    instance = form.instance
    found = list(places(form))
    instance.is_overwriting = bool(form.data.get("overwrite_revision_id"))
    instance.seen_german = seen = _seen(form)
    wanted = set(_values(form, COPY))
    for place in found:
        is_empty = ALL_EMPTY in wanted and not place.unit.english.words
        if (is_empty or place.name in wanted) and place.is_editable(ENGLISH):
            _copy(place, instance)
    confirmed = set(_values(form, CONFIRM))
    for place in found:
        if place.name in confirmed and place.is_editable(ENGLISH):
            known = [] if place.is_editable(GERMAN) else seen.get(place.unit.key, [])
            german = place.unit.german
            if known and german.digest not in {text.digest for text in known}:
                german = known[0]
            instance.confirm_english([place.unit._replace(german=german)])
    if form.data.get("action-publish") == MINOR:
        _keep_current(instance, [place.unit for place in found if place.is_editable(GERMAN)])


def was_asked(data: Any) -> str | None:
    """Return the field that a button was pressed for, "" for all of them, None without one."""
    value = data.get(CONFIRM) or data.get(COPY)
    return "" if value == ALL_EMPTY else value


def _values(form: Any, name: str) -> list[str]:
    values = form.data.getlist(name) if hasattr(form.data, "getlist") else form.data.get(name)
    return values if isinstance(values, list) else [values] if values else []


def _copy(place: Place, instance: Any) -> None:
    child = place.form.instance
    german = getattr(child, attribute(child, place.field, GERMAN))
    setattr(child, attribute(child, place.field, ENGLISH), german)
    if place.relation and child.pk:
        # An unchanged child object would be read from the database again.
        getattr(instance, place.relation).add(child)


def _seen(form: Any) -> dict[str, list[Text]]:
    """Return by field which German texts a translator had before them."""
    found: dict[str, list[Text]] = {}
    for value in _values(form, SEEN):
        key, _colon, digest = value.partition(":")
        if len(digest) == len(Text("", ()).digest):
            found.setdefault(key, []).append(Text("", (), digest))
    return found


def _keep_current(instance: Any, changed: list[Unit]) -> None:
    """Confirm the fields whose English is current on the live page and was not changed."""
    live = type(instance)._default_manager.filter(pk=instance.pk, live=True).first()
    if live is None:
        return
    current = {
        (unit.key, unit.english.digest)
        for unit in units(live)
        if live.field_state(unit) == FieldState.CURRENT
    }
    instance.confirm_english(
        [unit for unit in changed if (unit.key, unit.english.digest) in current]
    )
