"""The import as a process of its own, on a copy of the test database."""

import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

import psycopg
from django.db import connection

from tests.copies import IS_POSTGRESQL
from tests.news.archive.documents import ROOT


@dataclass(frozen=True)
class Database:
    """A copy of the test database."""

    name: str

    @property
    def url(self) -> str:
        """The address for ``DATABASE_URL``."""
        if not IS_POSTGRESQL:
            return f"sqlite:///{self.name}"
        found = {key: quote(str(value), safe="") for key, value in connection.settings_dict.items()}
        password = f":{found['PASSWORD']}" if found["PASSWORD"] else ""
        port = f":{found['PORT']}" if found["PORT"] else ""
        return f"postgres://{found['USER']}{password}@{found['HOST']}{port}/{self.name}"

    def start(self, *arguments: object) -> subprocess.Popen[str]:
        """Start ``manage.py`` on this database."""
        return self._python("manage.py", *arguments)

    @contextmanager
    def standby(self, *arguments: object) -> Iterator[Callable[[float], int]]:
        """Yield a function that runs ``manage.py``, kills it after some seconds if it still runs.

        It returns the exit status, or -9 (see `tests.news.standby`).
        """
        with self._python("-m", "tests.news.standby", *arguments) as process:
            assert process.stdin
            assert process.stdout
            assert process.stdout.readline() == "\n"

            def run(seconds: float) -> int:
                process.stdin.write(f"{seconds}\n")
                process.stdin.flush()
                return int(process.stdout.readline())

            yield run
            out, error = process.communicate(timeout=60)
            assert (process.returncode, out, error) == (0, "", "")

    def _python(self, *arguments: object) -> subprocess.Popen[str]:
        return subprocess.Popen(
            [sys.executable, *map(str, arguments)],
            cwd=ROOT,
            env={"PATH": os.environ["PATH"], "DATABASE_URL": self.url},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            # A shell may have started the tests so that Ctrl-C is ignored.
            preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
        )

    def description(self) -> dict[str, Any]:
        """Return all that the database holds (see `tests.news.description`)."""
        script = "from tests.news.description import show; show()"
        process = self.start("shell", "--no-imports", "-c", script)
        out, error = process.communicate(timeout=120)
        assert process.returncode == 0, error
        found: dict[str, Any] = json.loads(out)
        return found

    def rows(self, query: str) -> list[tuple[Any, ...]]:
        """Return the rows that a query finds."""
        connect: Any = psycopg.connect if IS_POSTGRESQL else sqlite3.connect
        reader = connect(self.url if IS_POSTGRESQL else self.name)
        try:
            found: list[tuple[Any, ...]] = reader.execute(query).fetchall()
            return found
        finally:
            reader.close()

    def number(self, table: str, condition: str = "true") -> int:
        """Return the number of rows for which the condition holds."""
        query = f"SELECT count(*) FROM {table} WHERE {condition}"  # noqa: S608
        found: int = self.rows(query)[0][0]
        return found

    def wait_until_alone(self) -> None:
        """Wait until the server has noticed the end of a killed process, which frees its lock."""
        others = f"datname = '{self.name}' AND pid <> pg_backend_pid()"
        deadline = time.monotonic() + 60
        while IS_POSTGRESQL and self.number("pg_stat_activity", others):
            assert time.monotonic() < deadline
            time.sleep(0.02)
