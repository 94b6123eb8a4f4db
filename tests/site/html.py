"""Read the HTML of an answer."""

from html.parser import HTMLParser

from django.http import HttpResponse


class Element:
    """One element: name, attributes, and the text in it."""

    def __init__(self, name: str, attributes: dict[str, str | None]) -> None:
        self.name, self.attributes, self.text = name, attributes, ""

    def __getitem__(self, attribute: str) -> str | None:
        return self.attributes.get(attribute)


class Document(HTMLParser):
    """All elements of a page in order; the text of an element includes its descendants'."""

    VOID = frozenset({"br", "img", "input", "link", "meta", "source", "hr"})

    def __init__(self, response: HttpResponse) -> None:
        super().__init__()
        self.elements: list[Element] = []
        self._open: list[Element] = []
        self.feed(response.content.decode())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, dict(attrs))
        self.elements.append(element)
        if tag not in self.VOID:
            self._open.append(element)

    def handle_endtag(self, tag: str) -> None:
        while self._open and self._open.pop().name != tag:
            pass

    def handle_data(self, data: str) -> None:
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
