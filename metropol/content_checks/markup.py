"""Rich text taken apart: its paragraphs and its links."""

import re
from dataclasses import dataclass, field
from functools import lru_cache
from html.parser import HTMLParser

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_CHUNKS = ("p", "li", "blockquote", *HEADINGS)
_BOLD = ("b", "strong")
_SPACE = re.compile(r"\s+")


@dataclass(slots=True)
class Chunk:
    """A paragraph, an entry of a list or a heading; ``bold`` if all of it is."""

    tag: str
    text: str = ""
    bold: bool = True


@dataclass(slots=True)
class Link:
    """A link with its attributes as they are stored: ``linktype`` and ``id``, or ``href``."""

    attributes: dict[str, str]
    text: str = ""

    @property
    def href(self) -> str:
        """Return the address of a link that names no object, else nothing."""
        return "" if self.kind else self.attributes.get("href", "").strip()

    @property
    def kind(self) -> str:
        """Return ``"page"`` or ``"document"`` where the link names an object, else nothing."""
        return self.attributes.get("linktype", "")

    @property
    def key(self) -> int:
        """Return the key of the object; 0 where there is none that could be one."""
        key = self.attributes.get("id", "")
        return int(key) if key.isdecimal() else 0


@dataclass(slots=True)
class Markup:
    """The parts of a rich text, in their order."""

    chunks: list[Chunk] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)


@lru_cache(maxsize=512)
def parse(html: str) -> Markup:
    """Return the parts of a rich text as it is stored; broken HTML is read as far as it goes."""
    parser = _Parser()
    parser.feed(html)
    parser.close()
    markup = parser.markup
    for chunk in markup.chunks:
        chunk.text = plain(chunk.text)
    for link in markup.links:
        link.text = plain(link.text)
    markup.chunks = [chunk for chunk in markup.chunks if chunk.text]
    return markup


def plain(text: str) -> str:
    """Return ``text`` with single spaces, without soft hyphens."""
    return _SPACE.sub(" ", text.replace("\u00ad", "")).strip()


class _Parser(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.markup = Markup()
        self.depth_of_bold = 0
        self.open_links: list[Link] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if tag in _CHUNKS:
            self.markup.chunks.append(Chunk(tag))
        elif tag in _BOLD:
            self.depth_of_bold += 1
        elif tag == "br":
            self.handle_data(" ")
        elif tag == "a":
            self.open_links.append(Link(values))
            self.markup.links.append(self.open_links[-1])
        elif tag in ("img", "embed") and self.open_links:
            self.open_links[-1].text += values.get("alt", "")

    def handle_endtag(self, tag: str) -> None:
        if tag in _BOLD:
            self.depth_of_bold = max(0, self.depth_of_bold - 1)
        elif tag == "a" and self.open_links:
            self.open_links.pop()
        elif tag in _CHUNKS:
            self.markup.chunks.append(Chunk("p"))

    def handle_data(self, data: str) -> None:
        if not self.markup.chunks:
            self.markup.chunks.append(Chunk("p"))
        chunk = self.markup.chunks[-1]
        chunk.text += data
        chunk.bold = chunk.bold and (self.depth_of_bold > 0 or not data.strip())
        for link in self.open_links:
            link.text += data
