"""HTML that is read elsewhere: absolute addresses, no classes, plain pictures."""

import re
from html import escape
from html.parser import HTMLParser
from typing import ClassVar
from urllib.parse import urljoin

Attributes = list[tuple[str, str | None]]


class _Portable(HTMLParser):
    """Writes anew what it reads."""

    #: Elements that choose among files; readers get the picture itself.
    DROPPED: ClassVar[frozenset[str]] = frozenset({"picture", "source"})
    KEPT: ClassVar[frozenset[str]] = frozenset(
        {"href", "src", "srcset", "alt", "width", "height", "lang", "datetime"}
    )

    def __init__(self, base: str) -> None:
        super().__init__(convert_charrefs=False)
        self.base, self.parts = base, list[str]()

    def handle_starttag(self, tag: str, attrs: Attributes) -> None:
        """Write a tag with the attributes that mean something elsewhere."""
        if tag not in self.DROPPED:
            kept = ((name, self._absolute(name, value or "")) for name, value in attrs)
            written = "".join(f' {name}="{escape(v)}"' for name, v in kept if name in self.KEPT)
            self.parts.append(f"<{tag}{written}>")

    def handle_startendtag(self, tag: str, attrs: Attributes) -> None:
        """Write an empty tag."""
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        """Write the end of what was written."""
        if tag not in self.DROPPED:
            self.parts.append(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        """Write text as it is."""
        self.parts.append(data)

    def handle_entityref(self, name: str) -> None:
        """Write a named character as it is."""
        self.parts.append(f"&{name};")

    def handle_charref(self, name: str) -> None:
        """Write a numbered character as it is."""
        self.parts.append(f"&#{name};")

    def _absolute(self, name: str, value: str) -> str:
        if name in ("href", "src"):
            return absolute(self.base, value)
        if name == "srcset":
            return ", ".join(absolute(self.base, each.strip()) for each in value.split(","))
        return value


def absolute(base: str, address: str) -> str:
    """Return ``address`` as seen from ``base``; what is no address stays as it is."""
    try:
        return urljoin(base, address)
    except ValueError:
        return address


def portable(html: str, base: str) -> str:
    """Return ``html`` of the page at ``base`` (a full address) for readers elsewhere."""
    parser = _Portable(base)
    parser.feed(html)
    parser.close()
    # Not a non-breaking space, which says something.
    return re.sub(r"[ \t\r\n]+", " ", "".join(parser.parts)).strip()
