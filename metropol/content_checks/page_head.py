"""What search engines and browser tabs show of a page: title tag and description."""

from collections.abc import Iterator

from metropol.content_checks.facts import Facts
from metropol.content_checks.findings import Finding, Level
from metropol.content_checks.markup import plain
from metropol.content_checks.texts import languages
from metropol.languages import attribute
from metropol.models import BasePage

#: Search engines cut titles by width, not by number: Google at about 600 pixels, which Moz
#: measured to be 50 to 60 characters of ordinary text. German words are wide, so from 60 on a
#: title may be cut, and from 70 on it will be.
TITLE_MAY_BE_CUT = 60
TITLE_IS_CUT = 70
#: The fields of which the first with a text is the description (components/head.html).
SUMMARIES = ("search_description", "lead", "quote")


def check_title(page: BasePage, language: str, facts: Facts) -> Iterator[Finding]:
    """Yield a finding if the title tag is too long; the name of the site comes after it."""
    for field in ("seo_title", "title"):
        name = attribute(page, field, language)
        if title := plain(getattr(page, name) or ""):
            if len(title) > TITLE_MAY_BE_CUT:
                level = Level.WARNING if len(title) > TITLE_IS_CUT else Level.HINT
                params = {"length": len(title), "limit": TITLE_MAY_BE_CUT}
                yield Finding("title-long", level, language, name, params)
            return


def check_summary(page: BasePage, language: str, facts: Facts) -> Iterator[Finding]:
    """Yield a finding if the page has neither a meta description nor a lead."""
    fields = [
        name for field in SUMMARIES if hasattr(page, name := attribute(page, field, language))
    ]
    if language in languages(page) and not any(getattr(page, name) for name in fields):
        # Where a lead can be written, it serves visitors too.
        yield Finding("no-summary", Level.WARNING, language, fields[-1])
