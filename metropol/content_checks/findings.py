"""A finding: what a check has to say about one place of a page, not yet in words."""

from dataclasses import dataclass, field
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _


class Level(models.TextChoices):
    """How much a finding matters, worst first."""

    ERROR = "error", _("Error")
    WARNING = "warning", _("Warning")
    HINT = "hint", _("Hint")


#: Levels in their order, worst first.
LEVELS = tuple(Level)


@dataclass(frozen=True, slots=True)
class Finding:
    """What was found, worded when it is shown (metropol.content_checks.wording).

    ``path`` is where in the form it is, as Wagtail names places: ``body_de`` or
    ``body_de.<block>``. ``params`` can be stored as JSON.
    """

    code: str
    level: Level
    language: str
    path: str
    params: dict[str, Any] = field(default_factory=dict)

    @property
    def field(self) -> str:
        """Return the field, or the relation of child objects, that ``path`` begins with."""
        return field_of(self.path)


def field_of(path: str) -> str:
    """Return the field that a place in the form is in."""
    return path.partition(".")[0]
