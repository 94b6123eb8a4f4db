"""The words of a field's value: what a change of makes its translation outdated.

White space and pure markup do not count: bold, a list instead of a paragraph, a text taken apart
into two blocks. The target of a link counts, and so does a chosen picture or document.
"""

import hashlib
import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from html.parser import HTMLParser
from typing import Any, NamedTuple

from wagtail import blocks
from wagtail.blocks import StreamValue

_INVISIBLE = re.compile("[\u00ad\u200b-\u200d\u2060\ufeff]")
#: Tags that part no words.
_INLINE = frozenset(
    "a abbr b code del em i ins mark q s small span strong sub sup u".split()  # noqa: SIM905
)


class Text(NamedTuple):
    """The words of a value: as one text, and in the pieces that it is made of.

    Of a text that is no longer there only the digest may be known.
    """

    words: str
    pieces: tuple[str, ...]
    known_digest: str = ""

    @property
    def digest(self) -> str:
        """Return 16 characters that stand for these words."""
        return self.known_digest or hashlib.sha256(self.words.encode()).hexdigest()[:16]

    @property
    def word_count(self) -> int:
        """Return the number of words."""
        return len(self.words.split())


EMPTY = Text("", ())


def text_of(value: Any) -> Text:
    """Return the words of a string, a StreamValue or None; without a query."""
    if not value:
        return EMPTY
    if isinstance(value, StreamValue):
        pieces = _stream_pieces(value.stream_block, value.get_prep_value())
    else:
        pieces = iter([str(value)])
    return _text(tuple(piece for piece in map(normal, pieces) if piece))


def normal(text: str) -> str:
    """Return a text with single spaces, composed letters and nothing invisible."""
    return " ".join(unicodedata.normalize("NFC", _INVISIBLE.sub("", text)).split())


def _text(pieces: tuple[str, ...]) -> Text:
    return Text(" ".join(pieces), pieces)


def _stream_pieces(block: Any, value: Any) -> Iterator[str]:
    """Yield the pieces of a block's value as it is stored."""
    if value is None or value in ("", False):
        return
    if isinstance(block, blocks.BaseStreamBlock):
        for child in value:
            if inner := block.child_blocks.get(child["type"]):
                yield from _stream_pieces(inner, child["value"])
    elif isinstance(block, blocks.ListBlock):
        for child in value:
            item = child["value"] if isinstance(child, dict) and "value" in child else child
            yield from _stream_pieces(block.child_block, item)
    elif isinstance(block, blocks.BaseStructBlock):
        for name, inner in block.child_blocks.items():
            yield from _stream_pieces(inner, value.get(name))
    elif isinstance(block, blocks.RichTextBlock):
        yield from html_pieces(str(value))
    elif isinstance(value, str):
        yield value
    else:
        # A picture, a document, a number, a tick: named, so that a difference can be read.
        yield f"[{block.name}: {value}]"


@lru_cache(maxsize=256)
def html_pieces(source: str) -> tuple[str, ...]:
    """Return the paragraphs of a rich text as plain text, with the targets of its links."""
    parser = _Words()
    parser.feed(source)
    parser.close()
    return tuple("".join(parser.parts).split("\n"))


class _Words(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []
        self.targets: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "a":
            kind = given.get("linktype")
            self.targets.append(f"{kind}: {given.get('id')}" if kind else given.get("href") or "")
        elif tag == "embed":
            self.parts.append(f"\n[{given.get('embedtype')}: {given.get('id')}]\n")
        elif tag not in _INLINE:
            self.parts.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag == "a" and self.targets:
            self.parts.append(f" [{self.targets.pop()}]")
        elif tag not in _INLINE:
            self.parts.append("\n")

    def handle_data(self, data: str) -> None:
        self.parts.append(data.replace("\n", " "))
