"""Words in square brackets that the set-up left for staff: “[Bitte ergänzen: …]”."""

import re
from collections.abc import Iterator

from metropol.content_checks.facts import Facts
from metropol.content_checks.findings import Finding, Level
from metropol.content_checks.texts import names, parts
from metropol.models import BasePage

#: How metropol.setup marks what only the organisation knows.
_PLACEHOLDER = re.compile(r"\[(?:Bitte ergänzen|Please complete)\b[^\]]{0,500}\]?")


def check_placeholders(page: BasePage, language: str, facts: Facts) -> Iterator[Finding]:
    """Yield each text that waits for staff to complete it."""
    for path, text in _texts(page, language):
        for found in _PLACEHOLDER.findall(text):
            yield Finding("placeholder", Level.WARNING, language, path, {"text": found})


def _texts(page: BasePage, language: str) -> Iterator[tuple[str, str]]:
    """Yield place and text of all fields and blocks of words."""
    for name in names(page, language):
        if isinstance(value := getattr(page, name), str):
            yield name, value
    for part in parts(page, language):
        if markup := part.markup:
            yield from ((part.path, chunk.text) for chunk in markup.chunks)
