"""The public addresses that stored paths stand for, in both languages and on each site.

They come from paths alone: of a page that has moved, the old ones too.
"""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, NamedTuple

from django.urls import reverse
from django.utils import translation
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Site

from metropol.languages import CODES, ENGLISH, GERMAN

if TYPE_CHECKING:
    from metropol.models.base import BasePage

#: What a page answers at, by language: ``"/"`` is the page, ``"/testimonial/"`` a route of it.
Routes = Mapping[str, Iterable[str]]
PAGE_ITSELF: Routes = dict.fromkeys(CODES, ("/",))


class Key(NamedTuple):
    """What has an address: a route of a page in a language on a site."""

    site: int
    language: str
    route: str


class SitePaths:
    """Makes addresses (``/de/aktuelles/``) of ``url_path`` and ``url_path_en``."""

    def __init__(self) -> None:
        """Take the sites as they are now."""
        self._roots = Site.get_site_root_paths()
        self._prefixes = {code: _prefix(code) for code in CODES}
        self.hosts = {root.site_id: root.root_url for root in self._roots}

    def of(self, url_path: str, url_path_en: str, routes: Routes = PAGE_ITSELF) -> dict[Key, str]:
        """Return the addresses of a page; none for one that belongs to no site."""
        paths = {GERMAN: url_path, ENGLISH: url_path_en}
        return {
            Key(root.site_id, code, route): self._address(path, root.root_path, code, route)
            for root in self._roots
            for code, path in paths.items()
            if path.startswith(root.root_path)
            for route in routes[code]
        }

    def around(self, url_path: str, url_path_en: str) -> set[str]:
        """Return the full addresses of what lists a page: the one above it and the home page."""
        found = set()
        for root in self._roots:
            for code, path in {GERMAN: url_path, ENGLISH: url_path_en}.items():
                if path.startswith(root.root_path) and path != root.root_path:
                    above = path.rstrip("/").rpartition("/")[0]
                    for each in (f"{above}/", root.root_path):
                        address = self._address(each, root.root_path, code)
                        found.add(f"{root.root_url}{address}")
        return found

    def full(self, addresses: Mapping[Key, str]) -> set[str]:
        """Return addresses with the host of their site."""
        return {f"{self.hosts[key.site]}{address}" for key, address in addresses.items()}

    def _address(self, path: str, root: str, code: str, route: str = "/") -> str:
        return f"{self._prefixes[code]}{path[len(root) :]}{route.lstrip('/')}"


def redirected_slugs(
    parent: "BasePage",
    slugs: Iterable[str],
    languages: Iterable[str] = CODES,
    of_others_than: int | None = None,
) -> set[str]:
    """Return those slugs below ``parent`` from whose addresses a redirect leads to another page."""
    prefixes = [
        address
        for key, address in SitePaths().of(parent.url_path, parent.url_path_en).items()
        if key.language in languages
    ]
    paths = {f"{prefix}{slug}": slug for prefix in prefixes for slug in slugs}
    redirects = Redirect.objects.filter(old_path__in=paths)
    if of_others_than:
        redirects = redirects.exclude(redirect_page=of_others_than)
    return (
        {paths[path] for path in redirects.values_list("old_path", flat=True)} if paths else set()
    )


def _prefix(language: str) -> str:
    with translation.override(language):
        return reverse("wagtail_serve", args=("",))
