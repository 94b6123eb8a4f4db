"""Archives that are uploaded: checked before they are unpacked, and unpacked with care.

An upload is a ZIP file, or texts that become one. Nothing is written outside a temporary
folder, which is gone when the block ends.
"""

import io
import os
import stat
import struct
import tempfile
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import Final, Protocol

from news.archive.names import ENDING, printable
from news.archive.reader import MAX_BYTES
from news.archive.record import Notice, notice

MAX_UPLOAD: Final = 50 * 1024 * 1024
"""Bytes of an upload as it is sent."""
MAX_UNPACKED: Final = 500 * 1024 * 1024
"""Bytes of all files together once they are unpacked."""
MAX_FILES: Final = 20_000
MAX_RATIO: Final = 100
"""Bytes unpacked for one that is packed; texts come to some ten. Small uploads may be denser."""
SMALL: Final = 20 * 1024 * 1024
"""Bytes unpacked up to which an upload is small."""
MAX_DIRECTORY: Final = 8 * 1024 * 1024
"""Bytes of the list of files in a ZIP file."""
MAX_PATH: Final = 1_000
"""Characters of a path in the archive."""
MAX_NAME: Final = 255
"""Bytes of a name, as file systems have them."""
_UTF8: Final = 0x800
_ENCRYPTED: Final = 0x1


class UploadRefused(Exception):  # noqa: N818 - names the state, not a fault
    """The upload cannot be used: ``notice`` says why."""

    def __init__(self, reason: Notice) -> None:
        super().__init__(reason.code)
        self.notice = reason


class Uploaded(Protocol):
    """What a form gives for an uploaded file."""

    name: str
    size: int

    def read(self) -> bytes:
        """Return the content."""


def pack(files: Iterable[Uploaded]) -> tuple[str, bytes]:
    """Return the name of an upload, and the upload as a ZIP file that has been checked.

    Takes one ZIP file, or texts. Raises UploadRefused.
    """
    chosen = list(files)
    if sum(file.size for file in chosen) > MAX_UPLOAD:
        raise UploadRefused(notice("upload-too-large", limit=MAX_UPLOAD // 1024 // 1024))
    if len(chosen) == 1 and not chosen[0].name.endswith(ENDING):
        data = chosen[0].read()
        check(data)
        return chosen[0].name, data
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for file in chosen:
            if not file.name.endswith(ENDING):
                raise UploadRefused(notice("upload-mixed", file=file.name[:60], ending=ENDING))
            archive.writestr(file.name, file.read())
    check(packed.getvalue())
    return chosen[0].name if len(chosen) == 1 else "", packed.getvalue()


def check(data: bytes) -> None:
    """Look at the directory of a ZIP file; raises UploadRefused. Nothing is unpacked."""
    _check_directory(data)
    with _opened(data) as archive:
        entries = archive.infolist()
        if not any(not entry.is_dir() for entry in entries):
            raise UploadRefused(notice("archive-empty"))
        if len(entries) > MAX_FILES:
            raise UploadRefused(notice("upload-too-many", count=len(entries), limit=MAX_FILES))
        size = sum(entry.file_size for entry in entries)
        packed = sum(entry.compress_size for entry in entries)
        if size > MAX_UNPACKED or size > max(SMALL, MAX_RATIO * packed):
            raise UploadRefused(notice("upload-bomb"))
        names = set()
        for entry in entries:
            path = _path(entry)
            if path in names:
                raise UploadRefused(notice("upload-twice", file=str(path)[:60]))
            names.add(path)


def _check_directory(data: bytes) -> None:
    """Look at the end record (APPNOTE.TXT 4.3.16) before Python reads the whole directory."""
    start = data.rfind(b"PK\x05\x06", max(0, len(data) - 65_557))
    if start < 0 or len(data) < start + 22:
        raise UploadRefused(notice("upload-no-zip"))
    count, size = struct.unpack_from("<HL", data, start + 10)
    if count > MAX_FILES or size > MAX_DIRECTORY:
        raise UploadRefused(notice("upload-too-many", count=count, limit=MAX_FILES))


@contextmanager
def unpacked(data: bytes) -> Iterator[Path]:
    """Unpack a checked ZIP file into a folder that is there for the block.

    Only texts have their content; other files are there by name, so that they are reported,
    and a text that is too large to be read takes no room. Raises UploadRefused.
    """
    with tempfile.TemporaryDirectory(prefix="archive-") as name, _opened(data) as archive:
        left = MAX_UNPACKED
        for entry in archive.infolist():
            if not entry.is_dir():
                left -= _unpack(archive, entry, Path(name) / _path(entry), left)
        yield Path(name)


def read_one(data: bytes, file: str) -> bytes | None:
    """Return the content of one text of a checked ZIP file, None if it is not there."""
    with _opened(data) as archive:
        for entry in archive.infolist():
            is_it = file.endswith(ENDING) and printable(str(_path(entry))) == file
            if is_it and entry.file_size <= MAX_BYTES:
                with _damage(), archive.open(entry) as packed:
                    return packed.read(MAX_BYTES)
    return None


@contextmanager
def _opened(data: bytes) -> Iterator[zipfile.ZipFile]:
    with _damage():
        archive = zipfile.ZipFile(io.BytesIO(data))
    with archive:
        yield archive


@contextmanager
def _damage() -> Iterator[None]:
    """Whatever Python's zipfile raises for a broken or unknown format is one thing to users."""
    try:
        yield
    except (zipfile.BadZipFile, EOFError, NotImplementedError, RuntimeError, ValueError) as error:
        raise UploadRefused(notice("upload-no-zip")) from error
    except Exception as error:
        if type(error).__module__ in ("zlib", "lzma", "_lzma", "bz2"):
            raise UploadRefused(notice("upload-no-zip")) from error
        raise


def _path(entry: zipfile.ZipInfo) -> PurePosixPath:
    """Return the path of an entry; raises UploadRefused if it could lead anywhere else."""
    name = entry.filename
    if not entry.flag_bits & _UTF8:
        # Written without saying so, most are UTF-8 all the same; Python reads them as cp437.
        try:
            name = name.encode("cp437").decode("utf-8")
        except UnicodeError:
            name = entry.filename
    path = PurePosixPath(name)
    is_odd = path.is_absolute() or ".." in path.parts or "\\" in name or ":" in name
    is_long = len(name) > MAX_PATH or any(len(os.fsencode(part)) > MAX_NAME for part in path.parts)
    is_link = stat.S_ISLNK(entry.external_attr >> 16)
    if is_odd or is_long or is_link or not path.parts or "\0" in name:
        raise UploadRefused(notice("upload-path", file=name[:60]))
    if entry.flag_bits & _ENCRYPTED:
        raise UploadRefused(notice("upload-encrypted"))
    return path


def _unpack(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, path: Path, left: int) -> int:
    """Write one file and return its size; raises UploadRefused if it is larger than it says."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("xb") as file:
            if not path.name.endswith(ENDING):
                return 0
            if entry.file_size > MAX_BYTES:
                file.truncate(entry.file_size)
                return 0
            with _damage(), archive.open(entry) as packed:
                content = packed.read(min(left, MAX_BYTES) + 1)
            if len(content) > min(left, MAX_BYTES):
                raise UploadRefused(notice("upload-bomb"))
            return file.write(content)
    except OSError as error:
        # A file and a folder of one name, or two names that this file system takes for one.
        raise UploadRefused(notice("upload-path", file=str(path.name)[:60])) from error
