"""All checks of a page, one after the other."""

from collections.abc import Callable, Iterator

from metropol.content_checks.english import check_english
from metropol.content_checks.facts import Facts
from metropol.content_checks.findings import LEVELS, Finding
from metropol.content_checks.headings import check_headings
from metropol.content_checks.links import check_links
from metropol.content_checks.page_head import check_summary, check_title
from metropol.content_checks.pictures import check_pictures
from metropol.content_checks.placeholders import check_placeholders
from metropol.content_checks.readability import check_paragraphs, check_readability
from metropol.content_checks.texts import languages
from metropol.languages import CODES
from metropol.models import BasePage

CHECKS: tuple[Callable[[BasePage, str, Facts], Iterator[Finding]], ...] = (
    check_title,
    check_summary,
    check_placeholders,
    check_pictures,
    check_headings,
    check_links,
    check_readability,
    check_paragraphs,
)


def check_page(page: BasePage, facts: Facts) -> list[Finding]:
    """Return what there is to say about a page, German first, and worst first in each.

    English is checked where there is any; that there is none is a finding of its own.
    """
    found = [
        finding
        for language in languages(page)
        for check in CHECKS
        for finding in check(page, language, facts)
    ]
    found += [each for code in CODES for each in check_english(page, code, facts)]
    return sorted(found, key=lambda each: (CODES.index(each.language), LEVELS.index(each.level)))
