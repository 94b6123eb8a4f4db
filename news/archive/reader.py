"""Reading the files of an archive: the one place that opens them, and the way in for callers.

for entry in entries(path):
    parsed = parse_entry(entry, today=today)
"""

import datetime
import errno
import os
import stat
from typing import Final

from news.archive.names import printable
from news.archive.parser import parse_plain, plain_text
from news.archive.record import Notice, Parsed, Plain, Status, notice
from news.archive.walk import ArchiveUnusable, Entry, entries, error_name

__all__ = [
    "MAX_BYTES",
    "ArchiveUnusable",
    "Entry",
    "NotRead",
    "entries",
    "parse_entry",
    "parse_plain",
    "printable",
    "read",
    "read_plain",
]

MAX_BYTES: Final = 5 * 1024 * 1024
"""Larger files are skipped before they are read."""
_FLAGS: Final = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC
_SPECIAL: Final = frozenset({errno.ENXIO, errno.ENODEV, errno.ELOOP})


class NotRead(Exception):  # noqa: N818 - an outcome, not an error of the program
    """A file that was not read: `status` is `SKIPPED` or `FAILED`, `notice` says why."""

    def __init__(self, status: Status, reason: Notice) -> None:
        super().__init__(reason.code)
        self.status = status
        self.notice = reason


def read(entry: Entry) -> bytes:
    """Return the content of an entry, at most `MAX_BYTES`.

    Safe against changes since the folder was listed: a file that has become a link is not
    followed, one that has become a pipe does not block. Raises NotRead for an entry that must
    not be opened, is too large, or cannot be read.
    """
    if entry.skip:
        raise NotRead(Status.SKIPPED, entry.skip)
    if entry.failure:
        raise NotRead(Status.FAILED, entry.failure)
    try:
        descriptor = os.open(entry.path, _FLAGS)
        try:
            _check(os.fstat(descriptor))
            with open(descriptor, "rb", closefd=False) as file:
                data = file.read(MAX_BYTES + 1)
        finally:
            os.close(descriptor)
    except FileNotFoundError:
        raise NotRead(Status.FAILED, notice("vanished")) from None
    except OSError as error:
        if error.errno in _SPECIAL:
            raise NotRead(Status.SKIPPED, notice("special-file")) from None
        raise NotRead(Status.FAILED, notice("unreadable", error=error_name(error))) from None
    if len(data) > MAX_BYTES:
        raise _too_large(len(data))
    return data


def parse_entry(entry: Entry, *, today: datetime.date) -> Parsed:
    """Return the outcome of an entry: that of its content, or why it has none. Never raises."""
    plain = read_plain(entry)
    return plain if isinstance(plain, Parsed) else parse_plain(plain, today=today)


def read_plain(entry: Entry) -> Plain | Parsed:
    """Return the plain text of an entry, or the outcome of one that was not read. Never raises."""
    try:
        data = read(entry)
    except NotRead as outcome:
        return Parsed(outcome.status, outcome.notice, (), None, "", "")
    return plain_text(data)


def _check(found: os.stat_result) -> None:
    if not stat.S_ISREG(found.st_mode):
        raise NotRead(Status.SKIPPED, notice("special-file"))
    if found.st_size > MAX_BYTES:
        raise _too_large(found.st_size)


def _too_large(size: int) -> NotRead:
    return NotRead(Status.SKIPPED, notice("too-large", size=size, limit=MAX_BYTES))
