"""Links: with a text that says where they lead, and to what is there in that language."""

import re
from collections.abc import Iterator

from metropol.blocks import DownloadBlock
from metropol.content_checks.facts import Address, Facts
from metropol.content_checks.findings import Finding, Level
from metropol.content_checks.markup import Link
from metropol.content_checks.texts import addresses, children, name_of, page_keys, parts
from metropol.languages import ENGLISH, GERMAN
from metropol.models import BasePage

#: Texts that say nothing where a list of links is read out (WCAG 2.4.4, Link Purpose).
VAGUE = {
    *("hier", "hier klicken", "klicken sie hier", "mehr", "mehr dazu", "mehr erfahren"),
    *("mehr infos", "mehr informationen", "weiter", "weiterlesen", "weitere informationen"),
    *("details", "link", "zum artikel", "zur seite", "siehe hier", "jetzt lesen"),
    *("here", "click here", "more", "more info", "more information", "learn more"),
    *("read more", "find out more", "see here", "this page", "this link", "continue"),
}
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)
_ORNAMENTS = ' .…!?:;,>»›→«‹[]()"“„”'


def check_links(page: BasePage, language: str, facts: Facts) -> Iterator[Finding]:
    """Yield what is wrong with the links of the page in one language."""
    for part in parts(page, language):
        if isinstance(part.block, DownloadBlock):
            document = part.struct.get("document")
            if document and document not in facts.documents:
                params = {"link": part.struct.get("label") or "–"}
                yield Finding("link-document-gone", Level.ERROR, language, part.path, params)
        for link in part.markup.links if part.markup else ():
            yield from _text(link, language, part.path)
            yield from _target(link, language, part.path, facts)
    yield from _child_links(page, language, facts)


def _text(link: Link, language: str, path: str) -> Iterator[Finding]:
    if not link.text:
        yield Finding("link-empty", Level.ERROR, language, path, {"address": link.href or "–"})
    elif _ADDRESS.fullmatch(link.text):
        yield Finding("link-address", Level.WARNING, language, path, {"link": link.text})
    elif link.text.strip(_ORNAMENTS).casefold() in VAGUE:
        yield Finding("link-vague", Level.WARNING, language, path, {"link": link.text})


def _target(link: Link, language: str, path: str, facts: Facts) -> Iterator[Finding]:
    params = {"link": link.text or link.href}
    if link.kind == "page":
        yield from _page(link.key, language, path, params, facts)
    elif link.kind == "document" and link.key not in facts.documents:
        yield Finding("link-document-gone", Level.ERROR, language, path, params)
    elif not link.kind and not link.href:
        yield Finding("link-nowhere", Level.ERROR, language, path, params)
    else:
        yield from _address(link.href, language, path, params, facts)


def _page(
    key: int, language: str, path: str, params: dict[str, str], facts: Facts
) -> Iterator[Finding]:
    target = facts.pages.get(key)
    if target is None:
        yield Finding("link-page-gone", Level.ERROR, language, path, params)
    elif not target.live:
        yield Finding("link-page-offline", Level.ERROR, language, path, params)
    elif language == ENGLISH and not target.english:
        yield Finding("link-no-english", Level.WARNING, language, path, params)


def _address(
    href: str, language: str, path: str, params: dict[str, str], facts: Facts
) -> Iterator[Finding]:
    params = {**params, "address": href}
    match facts.addresses.get(href):
        case Address.DEAD:
            yield Finding("link-dead", Level.ERROR, language, path, params)
        case Address.ADMIN:
            yield Finding("link-admin", Level.ERROR, language, path, params)
        case Address.MOVED:
            yield Finding("link-moved", Level.WARNING, language, path, params)


def _child_links(page: BasePage, language: str, facts: Facts) -> Iterator[Finding]:
    """Yield what is wrong with links that are child objects: both languages share their target.

    So a dead one is told once, with German; English may lack a target of its own.
    """
    for relation, child in children(page):
        params = {"link": name_of(child)}
        for key in page_keys(child):
            found = _page(key, language, relation, params, facts)
            yield from (
                each for each in found if language == GERMAN or each.code == "link-no-english"
            )
        if language == GERMAN:
            for address in addresses(child):
                yield from _address(address, language, relation, params, facts)
