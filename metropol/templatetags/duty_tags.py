"""Tags for the pages that the settings name: privacy, easy language, sign language."""

from typing import Any, NamedTuple

from django import template
from django.utils import translation
from django.utils.translation import gettext, gettext_noop

from metropol import navigation
from metropol.languages import ENGLISH, GERMAN, current_language
from metropol.models import BasePage

register = template.Library()

#: How the links of the header are called, by the setting that names their page.
WAYS = {
    "easy_language_page": gettext_noop("Easy language"),
    "sign_language_page": gettext_noop("Sign language"),
}


class Way(NamedTuple):
    """A link to another way to read; ``language`` only where it is not that of the page."""

    label: str
    url: str
    language: str
    is_current: bool


@register.simple_tag(takes_context=True)
def appointed_page(context: dict[str, Any], setting: str) -> BasePage | None:
    """Return the page that ``setting`` names if visitors can read it, at no query's cost."""
    page = context.get("page")
    shown = page if isinstance(page, BasePage) else None
    return navigation.frame(context["request"], shown).appointed.get(setting)


@register.simple_tag(takes_context=True)
def ways_to_read(context: dict[str, Any]) -> list[Way]:
    """Return the links to easy language and sign language.

    One that is in German only is offered in English as what it is: by its German name, leading
    to the German page.
    """
    found = ((label, appointed_page(context, setting)) for setting, label in WAYS.items())
    return [_way(context, label, page) for label, page in found if page]


def _way(context: dict[str, Any], label: str, page: BasePage) -> Way:
    is_foreign = current_language() == ENGLISH and not page.english_live
    with translation.override(GERMAN if is_foreign else current_language()):
        url = page.get_url(context["request"]) or ""
        name = gettext(label)
    shown = context.get("page")
    is_current = isinstance(shown, BasePage) and shown.pk == page.pk
    return Way(name, url, GERMAN if is_foreign else "", is_current)
