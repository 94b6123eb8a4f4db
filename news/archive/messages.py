"""Notices in the language of whoever reads them."""

from typing import Any

from django.utils.translation import gettext

from news.archive.notices import CODES
from news.archive.record import Notice


def message(notice: Notice | None) -> str:
    """Return the wording of a notice in the active language; "" for none.

    One that an older version stored and that has no wording any more stands as its code.
    """
    if notice is None:
        return ""
    if notice.code not in CODES:
        return notice.code
    return gettext(CODES[notice.code]).format(**notice.params)


def as_json(notice: Notice | None) -> dict[str, Any] | None:
    """Return a notice as it is stored: without wording."""
    return {"code": notice.code, "params": dict(notice.params)} if notice else None


def stored_message(stored: dict[str, Any] | None) -> str:
    """Return the wording of a notice as it is stored; "" for none."""
    return message(Notice(stored["code"], stored["params"])) if stored else ""
