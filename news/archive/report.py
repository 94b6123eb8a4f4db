"""The report of a run: a JSON file for machines.

The outcomes are collected in a file without a name, so that their size does not count in memory
and nothing is left of a run that was interrupted; the report appears at its place as a whole.
"""

import errno
import json
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TextIO, cast

from news.archive.loader import Options, Outcome
from news.archive.messages import message
from news.archive.names import printable


class ReportUnwritable(Exception):  # noqa: N818 - names the state, not a fault
    """The report cannot be written to its place."""


class Report:
    """Collects outcomes; a context manager that lets go of what was not finished.

    Whatever the file system refuses is raised as ReportUnwritable.
    """

    def __init__(self, path: Path) -> None:
        """Prepare the report at ``path``."""
        self._is_first = True
        with _refusals():
            self.path = path.resolve()
            if self.path.exists() and not self.path.is_file():
                raise FileExistsError(errno.EEXIST, "not a regular file", str(path))
            file = tempfile.TemporaryFile("w+", encoding="utf-8", dir=self.path.parent)  # noqa: SIM115
            self._file = cast(TextIO, file)

    def __enter__(self) -> "Report":
        return self

    def __exit__(self, *error: object) -> None:
        self._file.close()

    def add(self, outcome: Outcome) -> None:
        """Write the outcome of one file."""
        with _refusals():
            self._file.write("" if self._is_first else ",\n")
            json.dump(as_dict(outcome), self._file, ensure_ascii=False)
        self._is_first = False

    def finish(self, options: Options, counts: dict[str, int]) -> None:
        """Put head and outcomes together at the report's place."""
        run = {"path": printable(options.path), "dry_run": options.dry_run, "counts": counts}
        part = self.path.with_name(f".report-{os.getpid()}")
        try:
            with _refusals(), part.open("w", encoding="utf-8") as file:
                file.write('{"run": ')
                json.dump(run, file, ensure_ascii=False)
                file.write(',\n"files": [\n')
                self._file.seek(0)
                shutil.copyfileobj(self._file, file)
                file.write("\n]}\n")
            with _refusals():
                part.replace(self.path)
        finally:
            part.unlink(missing_ok=True)


@contextmanager
def _refusals() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise ReportUnwritable(error) from error


def as_dict(outcome: Outcome) -> dict[str, Any]:
    """Return the ``files`` entry of one file."""
    return {
        "file": outcome.file,
        "status": str(outcome.status),
        "reason": message(outcome.reason),
        "warnings": [message(warning) for warning in outcome.warnings],
        "record": outcome.record.as_dict() if outcome.record else None,
        "clusters": outcome.clusters,
    }
