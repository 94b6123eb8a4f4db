"""The two databases: what matches a query and how well. Nothing else differs."""

from collections.abc import Sequence
from typing import ClassVar

from django.db import connection

from metropol.models import SearchEntry

#: A query: all groups must be found, of each group any term.
Groups = Sequence[Sequence[str]]
TABLE = SearchEntry._meta.db_table
#: How much more a word counts in a title.
TITLE = 10.0


class PostgreSQL:
    """A ``tsvector`` of the configuration ``simple`` with a GIN index, made by the migration."""

    source: ClassVar[str] = f"{TABLE} e, CAST(%s AS tsquery) q"
    match: ClassVar[str] = "e.vector @@ q"
    #: Divided by the logarithm of the length, as 1 asks for.
    rank: ClassVar[str] = f"ts_rank('{{{1 / TITLE}, 0, 0, 1}}', e.vector, q, 1)"
    lock: ClassVar[str] = "SELECT pg_advisory_xact_lock(7304612)"

    @staticmethod
    def query(groups: Groups) -> str:
        """Return a query as PostgreSQL reads it; terms are letters and digits alone."""
        return " & ".join(f"({' | '.join(group)})" for group in groups)


class SQLite:
    """An FTS5 table beside the table of entries, kept by triggers of the migration."""

    source: ClassVar[str] = f"{TABLE}_fts JOIN {TABLE} e ON e.id = {TABLE}_fts.rowid"
    match: ClassVar[str] = f"{TABLE}_fts MATCH %s"
    #: It is the smaller the better, and never above zero.
    rank: ClassVar[str] = f"-bm25({TABLE}_fts, {TITLE}, 1.0)"
    lock: ClassVar[str] = ""  # a transaction that writes is alone

    @staticmethod
    def query(groups: Groups) -> str:
        """Return a query as FTS5 reads it; quoted, since ``and`` might be a term."""
        each = (" OR ".join(f'"{term}"' for term in group) for group in groups)
        return " AND ".join(f"({group})" for group in each)


def backend() -> type[PostgreSQL] | type[SQLite]:
    """Return what the portal's database can do."""
    return PostgreSQL if connection.vendor == "postgresql" else SQLite


def lock() -> None:
    """Let nobody else change the index until the transaction ends."""
    if statement := backend().lock:
        with connection.cursor() as cursor:
            cursor.execute(statement)
