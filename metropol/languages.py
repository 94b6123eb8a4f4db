"""The two languages of the portal and the one rule by which a text is chosen.

German is the base and always there; English comes on top. There is no silent
fallback: whoever asks for a text also learns in which language it is.
"""

import re
from collections.abc import Callable
from itertools import chain, count
from typing import Any, NamedTuple

from django.db import models
from django.utils import translation
from django.utils.text import slugify

GERMAN = "de"
ENGLISH = "en"
CODES = (GERMAN, ENGLISH)
#: Each language in its own words, as a switch shows it (WCAG 3.1.2).
NAMES = {GERMAN: "Deutsch", ENGLISH: "English"}

_TRANSLITERATION = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "ẞ": "SS"}
    | dict.fromkeys("/–—_.", "-")
)


class LocalizedValue(NamedTuple):
    """A value together with the language it is in.

    ``is_fallback`` is true where another language was asked for, so that a template
    can mark the text with ``lang`` (WCAG 3.1.2, Language of Parts).
    """

    value: Any
    language: str
    is_fallback: bool


def current_language() -> str:
    """Return the active language as ``"de"`` or ``"en"``; anything else counts as German."""
    return ENGLISH if (translation.get_language() or "").startswith(ENGLISH) else GERMAN


def other_language(code: str) -> str:
    """Return the language that ``code`` is not."""
    return GERMAN if code == ENGLISH else ENGLISH


def attribute(instance: models.Model, field: str, language: str) -> str:
    """Return the name of the attribute that holds ``field`` of ``instance`` in ``language``.

    Fields registered with modeltranslation are ``lead_de`` and ``lead_en``; Wagtail's own
    columns are ``title`` (always German) and ``title_en``.
    """
    suffixed = f"{field}_{language}"
    return suffixed if language == ENGLISH or hasattr(instance, suffixed) else field


def localized(instance: models.Model, field: str, language: str | None = None) -> LocalizedValue:
    """Return ``field`` of ``instance`` in ``language`` (default: the active one).

    An object with an ``english_live`` flag has no English for visitors unless it is set; an
    empty English value falls back to German, and says so.
    """
    language = language or current_language()
    if language == ENGLISH and getattr(instance, "english_live", True):
        value = getattr(instance, attribute(instance, field, ENGLISH))
        if value:
            return LocalizedValue(value, ENGLISH, is_fallback=False)
    value = getattr(instance, attribute(instance, field, GERMAN))
    value = "" if value is None else value
    # An empty text is in no language, so it needs no mark either.
    return LocalizedValue(value, GERMAN, is_fallback=language == ENGLISH and bool(value))


def portal_slug(text: str, max_length: int = 255) -> str:
    """Return an ASCII slug of ``text``: umlauts as ae, oe, ue and ss, cut at a word's end.

    Returns an empty string where nothing of the text can stand in a slug.
    """
    slug = slugify(text.translate(_TRANSLITERATION))
    if len(slug) <= max_length:
        return slug
    return re.sub(r"-[^-]*$", "", slug[:max_length]) or slug[:max_length]


def first_free(base: str, is_taken: Callable[[str], bool]) -> str:
    """Return ``base``, or the first of ``base-2``, ``base-3``, … that is not taken."""
    numbered = (f"{base}-{number}" for number in count(2))
    return next(slug for slug in chain([base], numbered) if not is_taken(slug))
