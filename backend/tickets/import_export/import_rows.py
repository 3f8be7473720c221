"""Store the rows of an imported file, each once however often it is imported."""

from collections.abc import Collection
from datetime import datetime
from threading import Event
from typing import Any

from django.db import connection, transaction

from tickets.import_export.copy_insert import NUMBER, insert
from tickets.import_export.csv_reader import GoodRow
from tickets.import_export.reserved_ids import draw_numbers, reserve_numbers
from tickets.models import Ticket


def look_up(column: str, wanted: Collection[Any], kind: str) -> list[tuple[Any, datetime]]:
    """Those of the values that tickets have in a column with an index, and their creation.

    PostgreSQL is asked for one after the other: told of thousands at once, it prefers to read
    all tickets.
    """
    if not wanted:
        return []
    if connection.vendor != "postgresql":
        found = Ticket.objects.filter(**{f"{column}__in": wanted})
        return list(found.order_by().values_list(column, "created_at"))
    table = connection.ops.quote_name(Ticket._meta.db_table)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT value, created_at"
            f" FROM unnest(string_to_array(%s, ' ')::{kind}[]) AS value"
            f" CROSS JOIN LATERAL (SELECT created_at FROM {table} WHERE {column} = value LIMIT 1)"
            " AS ticket",
            [" ".join(map(str, wanted))],
        )
        return list(cursor.fetchall())


@transaction.atomic
def store(rows: list[GoodRow], numbered: Event) -> int:
    """Store the rows that are not there yet, and return how many those were.

    A row is there when one with the same content was imported before, or when a ticket with its
    number and its time of creation exists. A row's own number is kept where it is free. `numbered`
    is set when the rows have their numbers, before they are written.
    """
    numbers = [row.values[NUMBER] for row in rows if NUMBER in row.values]
    if numbers:
        reserve_numbers(max(numbers))
    wanted = {row.key: row.values for row in rows}
    known_keys = {key for key, _ in look_up("import_key", wanted, "text")}
    taken = dict(look_up(NUMBER, numbers, "bigint"))

    kept: dict[int, dict[str, Any]] = {}
    unnumbered: list[dict[str, Any]] = []
    for key, values in wanted.items():
        number = values.get(NUMBER)
        if key in known_keys or (number and taken.get(number) == values["created_at"]):
            continue
        ticket = {**values, "import_key": key}
        if number and number not in taken and number not in kept:
            kept[number] = ticket
        else:
            ticket.pop(NUMBER, None)
            unnumbered.append(ticket)
    if connection.vendor == "postgresql" and unnumbered:
        for ticket, number in zip(unnumbered, draw_numbers(len(unnumbered)), strict=True):
            ticket[NUMBER] = number
    numbered.set()

    insert([*kept.values(), *unnumbered])
    return len(kept) + len(unnumbered)
