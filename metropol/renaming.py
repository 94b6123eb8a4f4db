"""A page that is renamed or moved stays reachable at all addresses that it ever had.

Works from stored paths, in both languages and in bulk, inside the transaction of the save.
Wagtail's own automatic redirects know only the language of whoever works in the admin.
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import batched
from typing import TYPE_CHECKING, Any, Final

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q
from django.utils import translation
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import AbstractPage

from metropol import page_cache
from metropol.languages import CODES
from metropol.redirects import BATCH, delete_redirects, repoint
from metropol.site_paths import PAGE_ITSELF, Key, Routes, SitePaths

if TYPE_CHECKING:
    from metropol.models.base import BasePage

#: What a save must know of the page as it was.
STORED: Final = ("url_path", "url_path_en", "live")
#: Longer addresses fit into no redirect.
MAX_LENGTH: Final = Redirect._meta.get_field("old_path").max_length


@dataclass(frozen=True, slots=True)
class Moved:
    """A page with its addresses before and after."""

    page: int
    live: bool
    old: dict[Key, str]
    new: dict[Key, str]

    def changes(self) -> Iterator[tuple[Key, str]]:
        """Yield the old addresses that it no longer has and that are its own elsewhere now.

        A page that left a site has no redirects there, as in Wagtail.
        """
        return (
            (key, address)
            for key, address in self.old.items()
            if key in self.new and self.new[key] != address
        )


@contextmanager
def following(page: "BasePage", stored: dict[str, Any] | None) -> Iterator[None]:
    """Let addresses follow a page while it is saved.

    ``stored`` are the columns ``STORED`` as they were, None for a new page; the page has its new
    paths already. Nobody else can give a sibling the same address meanwhile.
    """
    now = page.url_path, page.url_path_en
    before = (stored["url_path"], stored["url_path_en"]) if stored else now
    moved = []
    if before != now:
        _lock_parent(page)
        moved = _moved(page, before)
    yield
    if moved:
        _redirects_follow(moved)
        _purge(moved, before, now)
    if not (stored and stored["live"]):
        take_addresses([page])


def take_addresses(pages: Sequence["BasePage"]) -> None:
    """Delete the redirects from the addresses of those pages that are live."""
    paths = SitePaths()
    now = {
        (key.site, Redirect.normalise_path(address)): page.pk
        for page in pages
        if page.live
        for key, address in paths.of(page.url_path, page.url_path_en, routes_of(page)).items()
    }
    delete_redirects(redirect.pk for redirect, _place in _redirects_at(now))


def restore_paths(page: "BasePage") -> None:
    """Give a page whose slugs were put back past ``save`` the paths that go with them."""
    page.set_url_path(page.get_parent())
    paths = {"url_path": page.url_path, "url_path_en": page.url_path_en}
    page.base_page_model.objects.filter(pk=page.pk).update(**paths)
    take_addresses([page])


def _redirects_follow(moved: Sequence[Moved]) -> None:
    """Make and mend redirects after pages have got other addresses.

    What was live leads to its new address in one hop, whatever led there before. No redirect
    stays at an address that is a live page's now.
    """
    from metropol.gone import forget_gone

    now = {
        (key.site, Redirect.normalise_path(address)): each
        for each in moved
        for key, address in each.new.items()
    }
    wanted = {
        (key.site, path): (each, key)
        for each in moved
        for key, address in each.changes()
        if len(path := Redirect.normalise_path(address)) <= MAX_LENGTH
    }
    kept, going = set(), []
    for redirect, place in _redirects_at([*now, *wanted]):
        taken, left = now.get(place), wanted.get(place)
        is_own = taken and taken.page == redirect.redirect_page_id
        if is_own or (taken and taken.live) or (left and left[0].live):
            going.append(redirect.pk)
        elif left:
            # Of a page that is offline, its address may lead elsewhere meanwhile.
            kept.add(place)
    delete_redirects(going)
    repoint(
        {
            (key.site, Redirect.normalise_path(address)): each.new[key]
            for each in moved
            for key, address in each.changes()
        }
    )
    forget_gone(path for (_site, path), (each, _key) in wanted.items() if each.live)
    Redirect.objects.bulk_create(
        (
            Redirect(
                old_path=path,
                site_id=site,
                redirect_page_id=each.page,
                redirect_page_route_path=Redirect.normalise_page_route_path(key.route),
                automatically_created=True,
            )
            for (site, path), (each, key) in wanted.items()
            if (site, path) not in kept and not ((site, path) in now and now[site, path].live)
        ),
        ignore_conflicts=True,
    )


def routes_of(page: AbstractPage) -> Routes:
    """Return what a page answers at, in each language."""
    if type(page).get_route_paths is AbstractPage.get_route_paths:
        return PAGE_ITSELF
    found = {}
    for code in CODES:
        with translation.override(code):
            found[code] = tuple(page.get_route_paths())
    return found


def _lock_parent(page: "BasePage") -> None:
    """Wait for whoever else gives an address below the same page."""
    if parent := page.get_parent():
        locked = page.base_page_model.objects.select_for_update().order_by()
        list(locked.filter(pk=parent.pk).values_list("pk"))


def _moved(page: "BasePage", before: tuple[str, str]) -> list[Moved]:
    """Return the page and all below it that visitors may have seen."""
    pages = page.base_page_model.objects.filter(path__startswith=page.path)
    seen = pages.filter(Q(live=True) | Q(first_published_at__isnull=False))
    rows = list(seen.values_list("pk", "content_type_id", "live", "url_path", "url_path_en"))
    routes = _routes([(pk, content_type) for pk, content_type, *_ in rows])
    paths = SitePaths()
    found = []
    for pk, _type, live, german, english in rows:
        own = routes.get(pk, PAGE_ITSELF)
        new = (
            f"{page.url_path}{german[len(before[0]) :]}",
            f"{page.url_path_en}{english[len(before[1]) :]}",
        )
        is_live = page.live if pk == page.pk else live
        found.append(Moved(pk, is_live, paths.of(german, english, own), paths.of(*new, own)))
    return found


def _routes(rows: Iterable[tuple[int, int]]) -> dict[int, Routes]:
    """Return the routes of pages (key, content type) whose types have more than the page itself.

    One query for each such type, of which few pages exist.
    """
    by_type: dict[Any, list[int]] = {}
    for pk, content_type in rows:
        page_type: Any = ContentType.objects.get_for_id(content_type).model_class()
        if page_type and page_type.get_route_paths is not AbstractPage.get_route_paths:
            by_type.setdefault(page_type, []).append(pk)
    return {
        page.pk: routes_of(page)
        for page_type, keys in by_type.items()
        for page in page_type.objects.filter(pk__in=keys)
    }


def _redirects_at(
    places: Iterable[tuple[int, str]],
) -> Iterator[tuple[Redirect, tuple[int, str]]]:
    """Yield the redirects from addresses of sites, and those that are for all sites."""
    wanted = set(places)
    sites = {site for site, _path in wanted}
    for batch in batched({path for _site, path in wanted}, BATCH):
        for redirect in Redirect.objects.filter(old_path__in=batch).order_by():
            for site in sites if redirect.site_id is None else {redirect.site_id}:
                if (site, redirect.old_path) in wanted:
                    yield redirect, (site, redirect.old_path)


def _purge(moved: Sequence[Moved], before: tuple[str, str], now: tuple[str, str]) -> None:
    paths = SitePaths()
    lists = paths.around(*before) | paths.around(*now)
    addresses = (paths.full(side) for each in moved for side in (each.old, each.new))
    page_cache.purge(lists.union(*addresses))
