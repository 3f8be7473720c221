"""The trigram indexes of tickets' titles and descriptions, on PostgreSQL."""

from django.db.backends.base.base import BaseDatabaseWrapper

from core.db.pooler import is_pooled
from core.db.trigrams import has_extension, operator_class

# New texts wait in a list of the index until a writer makes it longer than this and has to merge it
# into the index. With PostgreSQL's default of 4 MB that takes some 0.4 s for one ticket in two
# thousand, with this some 10 ms for one in thirty.
PENDING_LIST_LIMIT = "64kB"
INDEXES = {"ticket_title_trigrams": "title", "ticket_description_trigrams": "description"}


def build_indexes(connection: BaseDatabaseWrapper) -> None:
    """Build the indexes, of texts in upper case, as the search compares, while others work."""
    # An interrupted run leaves invalid indexes.
    drop_indexes(connection)
    trigrams = operator_class(connection)
    for name, column in INDEXES.items():
        with connection.cursor() as cursor:
            cursor.execute(
                f"CREATE INDEX CONCURRENTLY {name} ON tickets_ticket "
                f"USING gin (UPPER({column}::text) {trigrams})"
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


def flush_pending_lists(connection: BaseDatabaseWrapper) -> None:
    """Merge the pending lists into the indexes, so that nobody who submits a ticket has to."""
    if has_extension(connection):
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT gin_clean_pending_list(oid) FROM pg_class "
                "WHERE relname = ANY(%s) AND pg_table_is_visible(oid)",
                [list(INDEXES)],
            )


def drop_indexes(connection: BaseDatabaseWrapper) -> None:
    for name in INDEXES:
        with connection.cursor() as cursor:
            cursor.execute(f"DROP INDEX CONCURRENTLY IF EXISTS {name}")
