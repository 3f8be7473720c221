"""The index of words on PostgreSQL: trigrams of the searched texts."""

import re
from functools import cache

from django.db import connection as default_connection
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper

from core.db.pooler import is_pooled
from core.db.trigrams import find_schema, has_extension, operator_class

# New texts wait in a list of the index until a writer makes it longer than this and has to merge it
# into the index. With PostgreSQL's default of 4 MB that takes some 0.4 s for one ticket in two
# thousand, with this some 10 ms for one in thirty.
PENDING_LIST_LIMIT = "64kB"
INDEX = "search_text_trigrams"
# Trigrams are of letters or digits in a row.
THREE_LETTERS = re.compile(r"[^\W_]{3}")
THREE_ASCII_LETTERS = re.compile(r"[a-z0-9]{3}")


@cache
def knows_all_letters(alias: str) -> bool:
    """Return if a database's locale has letters beside those of ASCII; a worker asks once.

    With the locale C the index has no trigrams of others, and reads all texts for such a word.
    """
    connection = connections[alias]
    schema = find_schema(connection)
    if schema is None:
        return True
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {schema}.show_trgm(%s) <> '{{}}'", ["\u0436\u0436\u0436"])
        return bool(cursor.fetchone()[0])


def has_trigrams(term: str) -> bool:
    """Return if the index finds a term, because letters or digits in a row are in it."""
    if knows_all_letters(default_connection.alias):
        return THREE_LETTERS.search(term) is not None
    return THREE_ASCII_LETTERS.search(term) is not None


def build_index(connection: BaseDatabaseWrapper) -> None:
    """Build the index while others work."""
    # An interrupted run leaves an invalid index.
    drop_index(connection)
    with connection.cursor() as cursor:
        cursor.execute(
            f"CREATE INDEX CONCURRENTLY {INDEX} ON tickets_searchtext "
            f"USING gin (text {operator_class(connection)})"
        )


def limit_pending_lists(connection: BaseDatabaseWrapper, **_: object) -> None:
    """Set the limit for a new connection; receiver of `connection_created`.

    Behind a pooler `prefix_settings` does so.
    """
    if connection.vendor == "postgresql" and not is_pooled(connection):
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT set_config('gin_pending_list_limit', %s, false)", [PENDING_LIST_LIMIT]
            )


def flush_pending_list(connection: BaseDatabaseWrapper) -> None:
    """Merge the pending list into the index, so that nobody who submits a ticket has to."""
    if has_extension(connection):
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT gin_clean_pending_list(oid) FROM pg_class "
                "WHERE relname = %s AND pg_table_is_visible(oid)",
                [INDEX],
            )


def drop_index(connection: BaseDatabaseWrapper) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"DROP INDEX CONCURRENTLY IF EXISTS {INDEX}")
