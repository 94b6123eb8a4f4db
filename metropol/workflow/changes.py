"""What two versions of an object say differently, language by language."""

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from django.db import models
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from wagtail.admin.panels import FieldPanel, InlinePanel, get_edit_handler
from wagtail.models import Revision

from metropol.languages import CODES, ENGLISH, GERMAN, NAMES
from metropol.models import BasePage, translated_fields
from metropol.workflow.texts import Part, Reference, bare, names_of, parts

#: The language of what is the same for both.
SHARED = ""


class Change(NamedTuple):
    """One field that differs; ``language`` is "de", "en" or SHARED.

    Where the texts are the same, only their markup differs.
    """

    language: str
    label: str
    before: str
    after: str

    @property
    def is_markup(self) -> bool:
        """Tell whether only markup differs, such as bold."""
        return self.before == self.after


class _Found(NamedTuple):
    language: str
    label: str
    before: list[Part]
    after: list[Part]


def changes(before: models.Model, after: models.Model) -> list[Change]:
    """Return what differs between two versions, German first, then English, then the rest.

    Looks at what the form of the model offers, in its order, with its child objects. The
    number of queries does not depend on how much differs.
    """
    found = list(_differences(before, after))
    texts = [text for each in found for text in (each.before, each.after)]
    names = names_of({part for text in texts for part in text if isinstance(part, Reference)})
    found.sort(key=lambda each: (*CODES, SHARED).index(each.language))
    return [
        Change(each.language, each.label, _text(each.before, names), _text(each.after, names))
        for each in found
    ]


def by_language(found: Iterable[Change]) -> Iterator[tuple[str, str, list[Change]]]:
    """Yield code and heading of each language, and what has changed in it."""
    listed = list(found)
    for code in (*CODES, SHARED):
        heading = NAMES.get(code) or _("For both languages")
        yield code, heading, [each for each in listed if each.language == code]


def changes_to_live(page: BasePage, revision: Revision | None = None) -> list[Change] | None:
    """Return what ``revision`` (default: the latest draft) changes; None if nothing is online."""
    if not page.live:
        return None
    live = BasePage.objects.get(pk=page.pk).specific
    draft = revision.as_object() if revision else live.get_latest_revision_as_object()
    return changes(live, draft)


def _differences(before: models.Model, after: models.Model) -> Iterator[_Found]:
    model = type(after)
    columns = {field.name for field in model._meta.get_fields()}
    for panel in _leaves(get_edit_handler(model)):
        if isinstance(panel, InlinePanel):
            yield from _child_differences(panel, before, after)
            continue
        if panel.field_name not in columns:
            continue  # a field of the form alone, such as a tick that fills another one
        field = model._meta.get_field(panel.field_name)
        if bare(before, field) != bare(after, field):
            language, label = _language_and_label(model, panel)
            yield _Found(language, label, parts(before, field), parts(after, field))


def _child_differences(
    panel: InlinePanel, before: models.Model, after: models.Model
) -> Iterator[_Found]:
    """Yield how the child objects differ: a line for each, in each language."""
    panels = [each for each in _leaves(panel.child_edit_handler) if isinstance(each, FieldPanel)]
    model = panel.db_field.related_model
    by_language: dict[str, list[Any]] = {}
    for each in panels:
        language, _label = _language_and_label(model, each)
        by_language.setdefault(language, []).append(model._meta.get_field(each.field_name))
    old, new = (list(getattr(each, panel.relation_name).all()) for each in (before, after))
    for language, fields in by_language.items():
        values = [[[bare(row, field) for field in fields] for row in rows] for rows in (old, new)]
        if values[0] != values[1]:
            yield _Found(language, str(panel.heading), _lines(old, fields), _lines(new, fields))


def _lines(rows: Iterable[models.Model], fields: list[Any]) -> list[Part]:
    found: list[Part] = []
    for row in rows:
        texts = [text for field in fields if (text := parts(row, field))]
        if not texts:
            continue
        found += ["\n"] if found else []
        for number, text in enumerate(texts):
            found += [" · ", *text] if number else text
    return found


def _leaves(panel: Any) -> Iterator[FieldPanel | InlinePanel]:
    """Yield the panels of fields and of child objects, in the order of the form."""
    if isinstance(panel, FieldPanel | InlinePanel):
        yield panel
    for child in getattr(panel, "children", ()):
        yield from _leaves(child)


def _language_and_label(model: type[models.Model], panel: FieldPanel) -> tuple[str, str]:
    """Return the language of a field and its name without the language."""
    name = panel.field_name
    columns = {field.name for field in model._meta.get_fields()}
    base, _underscore, suffix = name.rpartition("_")
    language, field = SHARED, name
    if suffix in CODES and (base in translated_fields(model) or base in columns):
        language, field = suffix, base
    elif f"{name}_{ENGLISH}" in columns:
        language = GERMAN
    elif name.startswith("english_"):
        language = ENGLISH
    own_name: Any = getattr(model._meta.get_field(field), "verbose_name", field)
    return language, str(capfirst(own_name if language else panel.heading or own_name))


def _text(text: list[Part], names: dict[Reference, str]) -> str:
    words = (names[part] if isinstance(part, Reference) else part for part in text)
    return "".join(words).strip()
