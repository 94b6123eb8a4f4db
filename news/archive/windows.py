"""Files that are held in memory at the same time."""

import gc
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress

from news.archive.reader import MAX_BYTES, Entry

#: Bytes of the files after which a window is closed.
WINDOW_BYTES = 4_000_000


def windows(entries: Iterable[Entry], most: int) -> Iterator[list[tuple[int, Entry]]]:
    """Yield numbered entries, ``most`` at a time, or fewer where they are large."""
    window: list[tuple[int, Entry]] = []
    size = 0
    for number, entry in enumerate(entries, start=1):
        with suppress(OSError):
            size += 0 if entry.skip or entry.failure else min(entry.path.stat().st_size, MAX_BYTES)
        window.append((number, entry))
        if len(window) >= most or size >= WINDOW_BYTES:
            yield window
            window, size = [], 0
    if window:
        yield window


@contextmanager
def resting_collector() -> Iterator[None]:
    """Let Python's garbage collector rest for the block.

    A window makes hundreds of thousands of objects that all live until it is stored; looking
    through them, and through all of Django, again and again takes a fifth of the time.
    """
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()
