"""Checks of what staff write for machines in the settings."""

import re
from typing import Final

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator, validate_email
from django.utils.translation import gettext as _

#: Fields of robots.txt (RFC 9309, and what large search engines read beside it).
ROBOTS_FIELDS: Final = frozenset({"user-agent", "allow", "disallow", "crawl-delay", "sitemap"})
_ROBOTS_LINE = re.compile(r"([A-Za-z-]+)\s*:\s*(\S.*)?\Z")


def validate_https(value: str) -> None:
    """Raise ValidationError unless ``value`` is an ``https://`` address (RFC 9116, 2.5)."""
    URLValidator(schemes=["https"], message=_("Write an address that starts with https://."))(value)


def validate_contact(value: str) -> None:
    """Raise ValidationError unless ``value`` is a mail address or an ``https://`` address."""
    if "://" in value:
        validate_https(value)
    else:
        validate_email(value)


def validate_robots(value: str) -> None:
    """Raise ValidationError with the first line that robots.txt cannot have.

    Empty lines and comments (``# …``) may stand anywhere.
    """
    for number, line in enumerate(value.splitlines(), start=1):
        text = line.partition("#")[0].strip()
        found = _ROBOTS_LINE.match(text)
        is_known = not text or (found is not None and found[1].lower() in ROBOTS_FIELDS)
        if not is_known or not line.isprintable():
            message = _(
                "Line %(number)d is none of robots.txt. A line looks like this: Disallow: /path/"
            )
            raise ValidationError(message % {"number": number})
