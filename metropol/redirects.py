"""Redirects in both languages, and whether all of them lead somewhere in one hop."""

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from django.urls import Resolver404, resolve
from django.utils import translation
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Site

from metropol.languages import ENGLISH, GERMAN, current_language

#: Redirects that are followed one after the other before they count as a loop.
MAX_HOPS = 20


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with a redirect: ``chain``, ``loop`` or ``dead-end``, and where it leads."""

    redirect: Redirect
    kind: str
    target: str


def language_of(address: str) -> str:
    """Return the language in which a redirect from ``address`` leads to a page.

    That of the redirect, if it has one of its own, else the one that the address names.
    """
    path = Redirect.normalise_path(address)
    paths = {path, path.partition("?")[0]}
    if "\0" not in path and not translation.get_language_from_path(path):
        found = Redirect.objects.filter(old_path__in=paths).exclude(portal_language=None)
        if code := found.values_list("portal_language__code", flat=True).first():
            return str(code)
    return translation.get_language_from_path(path) or GERMAN


def problems() -> Iterator[Problem]:
    """Check all redirects of the site; targets on other hosts are not looked at."""
    redirects = Redirect.objects.select_related("redirect_page", "site", "portal_language")
    by_path: dict[str, Redirect] = {each.old_path: each for each in redirects}
    for redirect in by_path.values():
        kind, target = _follow(redirect, by_path)
        if kind:
            yield Problem(redirect, kind, target)


def target_of(redirect: Redirect) -> str:
    """Return where a redirect leads: a path of this site, an address elsewhere, "" for nowhere."""
    own = getattr(redirect, "portal_language", None)
    code = own.code if own else translation.get_language_from_path(redirect.old_path)
    with translation.override(code or GERMAN):
        link = redirect.link or ""
    parts = urlsplit(link)
    if parts.netloc in _own_hosts():
        link = parts.path + (f"?{parts.query}" if parts.query else "")
    return link


def is_served(path: str) -> bool:
    """Tell whether an address of this site has a live page or a view of its own."""
    code = translation.get_language_from_path(path) or GERMAN
    with translation.override(code):
        try:
            match = resolve(unquote(path.partition("?")[0].partition("#")[0]))
        except Resolver404:
            return False
        if match.url_name != "wagtail_serve":
            return True
        return _has_page(match.args[0] if match.args else match.kwargs.get("path", ""))


def _follow(redirect: Redirect, by_path: dict[str, Redirect]) -> tuple[str, str]:
    """Return what is wrong with a redirect, "" if nothing is, and where it leads."""
    first = target = target_of(redirect)
    seen = {redirect.old_path}
    for _ in range(MAX_HOPS):
        if not target:
            return "dead-end", first
        if urlsplit(target).netloc or is_served(target):
            return ("chain" if len(seen) > 1 else ""), first
        path = Redirect.normalise_path(target)
        if path in seen:
            return "loop", first
        following = by_path.get(path) or by_path.get(path.partition("?")[0])
        if following is None:
            return "dead-end", first
        seen.add(path)
        target = target_of(following)
    return "loop", first


def _own_hosts() -> set[str]:
    hosts = set()
    for site in Site.objects.all():
        hosts.add(urlsplit(site.root_url).netloc)
    return hosts


def _has_page(path: str) -> bool:
    """Tell whether a live page has this path, without the language prefix, on the default site."""
    from metropol.models import BasePage

    site = Site.objects.filter(is_default_site=True).select_related("root_page").first()
    if site is None:
        return False
    column = "url_path_en" if current_language() == ENGLISH else "url_path"
    wanted = f"{site.root_page.url_path}{path.strip('/')}/" if path.strip("/") else None
    if wanted is None:
        return bool(site.root_page.live)
    return BasePage.objects.live().filter(**{column: wanted}).exists()
