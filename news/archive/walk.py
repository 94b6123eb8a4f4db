"""The entries of an archive folder: which there are, and which of them may be opened."""

import errno
import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from news.archive.names import ENDING, name_refusal
from news.archive.record import Notice, notice


class ArchiveUnusable(Exception):  # noqa: N818 - names the state, not the fault of the program
    """The path given is missing, empty, unreadable or neither a folder nor a text."""

    def __init__(self, reason: Notice) -> None:
        super().__init__(reason.code)
        self.notice = reason


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of the archive.

    `name` is its path relative to the folder, with `/`, bytes that are not UTF-8 as surrogates;
    `path` is what may be opened, a link's target. With `skip` it must not be opened, with
    `failure` it could not be looked at.
    """

    name: str
    path: Path
    skip: Notice | None = None
    failure: Notice | None = None


def entries(path: str | os.PathLike[str]) -> Iterator[Entry]:
    """List every entry of a folder, at any depth, once, in byte order of the relative path.

    Ordinary folders are no entries, their content is. Folders that are not gone into are one
    entry each: hidden ones, `__MACOSX`, those called `x.txt` or `x~`, those that cannot be read
    (a failure). Links to folders are not followed: what they lead to inside the archive is
    listed where it is. Links to texts inside the archive are. `path` may also be one regular
    file ending in `.txt`; its entry is called as the file is. The ending is `.txt` to the
    letter: `.TXT` is another one.

    Raises ArchiveUnusable at once if `path` is missing, unreadable, a folder without any entry,
    or something else than a folder or such a file. Only the names of the folders on the way to
    the current entry are kept.
    """
    root = Path(path)
    try:
        mode = root.stat().st_mode
        root = root.resolve(strict=True)
    except (FileNotFoundError, NotADirectoryError):
        raise ArchiveUnusable(notice("archive-missing")) from None
    except (OSError, RuntimeError, ValueError) as error:
        raise ArchiveUnusable(notice("archive-unreadable", error=error_name(error))) from None
    if stat.S_ISREG(mode) and Path(path).name.endswith(ENDING):
        name = Path(path).name
        return iter([Entry(name, root, skip=name_refusal(name))])
    if not stat.S_ISDIR(mode):
        raise ArchiveUnusable(notice("archive-not-a-text", ending=ENDING))
    try:
        found = _walk(root, _names(root))
    except OSError as error:
        raise ArchiveUnusable(notice("archive-unreadable", error=error_name(error))) from None
    first = next(found, None)
    if first is None:
        raise ArchiveUnusable(notice("archive-empty"))
    return chain([first], found)


def error_name(error: Exception) -> str:
    """Return the short name of a system error, as `EACCES`: the same in every language."""
    number = error.errno if isinstance(error, OSError) else None
    return errno.errorcode.get(number or 0, type(error).__name__)


def _walk(root: Path, names: list[str]) -> Iterator[Entry]:
    pending = [("", iter(names))]
    while pending:
        prefix, rest = pending[-1]
        name = next(rest, None)
        if name is None:
            pending.pop()
        elif name.endswith("/"):
            try:
                pending.append((prefix + name, iter(_names(root / (prefix + name)))))
            except OSError as error:
                failure = _failure("folder-unreadable", error)
                yield Entry(prefix + name[:-1], root / (prefix + name), failure=failure)
        else:
            yield _entry(root, prefix + name)


def _names(folder: Path) -> list[str]:
    """List a folder; those to go into end in `/`, which puts them where their content belongs."""
    with os.scandir(folder) as found:
        names = [f"{item.name}/" if _goes_into(item) else item.name for item in found]
    return sorted(names, key=os.fsencode)


def _goes_into(item: os.DirEntry[str]) -> bool:
    if name_refusal(item.name) or item.name.endswith(ENDING):
        return False
    try:
        return item.is_dir(follow_symlinks=False)
    except OSError:
        return False


def _entry(root: Path, name: str) -> Entry:
    path = root / name
    if refusal := name_refusal(path.name):
        return Entry(name, path, skip=refusal)
    try:
        mode = path.lstat().st_mode
    except OSError as error:
        return Entry(name, path, failure=_failure("unreadable", error))
    if stat.S_ISDIR(mode):
        return Entry(name, path, skip=notice("folder-like-text"))
    if not (stat.S_ISREG(mode) or stat.S_ISLNK(mode)):
        return Entry(name, path, skip=notice("special-file"))
    if not name.endswith(ENDING):
        return Entry(name, path, skip=notice("other-ending", ending=ENDING))
    return _linked(root, name) if stat.S_ISLNK(mode) else Entry(name, path)


def _linked(root: Path, name: str) -> Entry:
    """Follow a link: its target must be a text that the folder itself would list."""
    path = root / name
    try:
        target = path.resolve()
        if not target.is_relative_to(root):
            return Entry(name, path, skip=notice("link-outside"))
        mode = path.resolve(strict=True).stat().st_mode
    except (FileNotFoundError, NotADirectoryError):
        return Entry(name, path, skip=notice("link-broken"))
    except PermissionError as error:
        return Entry(name, path, failure=_failure("unreadable", error))
    except (OSError, RuntimeError):
        return Entry(name, path, skip=notice("link-loop"))
    if stat.S_ISDIR(mode):
        return Entry(name, path, skip=notice("link-folder"))
    if not stat.S_ISREG(mode):
        return Entry(name, path, skip=notice("special-file"))
    return Entry(name, target, skip=_target_refusal(target.relative_to(root)))


def _target_refusal(target: Path) -> Notice | None:
    for part in target.parts:
        if refusal := name_refusal(part):
            return refusal
    if any(part.endswith(ENDING) for part in target.parts[:-1]):
        return notice("folder-like-text")
    if not target.name.endswith(ENDING):
        return notice("other-ending", ending=ENDING)
    return None


def _failure(code: str, error: OSError) -> Notice:
    """A failure by its code, or `vanished` where nothing is left to look at."""
    if isinstance(error, FileNotFoundError):
        return notice("vanished")
    return notice(code, error=error_name(error))
