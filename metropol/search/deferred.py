"""The index follows what is saved: noted at once, done when the transaction is over.

Few objects are done right after the commit, so that a page is found once it is published and
no longer once it is not. Many (an import, a section that moves) are left to the worker, but what
visitors may not read any more goes at once.
"""

import logging
from collections.abc import Iterable
from threading import local

from django.db import transaction
from django.tasks import task

from metropol.search.indexing import refresh
from metropol.search.sources import Source, source_named

logger = logging.getLogger(__name__)

#: Objects that the one who has changed them waits for.
AT_ONCE = 20


class _Touched(local):
    """What was changed since the last commit: keys by source."""

    def __init__(self) -> None:
        self.keys: dict[str, set[int]] = {}


_touched = _Touched()


def touch(source: Source, keys: Iterable[int]) -> None:
    """Bring the entries of objects up to date once the transaction is over.

    A transaction that is rolled back may leave notes behind; they cost the next one a look that
    finds nothing new.
    """
    if noted := set(keys):
        _touched.keys.setdefault(source.name, set()).update(noted)
        transaction.on_commit(catch_up, robust=True)


def catch_up() -> None:
    """Do what was noted; the others of the same commit find nothing left."""
    touched, _touched.keys = _touched.keys, {}
    for name, keys in touched.items():
        source = source_named(name)
        if len(keys) > AT_ONCE:
            readable = set(source.keys().filter(pk__in=keys))
            refresh(source, keys - readable)
            index_objects.enqueue(name, sorted(readable))
        else:
            refresh(source, keys)


@task(backend="background")
def index_objects(source: str, keys: list[int]) -> None:
    """Bring the entries of many objects up to date."""
    refresh(source_named(source), keys)
