"""How the state of translations is shown in forms of the admin, with what can be done about it."""

from typing import Any

from django.utils.functional import cached_property
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldRowPanel, Panel

from metropol.languages import ENGLISH, GERMAN, attribute
from metropol.translations.memory import FieldState
from metropol.translations.requests import ALL_EMPTY
from metropol.translations.units import Unit, unit_of, units
from metropol.word_diff import diff_html

#: The icon of each state, so that it is not told by colour alone.
ICONS = {
    FieldState.MISSING: "cross",
    FieldState.COPIED: "copy",
    FieldState.OUTDATED: "warning",
    FieldState.CURRENT: "check",
}


class TranslatedRowPanel(FieldRowPanel):
    """A field in both languages, German left, English right, with the state of the English."""

    def __init__(self, children: Any = (), *, field: str = "", **kwargs: Any) -> None:
        super().__init__(children, **kwargs)
        self.field = field

    def clone_kwargs(self) -> dict[str, Any]:
        """Return what a copy is made with (see Wagtail)."""
        return {**super().clone_kwargs(), "field": self.field}

    class BoundPanel(FieldRowPanel.BoundPanel):
        """The pair in a form."""

        template_name = "metropol/admin/translated_row.html"

        @cached_property
        def owner(self) -> Any:
            """Return the object that remembers: the instance, or the parent of a child object."""
            for field in self.instance._meta.fields:
                if isinstance(field, ParentalKey):
                    return getattr(self.instance, field.name, None)
            return self.instance

        @cached_property
        def unit(self) -> Unit | None:
            """Return the field in both languages, None of an object that is not stored yet."""
            if self.instance.pk is None or self.owner is None:
                return None
            relation = ""
            if self.owner is not self.instance:
                key = next(f for f in self.instance._meta.fields if isinstance(f, ParentalKey))
                relation = str(key.remote_field.get_accessor_name())
            return unit_of(self.instance, self.panel.field, relation)

        @cached_property
        def state(self) -> FieldState:
            """Return the state of the English text."""
            if self.unit is None:
                return FieldState.EMPTY
            state: FieldState = self.owner.field_state(self.unit)
            return state

        @property
        def name(self) -> str:
            """Return how the buttons name the field."""
            prefix = self.form.prefix if self.form is not None else None
            return f"{prefix}-{self.panel.field}" if prefix else str(self.panel.field)

        @property
        def label(self) -> str:
            """Return the name of the field."""
            return capfirst(self.unit.label) if self.unit else ""

        @property
        def icon(self) -> str:
            """Return the name of the icon of the state."""
            return ICONS.get(self.state, "")

        @property
        def can_edit_english(self) -> bool:
            """Tell whether the form takes an English text here."""
            return self.form is not None and self._field(ENGLISH) in self.form.fields

        @property
        def can_copy(self) -> bool:
            """Tell whether there is a German text to copy that is not there already."""
            states = (FieldState.MISSING, FieldState.OUTDATED)
            has_german = self.unit is not None and bool(self.unit.german.words)
            return self.can_edit_english and has_german and self.state in states

        @property
        def can_confirm(self) -> bool:
            """Tell whether the English may be right though it does not count as current."""
            return self.can_edit_english and self.state in (
                FieldState.OUTDATED,
                FieldState.COPIED,
            )

        @property
        def difference(self) -> SafeString | None:
            """Return what changed in German since the English was written, None if not known."""
            if self.unit is None or self.state != FieldState.OUTDATED:
                return None
            before = self.owner.memory(self.unit.key).source(self.unit.english)
            return None if before is None else diff_html(before, self.unit.german.words)

        @property
        def seen(self) -> str:
            """Return what tells later which German text was shown, "" where it can be edited."""
            if self.unit is None or self.form is None or self._field(GERMAN) in self.form.fields:
                return ""
            return f"{self.unit.key}:{self.unit.german.digest}"

        def _field(self, language: str) -> str:
            return attribute(self.instance, self.panel.field, language)


class TranslationSummaryPanel(Panel):
    """What English lacks in all, and a button that copies every empty field from German."""

    class BoundPanel(Panel.BoundPanel):
        """The summary in a form."""

        template_name = "metropol/admin/translation_summary.html"

        def is_shown(self) -> bool:
            """Show it once there is something to tell."""
            return self.instance.pk is not None

        @cached_property
        def states(self) -> list[tuple[FieldState, Unit]]:
            """Return each field with its state."""
            return [(self.instance.field_state(unit), unit) for unit in units(self.instance)]

        @property
        def counts(self) -> list[tuple[FieldState, str, int]]:
            """Return state, icon and number of fields, of states that occur."""
            found = [state for state, _unit in self.states]
            return [
                (state, icon, found.count(state)) for state, icon in ICONS.items() if state in found
            ]

        @property
        def has_empty(self) -> bool:
            """Tell whether an English field is empty."""
            return any(state == FieldState.MISSING for state, _unit in self.states)

        @property
        def all_empty(self) -> str:
            """Return how the button names all of them."""
            return ALL_EMPTY
