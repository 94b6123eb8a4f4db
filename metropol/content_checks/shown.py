"""Findings as the admin shows them: in words, with the field and the way to it."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.utils.text import capfirst

from metropol.content_checks import wording
from metropol.content_checks.findings import Finding, Level, field_of
from metropol.models import BasePage, ContentFinding


@dataclass(frozen=True, slots=True)
class Shown:
    """A finding in the active language; ``anchor`` leads to its place in the edit form."""

    code: str
    level: Level
    language: str
    kind: str
    text: str
    advice: str
    field: str
    anchor: str
    selector: str
    examples: tuple[str, ...]

    @property
    def level_label(self) -> str:
        """Return the level in words."""
        return str(self.level.label)

    @property
    def language_label(self) -> str:
        """Return the language in words."""
        return str(dict(settings.LANGUAGES)[self.language])


def shown(finding: Finding | ContentFinding, model: type[models.Model]) -> Shown:
    """Put a finding about a page of type ``model`` into words."""
    return Shown(
        code=finding.code,
        level=Level(finding.level),
        language=finding.language,
        kind=wording.kind(finding.code),
        text=wording.text(finding.code, finding.params),
        advice=wording.advice(finding.code),
        field=label(model, field_of(finding.path)),
        # Wagtail's own way to name places in a form; it opens the tab too.
        anchor=f"#:w:contentpath={finding.path}",
        selector=" ".join(f"[data-contentpath='{part}']" for part in finding.path.split(".")),
        examples=tuple(finding.params.get("sentences", ())),
    )


def label(model: type[models.Model], name: str) -> str:
    """Return what the form calls a field or a relation; its name where a type has it no more."""
    try:
        field: Any = model._meta.get_field(name)
    except FieldDoesNotExist:
        return name
    named = getattr(field, "verbose_name", None) or field.related_model._meta.verbose_name_plural
    return capfirst(str(named))


def is_in_form(finding: Finding, form: Any) -> bool:
    """Tell whether a form lets its user edit the field of a finding: else no link leads there."""
    if form is None or finding.field in form.fields:
        return True
    return finding.field in getattr(form, "formsets", {})


def model_of(page: BasePage) -> type[BasePage]:
    """Return the type of a page that was loaded without it."""
    return page.specific_class or BasePage
