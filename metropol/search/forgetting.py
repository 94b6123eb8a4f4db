"""What was deleted leaves no word behind, in no file of an index."""

from django.db import connection
from wagtail.search.models import IndexEntry


def forget_deleted_words() -> None:
    """Take the words of what was deleted out of the indexes, Wagtail's and the site's, at once.

    SQLite only marks them as deleted, until by chance it writes that part of its index anew.
    """
    from metropol.models import SearchEntry
    from metropol.search.deferred import catch_up

    catch_up()
    if connection.vendor == "sqlite":
        for model in (IndexEntry, SearchEntry):
            table = connection.ops.quote_name(f"{model._meta.db_table}_fts")
            with connection.cursor() as cursor:
                cursor.execute(f"INSERT INTO {table}({table}) VALUES ('optimize')")  # noqa: S608
