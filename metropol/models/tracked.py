"""Objects that know the state of their translation, field by field."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from metropol.translations.memory import KEPT, KEPT_AT_MOST, FieldState, Memory, merged
from metropol.translations.texts import Text
from metropol.translations.units import Unit, fields_of, translated_relations, units

#: Pairs that are kept for each child object, however many there are.
CHILD_PAIRS = 4


class EnglishState(models.TextChoices):
    """The state of the English version of an object, its most urgent field's."""

    MISSING = "missing", _("not translated")
    OUTDATED = "outdated", _("outdated")
    PARTIAL = "partial", _("partly translated")
    CURRENT = "current", _("current")


class TrackedTranslations(models.Model):
    """An object whose translation state is stored with it whenever it is saved.

    ``translation_memory`` belongs to the texts: a draft has its own, which takes effect when the
    draft is published. All else is derived from it, so that lists need not compute anything.
    """

    translation_memory = models.JSONField(default=dict, editable=False)
    english_state = models.CharField(
        _("English"),
        max_length=8,
        choices=EnglishState,
        blank=True,
        default="",
        editable=False,
        db_index=True,
    )
    english_field_states = models.JSONField(default=dict, editable=False)
    words_missing = models.PositiveIntegerField(_("words missing"), default=0, editable=False)
    words_outdated = models.PositiveIntegerField(_("words to review"), default=0, editable=False)
    german_digest = models.CharField(max_length=16, default="", editable=False)
    german_changed_at = models.DateTimeField(
        _("German text changed"), null=True, editable=False, db_index=True
    )

    #: Whether the draft that is being saved replaces the one before, as autosave does.
    is_overwriting = False
    #: What translators saw of the German text, by key, where it changed since.
    seen_german: dict[str, list[Text]] = {}  # noqa: RUF012

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> Any:
        """Save the object with its translation state."""
        if (names := kwargs.get("update_fields")) is None:
            self.note_translations()
        elif touched := self._tracked_columns(names):
            self.note_translations()
            kwargs["update_fields"] = {*names, *touched}
        return super().save(*args, **kwargs)

    def memory(self, key: str) -> Memory:
        """Return what is remembered of a field."""
        kept = KEPT_AT_MOST if "." in key else KEPT
        return Memory(self.translation_memory.get(key), kept)

    def field_state(self, unit: Unit) -> FieldState:
        """Return the state of a field of this object, or of one of its child objects."""
        return self.memory(unit.key).state(unit.german, unit.english)

    def confirm_english(self, confirmed: Iterable[Unit] | None = None) -> None:
        """Remember that the English text of these fields, or of all, is right as it is."""
        for unit in list(units(self) if confirmed is None else confirmed):
            memory = self.memory(unit.key)
            memory.confirm(unit.german, unit.english)
            self._keep(unit.key, memory)

    def note_translations(self, *, draft: bool = False) -> None:
        """Bring memory and state up to date with the texts, of a draft or of the object itself."""
        if not self.german_digest and self.pk and not self._state.adding:
            self._remember_stored()
        self.note_texts(draft=draft)

    def _remember_stored(self) -> None:
        """Pair what stood there before there was a memory, so that a change of it is seen."""
        if stored := type(self)._base_manager.filter(pk=self.pk).first():
            stored.note_texts()
            self.translation_memory = merged(stored.translation_memory, self.translation_memory)
            self.german_digest = stored.german_digest
            self.german_changed_at = stored.german_changed_at

    def note_texts(self, *, draft: bool = False) -> None:
        """Pair the texts as they stand here, and derive the state from all pairs."""
        found = list(units(self))
        by_key: dict[str, list[Unit]] = {}
        for unit in found:
            by_key.setdefault(unit.key, []).append(unit)
        for key, same in by_key.items():
            memory = self.memory(key)
            if not self.is_overwriting:
                memory.settle()
            # None is forgotten that stands there.
            memory.kept = max(memory.kept, CHILD_PAIRS * len(same))
            for unit in same:
                others = {
                    each.german.digest
                    for each in same
                    if each is not unit and each.english.digest == unit.english.digest
                }
                in_draft = draft or self.is_overwriting
                memory.note(self._german_of(unit), unit.english, in_draft, others)
            memory.forget_texts({unit.english.digest for unit in same})
            self._keep(key, memory)
        self._derive(found)

    def _german_of(self, unit: Unit) -> Text:
        """Return the German text for which the English of a field was written."""
        seen = self.seen_german.get(unit.key, [])
        known = {text.digest for text in seen}
        return unit.german if not seen or unit.german.digest in known else seen[0]

    def _keep(self, key: str, memory: Memory) -> None:
        # A new dictionary, so that no two objects share one.
        if memory.pairs:
            self.translation_memory = self.translation_memory | {key: memory.data}

    def _derive(self, found: list[Unit]) -> None:
        """Fill what lists show from the states of all fields."""
        states: dict[str, FieldState] = {}
        self.words_missing = self.words_outdated = 0
        for unit in found:
            state = self.field_state(unit)
            states[unit.key] = min(states.get(unit.key, state), state, key=_URGENCY.index)
            if state in (FieldState.MISSING, FieldState.COPIED):
                self.words_missing += unit.german.word_count
            elif state == FieldState.OUTDATED:
                self.words_outdated += unit.german.word_count or unit.english.word_count
        self.english_field_states = {key: str(state) for key, state in states.items()}
        self.english_state = overall(states.values())
        digest = Text(" ".join(f"{unit.key} {unit.german.digest}" for unit in found), ()).digest
        if digest != self.german_digest:
            first = not self.german_digest
            self.german_digest = digest
            self.german_changed_at = self.german_written_at() if first else timezone.now()

    def german_written_at(self) -> datetime:
        """Return when the German text of a new object was written."""
        return timezone.now()

    def _tracked_columns(self, names: Iterable[str]) -> set[str]:
        """Return the columns of the state if ``names`` holds a text, else nothing."""
        texts = {*fields_of(type(self)), *translated_relations(type(self))}
        columns = {name.removesuffix("_de").removesuffix("_en") for name in names}
        return set(TRACKED_COLUMNS) if columns & texts else set()


#: The columns that are filled at each save.
TRACKED_COLUMNS: tuple[str, ...] = tuple(
    field.name for field in TrackedTranslations._meta.local_fields
)
_URGENCY = (
    FieldState.MISSING,
    FieldState.COPIED,
    FieldState.OUTDATED,
    FieldState.CURRENT,
    FieldState.EMPTY,
)


def overall(states: Iterable[FieldState]) -> EnglishState:
    """Return the state of an object whose fields have ``states``."""
    found = set(states) - {FieldState.EMPTY}
    gaps = found & {FieldState.MISSING, FieldState.COPIED}
    if gaps and gaps == found:
        return EnglishState.MISSING
    if FieldState.OUTDATED in found:
        return EnglishState.OUTDATED
    return EnglishState.PARTIAL if gaps else EnglishState.CURRENT
