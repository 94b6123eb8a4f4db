"""What a field remembers: which English text was written for, or confirmed with, which German.

An English text is current if it stands beside a German text with which it was once paired, by
somebody who wrote it then or who said that it is right. So neither a change of the German nor the
return to an older English text is taken for a translation. Pure: plain data in, plain data out.
"""

from collections.abc import Collection
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from metropol.translations.texts import Text

#: Pairs that are kept; the oldest go first.
KEPT = 50
#: The same where several child objects share a memory.
KEPT_AT_MOST = 200
#: Words of a piece from which on it counts as copied if the German text has the same.
COPIED_WORDS = 5


class FieldState(models.TextChoices):
    """The state of the English text of a field."""

    EMPTY = "empty", _("nothing to translate")
    MISSING = "missing", _("missing")
    COPIED = "copied", _("copied, not translated")
    OUTDATED = "outdated", _("outdated")
    CURRENT = "current", _("current")


class Memory:
    """The memory of one field, or of a field of all child objects of a relation.

    ``data`` is what is stored: ``pairs`` of digests, English and German, a third entry marking
    those that the latest draft has made; ``texts``, the German texts of the pairs whose
    English is there now, by digest.
    """

    def __init__(self, data: dict[str, Any] | None = None, kept: int = KEPT) -> None:
        data = data or {}
        self.pairs: list[list[Any]] = [list(pair) for pair in data.get("pairs", ())]
        self.texts: dict[str, str] = dict(data.get("texts", {}))
        self.kept = kept

    @property
    def data(self) -> dict[str, Any]:
        """Return what is stored."""
        return {"pairs": self.pairs, "texts": self.texts}

    def merged(self, other: "Memory") -> "Memory":
        """Return a memory that knows what both know; the pairs of ``other`` are the later ones."""
        known = {(pair[0], pair[1]) for pair in other.pairs}
        pairs = [pair[:2] for pair in self.pairs if (pair[0], pair[1]) not in known]
        found = Memory(kept=self.kept)
        found.pairs = (pairs + other.pairs)[-self.kept :]
        found.texts = self.texts | other.texts
        return found

    def state(self, german: Text, english: Text) -> FieldState:
        """Return the state of an English text beside a German one."""
        if not english.words:
            return FieldState.MISSING if german.words else FieldState.EMPTY
        if self._has(german.digest, english.digest):
            return FieldState.CURRENT
        return FieldState.COPIED if is_copied(german, english) else FieldState.OUTDATED

    def settle(self) -> None:
        """Keep for good what the revision that was written last has made."""
        self.pairs = [pair[:2] for pair in self.pairs]

    def note(
        self,
        german: Text,
        english: Text,
        in_draft: bool = False,
        others: Collection[str] = (),
    ) -> None:
        """Pair an English text with the German beside it, if it is new.

        ``others`` are the German texts, as digests, of other child objects with the same English:
        two things may have one name.

        One that was paired before stays what it was: to go back to an older text is no
        translation of a newer one. Neither is a copy.
        """
        known = {pair[1] for pair in self.pairs if pair[0] == english.digest}
        if not english.words or not known <= set(others):
            return
        if is_copied(german, english):
            return
        # While somebody types, each draft replaces the one before; so do their pairs.
        self.pairs = [pair for pair in self.pairs if len(pair) < 3 or pair[1] != german.digest]
        self._add([english.digest, german.digest, *([1] if in_draft else [])], german)

    def confirm(self, german: Text, english: Text) -> None:
        """Pair two texts since somebody said that the English is right."""
        if english.words:
            pair = [english.digest, german.digest]
            self.pairs = [each for each in self.pairs if each[:2] != pair]
            self._add(pair, german)

    def source(self, english: Text) -> str | None:
        """Return the German text with which an English one was paired last, None if not kept."""
        latest = (pair[1] for pair in reversed(self.pairs) if pair[0] == english.digest)
        return self.texts.get(next(latest, ""))

    def forget_texts(self, english: Collection[str]) -> None:
        """Drop the German texts that belong to none of the digests ``english``."""
        latest = {pair[0]: pair[1] for pair in self.pairs if pair[0] in english}
        self.texts = {key: self.texts[key] for key in latest.values() if key in self.texts}

    def _has(self, german: str, english: str) -> bool:
        return any(pair[0] == english and pair[1] == german for pair in self.pairs)

    def _add(self, pair: list[Any], german: Text) -> None:
        self.pairs = [*self.pairs, pair][-self.kept :]
        if german.words:
            self.texts[german.digest] = german.words


def is_copied(german: Text, english: Text) -> bool:
    """Tell whether an English text is the German one, or holds a longer piece of it."""
    if german.digest == english.digest:
        return True
    own = set(german.pieces)
    return any(piece in own and len(piece.split()) >= COPIED_WORDS for piece in english.pieces)


def merged(stored: dict[str, Any], later: dict[str, Any]) -> dict[str, Any]:
    """Return what two states of an object remember together, by field."""
    found = {}
    for key in {**stored, **later}:
        one, other = Memory(stored.get(key)), Memory(later.get(key))
        one.kept = max(KEPT_AT_MOST, 2 * len(other.pairs))
        found[key] = one.merged(other).data
    return found
