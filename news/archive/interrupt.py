"""Ctrl-C that is never lost.

Python raises KeyboardInterrupt wherever it is. In a ``__del__`` it is only printed, and Django has
one for each of its objects.
"""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any


@contextmanager
def lasting_interrupt() -> Iterator[Callable[[], None]]:
    """Yield a function that raises KeyboardInterrupt if one came during the block and was lost."""
    is_lost = False
    previous = sys.unraisablehook

    def remember(lost: Any) -> None:
        nonlocal is_lost
        if isinstance(lost.exc_value, KeyboardInterrupt):
            is_lost = True
        else:
            previous(lost)

    def check() -> None:
        if is_lost:
            raise KeyboardInterrupt

    sys.unraisablehook = remember
    try:
        yield check
    finally:
        sys.unraisablehook = previous
