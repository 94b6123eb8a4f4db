"""Walk a site as a search engine does: every internal link from a first address on."""

from collections import Counter, deque
from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import parse_qsl, unquote, urljoin, urlsplit

from django.conf import settings
from django.contrib.staticfiles import finders
from django.core.files.storage import default_storage
from django.http import HttpResponse
from django.test import Client

from tests.site.html import Document

#: How many addresses of one path with the same parameters are visited, by how many parameters.
VISITED = {0: 1, 1: 3, 2: 1}


class Problem(NamedTuple):
    """What is wrong at an address."""

    address: str
    text: str

    def __str__(self) -> str:
        return f"{self.address}: {self.text}"


class Answer(NamedTuple):
    """What the site answered at an address; ``document`` is None for what is no HTML."""

    address: str
    response: HttpResponse
    document: Document | None

    @property
    def is_page(self) -> bool:
        """Tell whether it is a page that people read."""
        return self.document is not None and self.response.status_code == 200


class Crawl:
    """All that was found; ``answers`` by address, paths with their query.

    Of lists with parameters a few addresses of each kind are visited, so that filters and
    paging are covered and their combinations end.
    """

    def __init__(self, client: Client, root_url: str) -> None:
        self.client, self.root_url = client, root_url
        self.answers: dict[str, Answer] = {}
        self.problems: list[Problem] = []
        self._kinds: Counter[tuple[str, frozenset[str]]] = Counter()
        self._waiting: deque[tuple[str, str]] = deque()
        self._fragments: set[tuple[str, str, str]] = set()

    def walk(self, *starts: str) -> None:
        """Visit these addresses and all that they lead to."""
        self._waiting.extend((start, "") for start in starts)
        while self._waiting:
            address, source = self._waiting.popleft()
            if self._is_new(address):
                self._visit(address, source)
        for source, address, fragment in sorted(self._fragments):
            target = self.answers.get(address)
            ids = {element["id"] for element in target.document.elements} if _html(target) else ()
            if _html(target) and fragment not in ids:
                self.problems.append(Problem(source, f"dead fragment {address}#{fragment}"))

    def look(self, address: str) -> Answer:
        """Visit an address, whatever leads there, and return the answer."""
        if address not in self.answers:
            self._visit(address, "")
        return self.answers[address]

    def path_of(self, url: str, base: str = "/") -> str | None:
        """Return the path and query of a URL of this site; None for all others."""
        full = urlsplit(urljoin(f"{self.root_url}{base}", url))
        if f"{full.scheme}://{full.netloc}" != self.root_url:
            return None
        return (full.path or "/") + (f"?{full.query}" if full.query else "")

    def _is_new(self, address: str) -> bool:
        if address in self.answers:
            return False
        path, _mark, query = address.partition("?")
        names = frozenset(name for name, _value in parse_qsl(query, keep_blank_values=True))
        self._kinds[path, names] += 1
        return self._kinds[path, names] <= VISITED.get(len(names), 1)

    def _visit(self, address: str, source: str) -> None:
        if address.startswith((settings.STATIC_URL, settings.MEDIA_URL)):
            if not _is_file(address):
                self.problems.append(Problem(source, f"there is no file {address}"))
            return
        self.client.cookies.clear()
        response = self.client.get(address)
        is_html = response["Content-Type"].startswith("text/html")
        document = Document(response) if is_html and not response.streaming else None
        answer = self.answers[address] = Answer(address, response, document)
        if response.status_code != 200 and (source or response.status_code >= 400):
            target = response.headers.get("Location", "")
            found = f"leads to {address}, which is {response.status_code} {target}".rstrip()
            self.problems.append(Problem(source or address, found))
        if response.status_code in (301, 302):
            self._waiting.append((self.path_of(response["Location"]) or "/", ""))
        if answer.is_page:
            self._waiting.extend((link, address) for link in self._links(answer))

    def _links(self, answer: Answer) -> Iterator[str]:
        """Yield the addresses of this site that a page links to, files of pictures included."""
        for url in links(answer.document):
            bare, _mark, fragment = url.partition("#")
            path = self.path_of(bare, answer.address) if bare else answer.address
            if path is None:
                continue
            if fragment:
                self._fragments.add((answer.address, path, unquote(fragment)))
            yield path


def links(document: Document) -> Iterator[str]:
    """Yield all that a page leads to: links, forms that ask, feeds, pictures, styles."""
    for element in document.elements:
        if element.name in ("a", "link", "area") and (href := element["href"]) is not None:
            yield href
        if element.name == "form" and (element["method"] or "get").lower() == "get":
            yield (element["action"] or "").partition("?")[0]
        yield from sources(element.attributes)


def sources(attributes: dict[str, str | None]) -> Iterator[str]:
    """Yield what the attributes of an element make a browser load."""
    for name in ("src", "poster", "data"):
        if attributes.get(name):
            yield attributes[name] or ""
    for candidate in (attributes.get("srcset") or "").split(","):
        if candidate.strip():
            yield candidate.split()[0]


def _html(answer: Answer | None) -> bool:
    return answer is not None and answer.document is not None


def _is_file(address: str) -> bool:
    path = unquote(urlsplit(address).path)
    if path.startswith(settings.STATIC_URL):
        return finders.find(path.removeprefix(settings.STATIC_URL)) is not None
    return default_storage.exists(path.removeprefix(settings.MEDIA_URL))
