"""Copies of the test database: what is done in them, by whomever, leaves no trace in it."""

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
from django.db import connection

IS_POSTGRESQL = connection.vendor == "postgresql"


def copy_database(folder: Path) -> str:
    """Copy the test database and return the name of the copy, which is a file on SQLite.

    Nothing may be open in it but Django's connection, and no transaction in that.
    """
    unique = uuid.uuid4().hex[:12]
    connection.ensure_connection()
    assert connection.connection is not None
    if not IS_POSTGRESQL:
        path = folder / f"{unique}.sqlite3"
        path.write_bytes(connection.connection.serialize())
        return str(path)
    template = connection.settings_dict["NAME"]
    connection.close()
    _on_server(f'CREATE DATABASE "{template}_{unique}" TEMPLATE "{template}"')
    return f"{template}_{unique}"


def drop_database(name: str) -> None:
    """Drop a copy on the server; a file goes with its folder."""
    if IS_POSTGRESQL:
        _on_server(f'DROP DATABASE "{name}" WITH (FORCE)')


@contextmanager
def working_on_copy(folder: Path) -> Iterator[None]:
    """Let Django work on a copy, also in threads, which have connections of their own there.

    This takes a part of the time that emptying and filling the tables again does.
    """
    copy = copy_database(folder)
    original, kept = connection.settings_dict["NAME"], connection.connection
    connection.settings_dict["NAME"], connection.connection = copy, None
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict["NAME"], connection.connection = original, kept
        drop_database(copy)


def _on_server(statement: str) -> None:
    parameters = connection.get_connection_params() | {"dbname": "postgres"}
    with psycopg.connect(**parameters, autocommit=True) as server:
        server.execute(statement)
