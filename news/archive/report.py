"""The report of a run: a JSON file for machines, a summary for whoever ran it.

The JSON is written file by file beside its final place and moved there at the end, so that
its size does not count in memory and a half-written report is never found.
"""

import json
import os
import tempfile
from pathlib import Path
from typing import Any, TextIO

from news.archive.loader import Options, Outcome
from news.archive.messages import message


class Report:
    """Collects outcomes; a context manager that removes what was not finished."""

    def __init__(self, path: Path) -> None:
        """Prepare the report at ``path``; raises OSError if it cannot be written there."""
        self.path = path
        descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}-")
        self._part = Path(name)
        self._file: TextIO = os.fdopen(descriptor, "w+", encoding="utf-8")
        self._is_first = True

    def __enter__(self) -> "Report":
        return self

    def __exit__(self, *error: object) -> None:
        self._file.close()
        self._part.unlink(missing_ok=True)

    def add(self, outcome: Outcome) -> None:
        """Write the outcome of one file."""
        self._file.write("" if self._is_first else ",\n")
        json.dump(as_dict(outcome), self._file, ensure_ascii=False)
        self._is_first = False

    def finish(self, options: Options, counts: dict[str, int]) -> None:
        """Put head and outcomes together at the report's place."""
        run = {"path": options.path, "dry_run": options.dry_run, "counts": counts}
        final = self._part.with_suffix(".json")
        self._file.seek(0)
        with final.open("w", encoding="utf-8", errors="backslashreplace") as file:
            file.write('{"run": ')
            json.dump(run, file, ensure_ascii=False)
            file.write(',\n"files": [\n')
            while piece := self._file.read(1 << 16):
                file.write(piece)
            file.write("\n]}\n")
        final.replace(self.path)


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
