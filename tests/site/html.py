"""Read the HTML of an answer."""

from html.parser import HTMLParser

from django.http import HttpResponse


class Element:
    """One element: name, attributes, the text in it, and the language that it is in."""

    def __init__(self, name: str, attributes: dict[str, str | None], language: str = "") -> None:
        self.name, self.attributes, self.text = name, attributes, ""
        self.language = attributes.get("lang") or language

    def __getitem__(self, attribute: str) -> str | None:
        return self.attributes.get(attribute)


class Document(HTMLParser):
    """All elements of a page in order; the text of an element includes its descendants'."""

    VOID = frozenset(
        {"area", "base", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"}
    )

    def __init__(self, response: HttpResponse) -> None:
        super().__init__()
        self.elements: list[Element] = []
        #: What people read, piece by piece: the language it is said to be in, and the text.
        self.pieces: list[tuple[str, str]] = []
        #: End tags without a start.
        self.stray: list[str] = []
        self._open: list[Element] = []
        self.feed(response.content.decode())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, dict(attrs), self._open[-1].language if self._open else "")
        self.elements.append(element)
        if tag not in self.VOID:
            self._open.append(element)

    def handle_endtag(self, tag: str) -> None:
        if tag in self.VOID:  # <br/>
            return
        if tag not in {element.name for element in self._open}:
            self.stray.append(tag)
            return
        while self._open.pop().name != tag:
            pass

    def handle_data(self, data: str) -> None:
        if data.strip() and self._open and self._open[-1].name not in ("script", "style"):
            self.pieces.append((self._open[-1].language, " ".join(data.split())))
        for element in self._open:
            element.text += data

    def all(self, tag: str, /, **attributes: str) -> list[Element]:
        """Return the elements ``tag`` that have all ``attributes``."""
        return [
            element
            for element in self.elements
            if element.name == tag
            and all(element[key] == value for key, value in attributes.items())
        ]

    def one(self, tag: str, /, **attributes: str) -> Element:
        """Return the only such element."""
        found = self.all(tag, **attributes)
        assert len(found) == 1, f"{len(found)} times <{tag}> {attributes}"
        return found[0]
