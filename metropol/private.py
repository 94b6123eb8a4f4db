"""What keeps personal data out of logs and error reports."""

import logging
import re
from typing import Any

from django.http import HttpRequest
from django.utils.safestring import SafeString, mark_safe
from django.views.debug import ExceptionReporter

#: A link's token in an address (``?t=…``, ``/de/vorschau/…/``), the key of a portrait (``?s=…``),
#: a mail address.
_PRIVATE = re.compile(
    r"(?P<name>[?&][ts]=)[^\s&#\"'<>]+ |"
    r"(?P<path>/(?:de/vorschau|en/preview)/)[^\s/?#\"'<>]+ |"
    r" [\w.!#$%&'*+/=?^`{|}~-]+ (?:@|%40) [\w-]+ (?:\.[\w-]+)+",
    re.VERBOSE,
)
_FORMATTER = logging.Formatter()


class WithoutTokens(logging.Filter):
    """Show the tokens of links and mail addresses as ``…``, also in the text of an exception."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Let every record through, without what is private."""
        try:
            text = record.getMessage()
        except (TypeError, ValueError, KeyError):  # values that do not fit the text
            text = str(record.msg)
        record.msg, record.args = _hidden(text), None
        if record.exc_info:
            record.exc_text = _FORMATTER.formatException(record.exc_info)
        record.exc_text = record.exc_text and _hidden(record.exc_text)
        return True


class PrivateReporter(ExceptionReporter):
    """A report of an error without the request and without the values of variables.

    So it has no form data, no address, no cookie.
    """

    def __init__(self, request: HttpRequest | None, *args: Any, **kwargs: Any) -> None:
        super().__init__(None, *args, **kwargs)

    def get_traceback_frames(self) -> list[dict[str, Any]]:
        """Return the lines of code alone: also the request is a variable somewhere."""
        return [frame | {"vars": []} for frame in super().get_traceback_frames()]

    def get_traceback_html(self) -> SafeString:
        """Return the report as HTML."""
        return mark_safe(_hidden(super().get_traceback_html()))  # noqa: S308 - escaped before

    def get_traceback_text(self) -> SafeString:
        """Return the report as text."""
        return mark_safe(_hidden(super().get_traceback_text()))  # noqa: S308 - plain text


def nameless_client(*about: Any) -> str:
    """Return how the log calls whoever fails to log in: no address, no name, no browser."""
    return "somebody"


def _hidden(text: str) -> str:
    return _PRIVATE.sub(lambda found: f"{found['name'] or found['path'] or ''}…", text)
