"""What the checks must know of other objects, looked up for many pages at once."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from django.urls import reverse
from wagtail.contrib.redirects.models import Redirect
from wagtail.documents import get_document_model
from wagtail.images import get_image_model

from metropol.blocks import DownloadBlock, PictureBlock
from metropol.content_checks.texts import (
    Part,
    addresses,
    children,
    page_keys,
    parts,
    pictures,
)
from metropol.languages import CODES
from metropol.models import BasePage
from metropol.redirects import is_served, old_path, own_hosts


class Address(StrEnum):
    """What a plain address of this site leads to."""

    SERVED = "served"
    MOVED = "moved"
    DEAD = "dead"
    ADMIN = "admin"


class PageFact(NamedTuple):
    """What must be known of a page to judge a link to it; its title may name somebody."""

    live: bool
    english: bool


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of the objects that pages name; what is not in it is gone.

    ``addresses`` has only those of this site.
    """

    pages: dict[int, PageFact] = field(default_factory=dict)
    documents: frozenset[int] = frozenset()
    images: dict[int, Any] = field(default_factory=dict)
    addresses: dict[str, Address] = field(default_factory=dict)


def facts_about(pages: Iterable[BasePage], known: dict[str, Address] | None = None) -> Facts:
    """Look up what ``pages`` name: one query for each kind of object.

    Plain addresses of this site, which are rare, take some queries each; those in ``known`` are
    not looked at again, and new ones are added to it.
    """
    wanted: dict[str, set[Any]] = {"page": set(), "document": set(), "image": set(), "href": set()}
    for page in pages:
        for kind, key in _named(page):
            wanted[kind].add(key)
    known = {} if known is None else known
    known |= _judged(wanted["href"] - known.keys())
    rows = (
        BasePage.objects.filter(pk__in=wanted["page"])
        if wanted["page"]
        else BasePage.objects.none()
    )
    return Facts(
        {
            row["pk"]: PageFact(row["live"], row["english_live"])
            for row in rows.values("pk", "live", "english_live")
        },
        frozenset(
            get_document_model()
            .objects.filter(pk__in=wanted["document"])
            .values_list("pk", flat=True)
        )
        if wanted["document"]
        else frozenset(),
        get_image_model().objects.in_bulk(wanted["image"]),
        {href: known[href] for href in wanted["href"] if href in known},
    )


def _named(page: BasePage) -> Iterator[tuple[str, Any]]:
    """Yield kind and key of all that a page names."""
    for _field, key in pictures(page):
        yield "image", key
    for _relation, child in children(page):
        yield from (("page", key) for key in page_keys(child))
        yield from (("href", address) for address in addresses(child))
    for code in CODES:
        for part in parts(page, code):
            yield from _named_by(part)


def _named_by(part: Part) -> Iterator[tuple[str, Any]]:
    if isinstance(part.block, PictureBlock) and part.struct.get("image"):
        yield "image", part.struct["image"]
    elif isinstance(part.block, DownloadBlock) and part.struct.get("document"):
        yield "document", part.struct["document"]
    elif markup := part.markup:
        for link in markup.links:
            if link.kind in ("page", "document") and link.key:
                yield link.kind, link.key
            elif link.href:
                yield "href", link.href


def _judged(hrefs: set[str]) -> dict[str, Address]:
    """Return what the addresses lead to; those of other sites are left out."""
    if not hrefs:
        return {}
    hosts = own_hosts()
    judged = {}
    unknown = {}
    for href in hrefs:
        path = own_path(href, hosts)
        if path is None:
            continue
        if path.startswith(reverse("wagtailadmin_home")):
            judged[href] = Address.ADMIN
        elif path and is_served(path):
            judged[href] = Address.SERVED
        else:
            unknown[href] = path
    return judged | _redirected(unknown)


def own_path(href: str, hosts: set[str]) -> str | None:
    """Return the path of an address of this site, "" for one that is none, None for others.

    ``example.org`` without a scheme would lead to a page of that name on this site.
    """
    try:
        parts_of = urlsplit(href)
    except ValueError:
        return ""
    if parts_of.netloc:
        is_own = parts_of.netloc.lower() in hosts and parts_of.scheme in ("", "http", "https")
        return _with_query(parts_of.path or "/", parts_of.query) if is_own else None
    if parts_of.scheme or not (parts_of.path or parts_of.query):
        return None
    return _with_query(parts_of.path, parts_of.query) if parts_of.path.startswith("/") else ""


def _with_query(path: str, query: str) -> str:
    return f"{path}?{query}" if query else path


def _redirected(paths: dict[str, str]) -> dict[str, Address]:
    """Return for addresses where nothing answers whether a redirect, or a slash, leads on."""
    places = {href: _places(path) for href, path in paths.items()}
    every = {place for each in places.values() for place in each}
    known = Redirect.objects.filter(old_path__in=every) if every else Redirect.objects.none()
    found = set(known.values_list("old_path", flat=True))
    return {
        href: Address.MOVED
        if found.intersection(places[href]) or _lacks_slash(path)
        else Address.DEAD
        for href, path in paths.items()
    }


def _places(path: str) -> set[str]:
    try:
        place = old_path(path) if path else ""
    except ValueError:
        return set()
    return {place, place.partition("?")[0]} - {""}


def _lacks_slash(path: str) -> bool:
    bare, mark, query = path.partition("?")
    return bool(bare) and not bare.endswith("/") and is_served(f"{bare}/{mark}{query}")
