"""PostgreSQL's extension `pg_trgm`, by which it finds parts of words and compares texts.

An installation without it works all the same, only slower. It may be in any schema: managed servers
have one for extensions, which `search_path` need not name.
"""

from django.contrib.postgres.search import TrigramDistance
from django.db import DatabaseError, transaction
from django.db.backends.base.base import BaseDatabaseWrapper

SCHEMA = """
    SELECT quote_ident(nspname)
    FROM pg_extension JOIN pg_namespace ON pg_namespace.oid = extnamespace
    WHERE extname = 'pg_trgm' AND has_schema_privilege(pg_namespace.oid, 'USAGE')
"""
NOT_USABLE = (
    "it is in a schema that this role may not use: "
    "GRANT USAGE ON SCHEMA … TO … as the schema's owner"
)


class NoTrigramsError(Exception):
    """The database has no `pg_trgm`, or does not let us use it."""


def find_schema(connection: BaseDatabaseWrapper) -> str | None:
    """Return the quoted name of the schema that has the extension; None if it cannot be used."""
    if connection.vendor != "postgresql":
        return None
    with connection.cursor() as cursor:
        cursor.execute(SCHEMA)
        row = cursor.fetchone()
    return row[0] if row else None


def has_extension(connection: BaseDatabaseWrapper) -> bool:
    return find_schema(connection) is not None


def operator_class(connection: BaseDatabaseWrapper) -> str:
    """Return the operator class for GIN indexes of trigrams, with its schema.

    Raise `NoTrigramsError` where the extension is missing.
    """
    schema = find_schema(connection)
    if schema is None:
        raise NoTrigramsError
    return f"{schema}.gin_trgm_ops"


def distance(schema: str, field: str, text: str) -> TrigramDistance:
    """Return how little a field has in common with a text, by the operator in that schema."""
    operator = f"OPERATOR({schema.replace('%', '%%')}.<->)"
    return TrigramDistance(field, text, arg_joiner=f" {operator} ")


def create_extension(connection: BaseDatabaseWrapper) -> str:
    """Create the extension if it is missing, and return why that was not possible, or "".

    The owner of a database may, since PostgreSQL 13.
    """
    try:
        with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
            cursor.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
    except DatabaseError as error:
        return str(error).partition("\n")[0]
    return "" if has_extension(connection) else NOT_USABLE
