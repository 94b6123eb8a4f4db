"""From the bytes of one file to its outcome. Pure: nothing is read or written here."""

import datetime
import hashlib
import html.entities
import re
from typing import Final

from news.archive.dates import is_date_line
from news.archive.diagnosis import unknown_reason
from news.archive.encoding import binary_kind, decode
from news.archive.families import FAMILIES, find_family
from news.archive.layout import Lines, split_lines
from news.archive.normalise import normalise
from news.archive.record import Notice, Parsed, Plain, Reading, Record, Status, notice

MAX_HEADLINE: Final = 255
"""Characters that the title field of a page takes."""
MAX_LINKS: Final = 500
NUL_SHARE: Final = 100
"""A text with more than one NUL in this many characters is no text."""
_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")


def parse_bytes(data: bytes, *, today: datetime.date) -> Parsed:
    """Read the content of one file; items dated after `today` need review.

    Never raises, whatever the bytes, and takes time in proportion to their number. The outcome
    is `OK`, `NEEDS_REVIEW` or `SKIPPED`; a record is given with `NEEDS_REVIEW` too, if the text
    could be read and only something about it is in doubt. Of several reasons for a review the
    first is the reason and the others are warnings.
    """
    return parse_plain(plain_text(data), today=today)


def plain_text(data: bytes) -> Plain:
    """Decode and normalise the content of one file, the first half of `parse_bytes`.

    Its digest tells whether the content is known; then there is no need to take it apart.
    """
    if not data:
        return _skipped(data, notice("empty"))
    if kind := binary_kind(data):
        return _skipped(data, notice("binary", kind=kind))
    decoded = decode(data)
    if decoded.text.count("\0") * NUL_SHARE > len(decoded.text):
        return _skipped(data, notice("binary", kind="NUL"))
    text, controls = normalise(decoded.text)
    if not text:
        return _skipped(data, notice("blank"))
    warnings = list(decoded.warnings)
    if controls:
        warnings.append(notice("controls-removed", count=controls))
    return Plain(decoded.reason, tuple(warnings), _digest(text.encode()), text)


def parse_plain(plain: Plain, *, today: datetime.date) -> Parsed:
    """Take a plain text apart, the second half of `parse_bytes`."""
    text = plain.text
    if plain.is_skipped:
        return Parsed(Status.SKIPPED, plain.reason, (), None, plain.digest, "")
    reading = Reading(None, plain.reason) if plain.reason else _read(split_lines(text), today)
    reasons = [reading.reason] if reading.reason else []
    reasons += _text_reasons(text)
    if reading.record:
        reasons += _record_reasons(reading.record)
    return Parsed(
        status=Status.NEEDS_REVIEW if reasons else Status.OK,
        reason=reasons[0] if reasons else None,
        warnings=(*plain.warnings, *reading.warnings, *reasons[1:]),
        record=reading.record,
        digest=plain.digest,
        text=text,
    )


def _read(lines: Lines, today: datetime.date) -> Reading:
    family = find_family(lines)
    if family is None:
        return Reading(None, unknown_reason(lines))
    if count := _further_heads(lines):
        return Reading(None, notice("two-articles", count=count + 1))
    return family.parse(lines, today)


def _further_heads(lines: Lines) -> int:
    """Count the heads of items below the first date line, which belongs to the item itself."""
    dates = [index for index, line in enumerate(lines) if is_date_line(line)]
    return sum(any(f.has_head_at(lines, index) for f in FAMILIES) for index in dates[1:])


def _text_reasons(text: str) -> list[Notice]:
    reasons: list[Notice] = []
    if count := text.count("\N{REPLACEMENT CHARACTER}"):
        reasons.append(notice("replacement-character", count=count))
    if entity := next((e for e in _ENTITY.findall(text) if _is_entity(e)), None):
        reasons.append(notice("html-entities", entity=entity))
    return reasons


def _is_entity(text: str) -> bool:
    """Tell whether `&name;` is an entity of HTML: `F&E;` is the end of a clause."""
    return text.startswith("&#") or text[1:] in html.entities.html5


def _record_reasons(record: Record) -> list[Notice]:
    reasons: list[Notice] = []
    if (length := len(record.headline)) > MAX_HEADLINE:
        reasons.append(notice("headline-too-long", length=length, limit=MAX_HEADLINE))
    if (count := len(record.links)) > MAX_LINKS:
        reasons.append(notice("too-many-links", count=count, limit=MAX_LINKS))
    return reasons


def _skipped(data: bytes, reason: Notice) -> Plain:
    return Plain(reason, (), _digest(data), "", is_skipped=True)


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
