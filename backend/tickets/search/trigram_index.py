"""What PostgreSQL needs to find parts of words, and to compare texts: the extension `pg_trgm`.

Where an installation cannot have it, everything works all the same, only slower.
"""

from functools import cache

from django.db import DatabaseError, connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper

from core.db.pooler import is_pooled

# New texts wait in a list until they are sorted into an index, by the one who makes the list longer
# than this. With PostgreSQL's own 4 MB that takes some 0.4 s for one ticket in two thousand, with
# this some 10 ms for one in thirty.
LIST_LENGTH = "64kB"
INDEXES = {"ticket_title_trigrams": "title", "ticket_description_trigrams": "description"}


def has_extension(connection: BaseDatabaseWrapper) -> bool:
    if connection.vendor != "postgresql":
        return False
    with connection.cursor() as cursor:
        cursor.execute("SELECT FROM pg_extension WHERE extname = 'pg_trgm'")
        return cursor.fetchone() is not None


@cache
def can_compare(alias: str) -> bool:
    """Whether a database compares texts; a worker asks once."""
    return has_extension(connections[alias])


def create_extension(connection: BaseDatabaseWrapper) -> str:
    """Create it if need be and possible; returns why not. Its owner may, since PostgreSQL 13."""
    try:
        with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
            cursor.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
    except DatabaseError as error:
        return str(error).partition("\n")[0]
    return ""


def build_indexes(connection: BaseDatabaseWrapper) -> None:
    """As the search compares: in upper case. Built beside readers and writers."""
    # Ones that were interrupted are there, and of no use.
    drop_indexes(connection)
    for name, column in INDEXES.items():
        with connection.cursor() as cursor:
            cursor.execute(
                f"CREATE INDEX CONCURRENTLY {name} ON tickets_ticket "
                f"USING gin (UPPER({column}::text) gin_trgm_ops)"
            )


def keep_lists_short(connection: BaseDatabaseWrapper, **_: object) -> None:
    """Receiver of `connection_created`. Behind a pooler it goes along with what people ask."""
    if connection.vendor == "postgresql" and not is_pooled(connection):
        with connection.cursor() as cursor:
            cursor.execute("SELECT set_config('gin_pending_list_limit', %s, false)", [LIST_LENGTH])


def sort_lists(connection: BaseDatabaseWrapper) -> None:
    """Sort into the indexes what waits, so that nobody who submits a ticket has to."""
    if has_extension(connection):
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT gin_clean_pending_list(oid) FROM pg_class WHERE relname = ANY(%s)",
                [list(INDEXES)],
            )


def drop_indexes(connection: BaseDatabaseWrapper) -> None:
    for name in INDEXES:
        with connection.cursor() as cursor:
            cursor.execute(f"DROP INDEX CONCURRENTLY IF EXISTS {name}")
