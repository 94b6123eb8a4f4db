"""A cache in front of the portal (``FRONTEND_CACHE_URL``) learns what has changed.

Wagtail's app for it asks pages for their address in the active language alone, so it is not
installed; its backends are used. Addresses are sent after the commit and kept nowhere: they may
name a person.
"""

import logging
from collections.abc import Iterable
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.db import connection, transaction
from django.utils import translation
from wagtail.contrib.frontend_cache.backends import BaseBackend
from wagtail.contrib.frontend_cache.utils import get_backends

from metropol.languages import CODES
from metropol.site_paths import SitePaths

logger = logging.getLogger(__name__)
#: Seconds that the cache may take for an answer.
TIMEOUT = 5


class PurgeBackend(BaseBackend):
    """Sends ``PURGE`` for each address over one connection (Varnish, nginx, Squid).

    Unlike Wagtail's it gives up in time, and logs no address.
    """

    def __init__(self, params: dict[str, Any]) -> None:
        super().__init__(params)
        self.location = urlsplit(params["LOCATION"])

    def purge_batch(self, urls: Iterable[str]) -> None:
        """Send all of them; an error ends it and is logged."""
        kind = HTTPSConnection if self.location.scheme == "https" else HTTPConnection
        link = kind(self.location.netloc, timeout=TIMEOUT)
        try:
            for url in urls:
                parts = urlsplit(url)
                link.request("PURGE", parts.path, headers={"Host": parts.netloc})
                answer = link.getresponse()
                answer.read()
                if answer.status >= 400 and answer.status != 404:
                    logger.error("The cache refuses to purge: %d %s", answer.status, answer.reason)
                    return
        except (OSError, HTTPException) as error:
            logger.error("The cache cannot be reached: %s", type(error).__name__)  # noqa: TRY400
        finally:
            link.close()


def purge(urls: Iterable[str]) -> None:
    """Take full addresses out of the cache once the transaction is committed.

    What a transaction purges in several places is sent together, each address once.
    """
    if not settings.WAGTAILFRONTENDCACHE:
        return
    # A set at the connection, as the hooks of the commit are.
    waiting: set[str] = vars(connection).setdefault("waiting_for_purge", set())
    waiting.update(urls)
    transaction.on_commit(_send, robust=True)


def purge_page(instance: Any, **kwargs: Any) -> None:
    """Purge a page and what lists it, in both languages; receives signals of Wagtail."""
    if not settings.WAGTAILFRONTENDCACHE:
        return
    paths = SitePaths()
    page, urls = instance.specific, set()
    # What the page above answers besides itself holds this one too, such as its feeds.
    for each in (page, page.get_parent().specific):
        routes = {}
        for code in CODES:
            with translation.override(code):
                routes[code] = tuple(each.get_cached_paths())
        urls |= paths.full(paths.of(each.url_path, each.url_path_en, routes))
    purge(urls | paths.around(page.url_path, page.url_path_en))


def _send() -> None:
    waiting: set[str] = vars(connection).get("waiting_for_purge", set())
    urls = sorted(waiting)
    waiting.clear()
    by_host: dict[str, list[str]] = {}
    for url in urls:
        by_host.setdefault(urlsplit(url).netloc, []).append(url)
    for backend in get_backends().values():
        for host, addresses in by_host.items():
            if backend.invalidates_hostname(host):
                backend.purge_batch(addresses)
