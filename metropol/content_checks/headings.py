"""Headings: in their place, with a text of their own below them, and no other text posing as one.

There is one level of headings within a text, so none can be skipped.
"""

from collections.abc import Iterator
from itertools import pairwise

from metropol.blocks import HeadingBlock
from metropol.content_checks.facts import Facts
from metropol.content_checks.findings import Finding, Level
from metropol.content_checks.markup import HEADINGS, plain
from metropol.content_checks.texts import Part, bodies
from metropol.models import BasePage

#: A bold paragraph up to this length reads as a heading; a longer one is emphasis.
POSING = 100


def check_headings(page: BasePage, language: str, facts: Facts) -> Iterator[Finding]:
    """Yield what is wrong with the headings of the page's bodies."""
    for body in bodies(page, language):
        shown = [part for part in body if part.is_shown or part.is_heading]
        yield from _order(shown, language)
        for part in shown:
            yield from _posing(part, language)


def _order(body: list[Part], language: str) -> Iterator[Finding]:
    seen = set()
    for part, following in pairwise([*body, None]):
        if part is None or not isinstance(part.block, HeadingBlock):
            continue
        text = plain(part.value or "")
        if not text:
            yield Finding("heading-empty", Level.ERROR, language, part.path)
            continue
        params = {"heading": text}
        if text.casefold() in seen:
            yield Finding("heading-twice", Level.WARNING, language, part.path, params)
        seen.add(text.casefold())
        if following is None:
            yield Finding("heading-last", Level.WARNING, language, part.path, params)
        elif following.is_heading:
            yield Finding("heading-without-text", Level.WARNING, language, part.path, params)


def _posing(part: Part, language: str) -> Iterator[Finding]:
    for chunk in part.markup.chunks if part.markup else ():
        params = {"heading": chunk.text[:POSING]}
        if chunk.tag in HEADINGS:
            yield Finding("heading-in-text", Level.WARNING, language, part.path, params)
        elif (
            chunk.tag == "p"
            and chunk.bold
            and len(chunk.text) <= POSING
            and not chunk.text.endswith((".", "!", "…"))
        ):
            yield Finding("heading-bold", Level.WARNING, language, part.path, params)
