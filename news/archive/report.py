"""The report of a run: a JSON file for machines.

The outcomes are collected in a file without a name, so that their size does not count in memory
and nothing is left of a run that was interrupted; the report appears at its place as a whole.
"""

import errno
import heapq
import json
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TextIO, cast

from news.archive.messages import message
from news.archive.names import printable
from news.archive.outcome import Options, Outcome


class ReportUnwritable(Exception):  # noqa: N818 - names the state, not a fault
    """The report cannot be written to its place."""


class Report:
    """Collects outcomes; a context manager that lets go of what was not finished.

    Whatever the file system refuses is raised as ReportUnwritable.
    """

    def __init__(self, path: Path) -> None:
        """Prepare the report at ``path``."""
        self._last = 0
        self._late: dict[int, str] = {}
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
        line = json.dumps(as_dict(outcome), ensure_ascii=False)
        if outcome.number < self._last:  # a translation: the others were before it
            self._late[outcome.number] = line
            return
        with _refusals():
            self._file.write(f"{outcome.number}\t{line}\n")
        self._last = outcome.number

    def finish(self, options: Options, counts: dict[str, int]) -> None:
        """Put head and outcomes together at the report's place, in the order of the files."""
        run = {"path": printable(options.path), "dry_run": options.dry_run, "counts": counts}
        part = self.path.with_name(f".report-{os.getpid()}")
        try:
            with _refusals(), part.open("w", encoding="utf-8") as file:
                file.write('{"run": ')
                json.dump(run, file, ensure_ascii=False)
                file.write(',\n"files": [\n')
                for index, (_, line) in enumerate(
                    heapq.merge(self._lines(), sorted(self._late.items()))
                ):
                    file.write(",\n" if index else "")
                    file.write(line)
                file.write("\n]}\n")
            with _refusals():
                part.replace(self.path)
        finally:
            part.unlink(missing_ok=True)

    def _lines(self) -> Iterator[tuple[int, str]]:
        self._file.seek(0)
        for row in self._file:
            number, _, line = row.rstrip("\n").partition("\t")
            yield int(number), line


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
