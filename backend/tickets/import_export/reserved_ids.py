"""Ids of tickets that come with a file."""

from django.db import connection

from tickets.models import Ticket


def reserve_ids(highest: int) -> None:
    """Let the ids of new tickets start above `highest`, unless they already do.

    Must run in a transaction. Until it ends nobody else can add tickets, so that no id is given
    out twice. Only PostgreSQL needs this: SQLite has one writer at a time, and takes the highest
    id into account by itself.
    """
    if connection.vendor != "postgresql":
        return
    table = connection.ops.quote_name(Ticket._meta.db_table)
    with connection.cursor() as cursor:
        cursor.execute(f"LOCK TABLE {table} IN SHARE ROW EXCLUSIVE MODE")
        cursor.execute(
            "SELECT setval(name::regclass, greatest(%s, pg_sequence_last_value(name::regclass)))"
            " FROM pg_get_serial_sequence(%s, %s) AS name",
            [highest, table, Ticket._meta.pk.column],
        )
