"""Why a text is of no known layout, as far as its shape tells: an aid for the reviewer."""

import re
from typing import Final

from news.archive.dates import is_date_line
from news.archive.families.footer import cut_footer
from news.archive.families.mitteldeutschland import is_section
from news.archive.layout import Lines, blocks
from news.archive.record import Notice, notice

_LISTED: Final = re.compile(r"[^\W\d_]{2,40}: \S")


def unknown_reason(lines: Lines) -> Notice:
    """Return the reason for a text that no family matches."""
    footer = cut_footer(lines, 0)
    parts = blocks(lines[: footer.start])
    if not parts:
        return notice("only-footer")
    if len(parts) == 1 and len(parts[0]) == 1 and is_section(parts[0][0]):
        return notice("static-page" if footer.removed else "only-section")
    if len(parts) > 1 and len(parts[1]) == 1 and is_date_line(parts[1][0]):
        return notice("head-incomplete", date=parts[1][0])
    if is_date_line(parts[0][0]):
        return notice("head-incomplete", date=parts[0][0])
    if _LISTED.match(parts[0][0]):
        return notice("list-page")
    return notice("static-page" if footer.removed else "unknown-layout")
