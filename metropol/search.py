"""The search index: texts that may be missing in one language, and words that must go."""

from typing import Any

from django.db import connection, models
from wagtail.search import index
from wagtail.search.models import IndexEntry


class _EmptyForNone(index.BaseField):
    """Without this a missing text would be the word "None" in the index."""

    def get_value(self, obj: models.Model) -> Any:
        """Return the text of ``obj``, "" if there is none."""
        value = super().get_value(obj)
        return "" if value is None else value


class SearchField(_EmptyForNone, index.SearchField):
    """A text that is searched."""


class AutocompleteField(_EmptyForNone, index.AutocompleteField):
    """A text that is found by its beginning."""


def forget_deleted_words() -> None:
    """Take the words of what was deleted out of the files of the search index.

    SQLite only marks them as deleted, until by chance it writes that part of its index anew.
    """
    if connection.vendor == "sqlite":
        table = connection.ops.quote_name(f"{IndexEntry._meta.db_table}_fts")
        with connection.cursor() as cursor:
            cursor.execute(f"INSERT INTO {table}({table}) VALUES ('optimize')")  # noqa: S608
