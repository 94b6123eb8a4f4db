"""Addresses that answer 410 (Gone) for good, without the site remembering them in words."""

import hashlib
from collections.abc import Iterable

from wagtail.contrib.redirects.models import Redirect

from metropol.models import BasePage, GoneAddress


def mark_gone(paths: Iterable[str]) -> None:
    """Let these paths (``/de/…/``) answer 410 wherever no page is."""
    GoneAddress.objects.bulk_create(
        [GoneAddress(digest=each) for each in {_digest(path) for path in paths}],
        ignore_conflicts=True,
    )


def is_gone(path: str) -> bool:
    """Tell whether a path was marked; query and a slash at the end do not matter."""
    return "\0" not in path and GoneAddress.objects.filter(digest=_digest(path)).exists()


def redirects_to(page: BasePage) -> list[Redirect]:
    """Return the redirects that lead to a page."""
    return list(Redirect.objects.filter(redirect_page_id=page.pk))


def _digest(path: str) -> str:
    bare = path.partition("?")[0].partition("#")[0]
    return hashlib.sha256(Redirect.normalise_path(bare).encode()).hexdigest()
