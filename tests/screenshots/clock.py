"""A clock that stands still, so that no date in a picture depends on when it is taken.

Demo and preparation are two processes. Both read the same clock: it moves on by some
milliseconds while the pictures are taken, just enough to keep everything in its order.
"""

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import Any

from django.utils import timesince, timezone

#: The moment at which all pictures are taken: Tuesday, 12 May 2026, 10:20 in Berlin.
MOMENT = datetime(2026, 5, 12, 8, 20, tzinfo=UTC)
#: The environment variable by which both processes know when the demo started.
STARTED = "SCREENSHOTS_STARTED"

_shift = timedelta()


def now() -> datetime:
    """Return the time of the clock, in UTC."""
    elapsed = time.time() - float(os.environ[STARTED])
    return MOMENT + _shift + timedelta(microseconds=elapsed * 100)


def stop() -> None:
    """Let all of Django read this clock. Must come before ``django.setup()``.

    Models and templates take the functions by name while they load.
    """
    os.environ.setdefault(STARTED, str(time.time()))
    since = timesince.timesince

    def timesince_clock(d: Any, now: Any = None, *args: Any, **kwargs: Any) -> str:
        return since(d, now or timezone.now(), *args, **kwargs)

    timezone.now = now
    timesince.timesince = timesince_clock


@contextmanager
def ago(**span: float) -> Iterator[None]:
    """Do something in the past: ``with ago(days=3): page.save_revision().publish()``."""
    global _shift
    before, _shift = _shift, _shift - timedelta(**span)
    try:
        yield
    finally:
        _shift = before
