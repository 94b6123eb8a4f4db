"""What must hold for every page of the site; each check yields what is wrong in words."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from tests.site.crawling import Answer, Crawl, sources
from tests.site.html import Document

#: Attributes that people read or hear.
WORDS = ("alt", "title", "aria-label", "placeholder", "content")
#: Relations of ``<link>`` that a browser loads.
LOADED = {"stylesheet", "icon", "preload", "modulepreload", "manifest", "apple-touch-icon"}
#: A text of this length is found inside others; a shorter one only by itself.
LONG = 25


@dataclass(frozen=True)
class Texts:
    """What stands in one language only, by language: no page says it in the other one unmarked.

    ``names`` are the same in both.
    """

    by_language: dict[str, frozenset[str]]
    names: frozenset[str] = frozenset()

    def wrong(self, language: str, piece: str) -> str:
        """Return the known text of the other language that ``piece`` shows, "" if none."""
        for code, texts in self.by_language.items():
            if code == language or piece in self.names:
                continue
            if piece in texts:
                return piece
            if len(piece) >= LONG:
                starts = (text[: LONG * 2] for text in texts if len(text) >= LONG)
                return next((start for start in starts if start in piece), "")
        return ""


def frame(answer: Answer, crawl: Crawl, texts: Texts) -> Iterator[str]:
    """Check what every document has."""
    document, path = page_of(answer), urlsplit(answer.address).path
    code = "en" if path.startswith("/en/") else "de"
    if (said := document.one("html")["lang"]) != code:
        yield f"lang is {said}"
    if (said := answer.response.headers.get("Content-Language")) != code:
        yield f"Content-Language is {said}"
    for tag in document.stray:
        yield f"</{tag}> without a start"
    titles = [title.text.strip() for title in document.all("title") if title.text.strip()]
    if not titles:
        yield "no title"
    if (number := len(document.all("h1"))) != 1:
        yield f"{number} h1"
    elif not document.one("h1").text.strip():
        yield "empty h1"
    if (number := len(document.all("main"))) != 1:
        yield f"{number} main"
    ids = Counter(element["id"] for element in document.elements if element["id"] is not None)
    for name, number in ids.items():
        if number > 1:
            yield f"id {name} {number} times"


def languages(answer: Answer, crawl: Crawl, texts: Texts) -> Iterator[str]:
    """Check that no text of one language is said to be in the other."""
    document = page_of(answer)
    attributes = [
        (element.language, " ".join((element[name] or "").split()))
        for element in document.elements
        for name in WORDS
        if element[name] and not (element.name == "meta" and element["name"] == "viewport")
    ]
    for language, piece in [*document.pieces, *attributes]:
        if wrong := texts.wrong(language, piece):
            yield f"text of the other language in lang={language}: {wrong[:60]}"


def addresses(answer: Answer, crawl: Crawl, texts: Texts) -> Iterator[str]:
    """Check canonical address and hreflang: right, whole, and the same from the other side."""
    document = page_of(answer)
    canonical = [link["href"] or "" for link in document.all("link", rel="canonical")]
    alternates = alternates_of(document)
    if len(canonical) > 1:
        yield f"{len(canonical)} canonical addresses"
    if not is_indexed(answer):
        if alternates:
            yield "noindex and yet hreflang"
        return
    if not canonical:
        yield "neither canonical address nor noindex"
        return
    own = crawl.path_of(canonical[0])
    if not canonical[0].startswith(crawl.root_url) or own is None:
        yield f"canonical address {canonical[0]} is not this site's"
        return
    path, _mark, query = answer.address.partition("?")
    # A page number that is too high shows the last page, which has an address of its own.
    if (own != answer.address) if not query else (own.partition("?")[0] != path):
        yield f"canonical address is {own}"
    target = crawl.look(own)
    if not target.is_page or not is_indexed(target):
        yield f"canonical address {own} is no page to be listed"
    if alternates:
        yield from _translations(answer, crawl, canonical[0], alternates)


def _translations(
    answer: Answer, crawl: Crawl, canonical: str, alternates: dict[str, str]
) -> Iterator[str]:
    code = "en" if answer.address.startswith("/en/") else "de"
    if set(alternates) != {"de", "en", "x-default"}:
        yield f"hreflang names {sorted(alternates)}"
    if alternates.get(code) != canonical:
        yield f"hreflang={code} is {alternates.get(code)}"
    for language, url in alternates.items():
        target = crawl.look(crawl.path_of(url) or "/")
        if not target.is_page or not is_indexed(target):
            yield f"hreflang={language} leads to {url}, which is no page to be listed"
        elif alternates_of(page_of(target)) != alternates:
            yield f"{url} does not name the same translations"


def privacy(answer: Answer, crawl: Crawl, texts: Texts) -> Iterator[str]:
    """Check cookies, headers and that nothing comes from elsewhere."""
    document, headers = page_of(answer), answer.response.headers
    has_form = bool(document.all("input", name="csrfmiddlewaretoken"))
    if answer.response.cookies and not has_form:
        yield f"sets the cookies {', '.join(answer.response.cookies)}"
    if "cookie" in headers.get("Vary", "").lower():
        yield "varies by cookie"
    control = headers.get("Cache-Control", "")
    if not control or (has_form and "no-store" not in control):
        yield f"Cache-Control is {control!r}"
    if "no-store" not in control and "ETag" not in headers:
        yield "no ETag"
    for element in document.elements:
        loaded = list(sources(element.attributes))
        if element.name == "link" and LOADED & set((element["rel"] or "").split()):
            loaded.append(element["href"] or "")
        for url in loaded:
            if crawl.path_of(url, answer.address) is None and not url.startswith("data:"):
                yield f"<{element.name}> loads {url}"


CHECKS: list[Callable[[Answer, Crawl, Texts], Iterator[str]]] = [
    frame,
    languages,
    addresses,
    privacy,
]


def page_of(answer: Answer) -> Document:
    """Return the document of an answer that has one."""
    assert answer.document is not None
    return answer.document


def is_indexed(answer: Answer) -> bool:
    """Tell whether search engines may list a page."""
    robots = [meta["content"] or "" for meta in page_of(answer).all("meta", name="robots")]
    return "noindex" not in " ".join([*robots, answer.response.headers.get("X-Robots-Tag", "")])


def alternates_of(document: Document) -> dict[str, str]:
    """Return the addresses of a page's translations by ``hreflang``."""
    found = [link for link in document.all("link", rel="alternate") if link["hreflang"]]
    return {link["hreflang"] or "": link["href"] or "" for link in found}
