"""Addresses that answer 410 (Gone) for good, without the site remembering them in words."""

import hashlib
from collections.abc import Iterable
from itertools import batched

from django.db.models import Q
from django.utils import translation
from wagtail.contrib.redirects.models import Redirect

from metropol.languages import CODES
from metropol.models import BasePage, GoneAddress
from metropol.redirects import BATCH, target_of


def mark_gone(paths: Iterable[str]) -> None:
    """Let these paths (``/de/…/``) answer 410 wherever no page is; one with a query only so."""
    GoneAddress.objects.bulk_create(
        [GoneAddress(digest=each) for each in {_digest(path) for path in paths}],
        ignore_conflicts=True,
    )


def forget_gone(paths: Iterable[str]) -> None:
    """Let these paths answer 410 no longer: they had a page again, which is elsewhere now."""
    for batch in batched({_digest(path) for path in paths}, BATCH):
        GoneAddress.objects.filter(digest__in=batch).delete()


def is_gone(path: str) -> bool:
    """Tell whether a path was marked, with its query or without; a slash at the end is nothing."""
    if "\0" in path:
        return False
    digests = {_digest(path), _digest(path.partition("?")[0])}
    return GoneAddress.objects.filter(digest__in=digests).exists()


def addresses_of(page: BasePage) -> set[str]:
    """Return the paths of a page in both languages."""
    found = set()
    for code in CODES:
        with translation.override(code):
            parts = page.get_url_parts()
        if parts and parts[2]:
            found.add(parts[2])
    return found


def redirects_to(page: BasePage) -> list[Redirect]:
    """Return the redirects that lead to a page, also to its address or over one another.

    And those from its own address, which nobody could follow so far.
    """
    paths = {Redirect.normalise_path(path) for path in addresses_of(page)}
    own = Q(redirect_page_id=page.pk) | Q(old_path__in=paths)
    found = list(Redirect.objects.filter(own))
    known = {redirect.pk for redirect in found}
    links = list(Redirect.objects.exclude(redirect_link="").exclude(pk__in=known))
    while True:
        paths |= {redirect.old_path for redirect in found}
        more = [each for each in links if Redirect.normalise_path(target_of(each)) in paths]
        if not more:
            return found
        found += more
        links = [each for each in links if each not in more]


def _digest(path: str) -> str:
    bare = path.partition("#")[0]
    return hashlib.sha256(Redirect.normalise_path(bare).encode()).hexdigest()
