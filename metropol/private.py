"""What keeps personal data out of logs and error reports."""

import logging
import re
from typing import Any

from django.http import HttpRequest
from django.views.debug import ExceptionReporter

#: A link's token in an address: ``?t=…``.
_TOKEN = re.compile(r"([?&]t=)[\w.:-]+")


class WithoutTokens(logging.Filter):
    """Show the tokens of links as ``…``, in the message and in what is put into it."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Let every record through, without tokens."""
        record.msg = _hidden(record.msg)
        if isinstance(record.args, tuple):
            record.args = tuple(_hidden(value) for value in record.args)
        return True


class PrivateReporter(ExceptionReporter):
    """A report of an error without the request: no form data, no address, no cookie."""

    def __init__(self, request: HttpRequest | None, *args: Any, **kwargs: Any) -> None:
        super().__init__(None, *args, **kwargs)


def _hidden(value: Any) -> Any:
    return _TOKEN.sub(r"\1…", value) if isinstance(value, str) else value
