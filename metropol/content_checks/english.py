"""German text that has no English beside it."""

from collections.abc import Iterator

from metropol.content_checks.facts import Facts
from metropol.content_checks.findings import Finding, Level
from metropol.content_checks.texts import children, languages, name_of
from metropol.languages import ENGLISH, GERMAN, attribute
from metropol.models import BasePage, translated_fields
from metropol.translations.units import fields_of


def check_english(page: BasePage, language: str, facts: Facts) -> Iterator[Finding]:
    """Yield each field whose English is missing; one finding for a page without any English.

    A gap is an error where the English version is online or asked for.
    """
    if language != ENGLISH:
        return
    wanted = page.english_request or (
        page.EnglishRequest.ONLINE if page.english_live else page.EnglishRequest.OFFLINE
    )
    is_wanted = wanted == page.EnglishRequest.ONLINE
    if not is_wanted and ENGLISH not in languages(page):
        yield Finding("english-none", Level.HINT, ENGLISH, attribute(page, "title", ENGLISH))
        return
    gaps = page.english_gaps()
    for field in fields_of(type(page)):
        name = attribute(page, field, ENGLISH)
        if field in gaps:
            level = Level.ERROR if is_wanted else Level.WARNING
            yield Finding("english-required", level, ENGLISH, name)
        elif getattr(page, attribute(page, field, GERMAN)) and not getattr(page, name):
            yield Finding("english-missing", Level.HINT, ENGLISH, name)
    for relation, child in children(page):
        if any(
            getattr(child, f"{field}_{GERMAN}") and not getattr(child, f"{field}_{ENGLISH}")
            for field in translated_fields(type(child))
        ):
            params = {"entry": name_of(child)}
            yield Finding("english-entry", Level.HINT, ENGLISH, relation, params)
