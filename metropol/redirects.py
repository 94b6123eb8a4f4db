"""Redirects in both languages, and whether all of them lead somewhere in one hop."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import batched
from typing import Final
from urllib.parse import unquote, unquote_to_bytes, urlparse, urlsplit

from django.conf import settings
from django.contrib.staticfiles import finders
from django.core.exceptions import SuspiciousOperation
from django.core.files.storage import default_storage
from django.db.models import F
from django.http import HttpRequest
from django.urls import Resolver404, ResolverMatch, resolve
from django.utils import translation
from django.utils.encoding import escape_uri_path, iri_to_uri, repercent_broken_unicode
from wagtail.contrib.redirects.models import Redirect
from wagtail.coreutils import get_dummy_request
from wagtail.documents import get_document_model
from wagtail.models import Site

from metropol.languages import ENGLISH, GERMAN, current_language
from metropol.models.redirects import RedirectLanguage

#: Redirects that are followed one after the other before they count as a loop.
MAX_HOPS = 20
#: Values in one query: databases have limits.
BATCH: Final = 10_000


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with a redirect: ``chain``, ``loop`` or ``dead-end``, and where it leads."""

    redirect: Redirect
    kind: str
    target: str


def old_path(address: str) -> str:
    """Return ``address`` as a redirect from it is stored, so that requests for it are found.

    Raises ValueError for what is not the address of a page.
    """
    parts = urlsplit(address.strip())
    if parts.scheme not in ("", "http", "https") or "\0" in address:
        raise ValueError(address)
    path = repercent_broken_unicode(unquote_to_bytes(parts.path)).decode()
    query = f"?{iri_to_uri(parts.query)}" if parts.query else ""
    found: str = Redirect.normalise_path(f"{escape_uri_path(path)}{query}")
    if found == "/":
        raise ValueError(address)
    return found


def language_of(address: str) -> str:
    """Return the language in which a redirect from ``address`` leads to a page.

    That of the redirect, if it has one of its own, else the one that the address names.
    """
    return language_of_redirect(address) or _named_language(address)


def language_of_redirect(address: str) -> str | None:
    """Return the language in which a redirect from ``address`` leads to a page.

    None if there is no redirect. One with the address's query counts before one without.
    """
    decoded, encoded = (Redirect.normalise_path(address, decode_unicode=is_so) for is_so in (1, 0))
    if "\0" in decoded:
        return None
    paths = {decoded, encoded, urlparse(decoded).path, urlparse(encoded).path}
    found = Redirect.objects.filter(old_path__in=paths).order_by("-old_path")
    row = found.values_list("portal_language__code").first()
    return (row[0] or _named_language(address)) if row else None


def _named_language(address: str) -> str:
    return translation.get_language_from_path(Redirect.normalise_path(address)) or GERMAN


def leads_offline(request: HttpRequest) -> bool:
    """Tell whether the redirect for a request leads to a page that is offline."""
    path = Redirect.normalise_path(request.get_full_path())
    redirects = Redirect.get_for_site(Site.find_for_request(request))
    found = redirects.filter(old_path__in={path, path.partition("?")[0]})
    found = found.order_by("-old_path", F("site").asc(nulls_last=True))
    return found.values_list("redirect_page__live", flat=True).first() is False


def repoint(new_addresses: Mapping[tuple[int, str], str]) -> None:
    """Let redirects with a plain link follow pages to their new addresses.

    ``new_addresses`` are by site and old address, as redirects are stored; query and fragment
    of a link stay. A redirect that would then lead to itself is deleted.
    """
    sites = {urlsplit(site.root_url).netloc.lower(): site for site in Site.objects.all()}
    default = next((site.pk for site in sites.values() if site.is_default_site), None)
    changed, going = [], []
    for redirect in Redirect.objects.filter(redirect_page=None).exclude(redirect_link=""):
        try:
            parts = urlsplit(redirect.redirect_link.strip())
        except ValueError:
            continue
        own = sites.get(parts.netloc.lower())
        site = (own and own.pk) if parts.netloc else (redirect.site_id or default)
        address = new_addresses.get((site or 0, Redirect.normalise_path(parts.path)))
        if address is None:
            continue
        if Redirect.normalise_path(address) == redirect.old_path:
            going.append(redirect.pk)
            continue
        redirect.redirect_link = parts._replace(path=address).geturl()
        changed.append(redirect)
    Redirect.objects.bulk_update(changed, ["redirect_link"], batch_size=BATCH)
    delete_redirects(going)


def delete_redirects(keys: Iterable[int]) -> None:
    """Delete redirects in two queries: Django's own way takes one for each hundred."""
    for batch in batched(set(keys), BATCH):
        for rows in (
            RedirectLanguage.objects.filter(redirect__in=batch),
            Redirect.objects.filter(pk__in=batch),
        ):
            rows._raw_delete(rows.db)


def problems() -> Iterator[Problem]:
    """Check all redirects of the site; targets on other hosts are not looked at."""
    redirects = Redirect.objects.select_related("redirect_page", "site", "portal_language")
    by_path = {(each.old_path, each.site_id): each for each in redirects.order_by("old_path", "pk")}
    for redirect in by_path.values():
        kind, target = _follow(redirect, by_path)
        if kind:
            yield Problem(redirect, kind, target)


def target_of(redirect: Redirect) -> str:
    """Return where a redirect leads: a path of this site, an address elsewhere, "" for nowhere."""
    own = getattr(redirect, "portal_language", None)
    code = own.code if own else translation.get_language_from_path(redirect.old_path)
    with translation.override(code or GERMAN):
        link = (redirect.link or "").strip()
    try:
        parts = urlsplit(link)
    except ValueError:
        return ""
    if parts.netloc.lower() in own_hosts():
        link = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    return link.partition("#")[0]


def is_served(path: str) -> bool:
    """Tell whether an address of this site has a live page, a file or a view of its own."""
    bare = unquote(path.partition("?")[0].partition("#")[0])
    if "\0" in bare:
        return False
    code = translation.get_language_from_path(bare) or GERMAN
    with translation.override(code):
        try:
            match = resolve(bare)
        except Resolver404:
            return _is_file(bare)
        return _has_object(match)


def _has_object(match: ResolverMatch) -> bool:
    """Tell whether what a view shows is there; of views without an object it is."""
    if match.url_name == "wagtail_serve":
        return _has_page(match.args[0] if match.args else match.kwargs.get("path", ""))
    if match.url_name == "wagtaildocs_serve":
        key = match.args[0] if match.args else match.kwargs["document_id"]
        return bool(get_document_model().objects.filter(pk=key).exists())
    return True


def _is_file(path: str) -> bool:
    """Tell whether a file is there that the web server delivers itself."""
    try:
        if path.startswith(settings.STATIC_URL):
            return finders.find(path.removeprefix(settings.STATIC_URL)) is not None
        if path.startswith(settings.MEDIA_URL):
            return default_storage.exists(path.removeprefix(settings.MEDIA_URL))
    except SuspiciousOperation:
        return False
    return False


def _follow(redirect: Redirect, by_path: dict[tuple[str, int | None], Redirect]) -> tuple[str, str]:
    """Return what is wrong with a redirect, "" if nothing is, and where it leads."""
    first = target = target_of(redirect)
    if redirect.redirect_page and not redirect.redirect_page.live:
        return "dead-end", first
    seen = {redirect.old_path}
    for _ in range(MAX_HOPS):
        if not target:
            return "dead-end", first
        if urlsplit(target).netloc:
            return ("chain" if len(seen) > 1 else ""), first
        path, _mark, _query = target.partition("?")
        if path != "/" and is_served(path):
            return ("chain" if len(seen) > 1 else ""), first
        if path == "/" or is_served(f"{path}/"):
            return "chain", first  # to the language, or to the address with a slash
        path = Redirect.normalise_path(target)
        if path in seen:
            return "loop", first
        following = next(
            (
                by_path[key]
                for key in _places(path, redirect.site_id)
                if key in by_path and by_path[key] is not redirect
            ),
            None,
        )
        if following is None:
            return ("loop" if path.partition("?")[0] in seen else "dead-end"), first
        seen.add(following.old_path)
        if following.old_path == redirect.old_path:
            return "loop", first
        target = target_of(following)
    return "loop", first


def _places(path: str, site: int | None) -> Iterator[tuple[str, int | None]]:
    """Yield where the redirect from a path is looked for, as Wagtail does."""
    site = site or Site.objects.filter(is_default_site=True).values_list("pk", flat=True).first()
    for each in dict.fromkeys((path, path.partition("?")[0])):
        yield each, site
        yield each, None


def own_hosts() -> set[str]:
    """Return the hosts of this site, in small letters."""
    return {urlsplit(site.root_url).netloc.lower() for site in Site.objects.all()}


def _has_page(path: str) -> bool:
    """Tell whether a live page answers at this path of the default site, or a route of one.

    The path is without the language prefix.
    """
    from metropol.models import BasePage

    site = Site.objects.filter(is_default_site=True).select_related("root_page").first()
    if site is None:
        return False
    column = "url_path_en" if current_language() == ENGLISH else "url_path"
    wanted = f"{site.root_page.url_path}{path.strip('/')}/" if path.strip("/") else None
    if wanted is None:
        return bool(site.root_page.live)
    if BasePage.objects.live().filter(**{column: wanted}).exists():
        return True
    return BasePage.route_for_request(get_dummy_request(site=site), path) is not None
