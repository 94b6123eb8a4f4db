"""Rules that every page type keeps, as system checks: a new type is checked without being asked."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.apps import AppConfig
from django.core.checks import CheckMessage, Error, register
from django.template import TemplateDoesNotExist
from django.template.loader import get_template
from wagtail.admin.panels import FieldPanel, get_edit_handler
from wagtail.models import get_page_models

from metropol.models import BasePage, TranslatedPage, translated_fields


@register()
def check_page_types(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[CheckMessage]:
    """Return an error for each rule that a page type breaks."""
    models = [model for model in get_page_models() if model is not BasePage]
    return [error for model in models for error in page_type_errors(model)]


def page_type_errors(model: type[Any]) -> Iterator[CheckMessage]:
    """Yield what is wrong with one page type."""
    if not issubclass(model, TranslatedPage):
        yield Error(
            "The page type does not inherit from TranslatedPage.", obj=model, id="metropol.E001"
        )
        return
    fields = translated_fields(model)
    if not fields:
        yield Error("No field is registered for translation.", obj=model, id="metropol.E002")
    for rule in ("parent_page_types", "subpage_types"):
        if rule not in vars(model):
            yield Error(f"{rule} is not stated.", obj=model, id="metropol.E003")
    try:
        get_template(model.template)
    except TemplateDoesNotExist:
        yield Error(f"The template {model.template} is missing.", obj=model, id="metropol.E004")
    bare = set(fields)
    for name in sorted(bare & set(_panel_fields(model))):
        yield Error(
            f"A panel names the bare field “{name}”, which means another language for each user.",
            hint=f"Use metropol.panels.translated({name!r}).",
            obj=model,
            id="metropol.E005",
        )
    for name in sorted(bare & {field.field_name for field in model.search_fields}):
        yield Error(
            f"A search field names the bare field “{name}”: it would index the active language.",
            hint=f"Name {name}_de and {name}_en.",
            obj=model,
            id="metropol.E006",
        )


def _panel_fields(model: type[Any]) -> Iterator[str]:
    """Yield the names of all fields in the edit form of ``model``."""
    pending = [get_edit_handler(model)]
    while pending:
        panel = pending.pop()
        pending += getattr(panel, "children", [])
        if isinstance(panel, FieldPanel):
            yield panel.field_name
