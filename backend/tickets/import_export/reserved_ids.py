"""Which numbers tickets get that are written many at once."""

from django.db import connection

from tickets.models import Ticket


def reserve_numbers(highest: int) -> None:
    """Make new tickets' numbers start above `highest`, if they don't already.

    Must run in a transaction. Until its end nobody else makes tickets, so that no number can be
    given out twice; only PostgreSQL needs this, for SQLite has one writer at a time and counts by
    itself.
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


def draw_numbers(count: int) -> list[int]:
    """So many numbers for new tickets, in their order; for PostgreSQL.

    Must run in the transaction that uses them: `reserve_numbers` waits until that ends.
    """
    table = connection.ops.quote_name(Ticket._meta.db_table)
    with connection.cursor() as cursor:
        cursor.execute(f"LOCK TABLE {table} IN ROW EXCLUSIVE MODE")
        cursor.execute(
            "SELECT nextval((SELECT pg_get_serial_sequence(%s, %s)::regclass))"
            " FROM generate_series(1, %s)",
            [table, Ticket._meta.pk.column, count],
        )
        return [number for (number,) in cursor.fetchall()]
