"""What the database holds, for tests that compare it before and after."""

import re
from collections.abc import Collection
from typing import Any

from django.db import connection

TIME = re.compile(r"\d{4}-\d\d-\d\d[ T]\d\d:\d\d:\d\d(\.\d+)?(Z|\+\d\d:\d\d)?")
UUID = re.compile(r"\b[0-9a-f]{8}-?([0-9a-f]{4}-?){3}[0-9a-f]{12}\b")


def contents(*leave_out: str, without: Collection[str] = ()) -> dict[str, list[dict[str, Any]]]:
    """Return all rows of all tables, in a stable order.

    ``leave_out`` are tables, or columns as ``table.column``; ``without`` are parts of the names
    of tables.
    """
    found = {}
    with connection.cursor() as cursor:
        for table in sorted(connection.introspection.table_names(cursor)):
            if table in leave_out or any(part in table for part in without):
                continue
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")  # noqa: S608
            columns = [column[0] for column in cursor.description]
            rows = [dict(zip(columns, row, strict=True)) for row in cursor.fetchall()]
            for row in rows:
                for column in columns:
                    if f"{table}.{column}" in leave_out:
                        del row[column]
            found[table] = sorted(rows, key=repr)
    return found


def differences(before: dict[str, Any], after: dict[str, Any]) -> dict[str, list[Any]]:
    """Return for each table the columns of rows that differ, or the rows that only one has."""
    found = {}
    for table in sorted(before.keys() | after.keys()):
        old, new = before.get(table, []), after.get(table, [])
        gone = [row for row in old if row not in new]
        come = [row for row in new if row not in old]
        if len(gone) == len(come):
            found[table] = [
                {name: (row[name], other.get(name)) for name in row if row[name] != other.get(name)}
                for row, other in zip(gone, come, strict=True)
            ]
        else:
            found[table] = [*gone, *come]
    return {table: rows for table, rows in found.items() if rows}


def faceless(value: Any) -> str:
    """Return the text of a value with times and uuids replaced."""
    return UUID.sub("UUID", TIME.sub("TIME", str(value)))
