"""PostgreSQL's extension `pg_trgm`, by which it finds parts of words and compares texts.

An installation without it works all the same, only slower.
"""

from functools import cache

from django.db import DatabaseError, connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper


def has_extension(connection: BaseDatabaseWrapper) -> bool:
    if connection.vendor != "postgresql":
        return False
    with connection.cursor() as cursor:
        cursor.execute("SELECT FROM pg_extension WHERE extname = 'pg_trgm'")
        return cursor.fetchone() is not None


@cache
def has_trigrams(alias: str) -> bool:
    """Return if a database has the extension; a worker asks once."""
    return has_extension(connections[alias])


def create_extension(connection: BaseDatabaseWrapper) -> str:
    """Create the extension if it is missing, and return why that was not possible, or "".

    The owner of a database may, since PostgreSQL 13.
    """
    try:
        with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
            cursor.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
    except DatabaseError as error:
        return str(error).partition("\n")[0]
    return ""


def operator_class(connection: BaseDatabaseWrapper) -> str:
    """Return the extension's operator class for GIN, with its schema, as SQL."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT nspname FROM pg_extension JOIN pg_namespace ON extnamespace = pg_namespace.oid "
            "WHERE extname = 'pg_trgm'"
        )
        row = cursor.fetchone()
    if row is None:
        raise DatabaseError("The database has no pg_trgm.")
    return f"{connection.ops.quote_name(row[0])}.gin_trgm_ops"
