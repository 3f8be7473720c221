"""The rows of an export: all tickets, as of one moment, with bounded memory."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection, transaction

from core.db.vendor import is_postgresql
from tickets.access import PRESENT
from tickets.history.record import FORMATS, NAMES, REFERENCES
from tickets.import_export.csv_format import EXPORT_COLUMNS, IMPORTED_COLUMNS, TAGS
from tickets.models import Ticket
from tickets.tags.selectors import names_of_tickets

ROWS_AT_ONCE = 2_000


@contextmanager
def one_moment() -> Iterator[None]:
    """Let all queries read the state of one moment, while others go on writing."""
    if connection.in_atomic_block:
        yield
        return
    if is_postgresql():
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
            yield
        return
    # Not `atomic`, which takes SQLite's lock for writing.
    with connection.cursor() as cursor:
        cursor.execute("BEGIN DEFERRED")
        try:
            yield
        finally:
            cursor.execute("ROLLBACK")


class ReferenceNames:
    """The names of agents and teams, each read once."""

    def __init__(self) -> None:
        self.known: dict[str, dict[int, str]] = {field: {} for field in REFERENCES}

    def put_into(self, rows: list[dict[str, Any]]) -> None:
        """Replace the ids in these rows by names, with a query for each field that has new ones."""
        for field, name in REFERENCES.items():
            known = self.known[field]
            ids = {row[field] for row in rows} - known.keys() - {None}
            if ids:
                known |= NAMES[field](ids)
            for row in rows:
                row[name] = known.get(row.pop(field))


def put_tags_into(rows: list[dict[str, Any]]) -> None:
    """Give rows, in the order of their ids, the names of their tags: one query at most."""
    is_tagged = [row.pop("is_tagged") for row in rows]
    names = names_of_tickets(rows[0]["id"], rows[-1]["id"]) if any(is_tagged) else {}
    for row in rows:
        row[TAGS] = names.get(row["id"], [])


def ticket_chunks() -> Iterator[list[dict[str, Any]]]:
    """Yield the exported fields of all tickets, the oldest first, chunk by chunk.

    Spam and the bin stay here: they are not worth moving.

    Not by a cursor of the server's: behind a pooler there are none.
    """
    columns = (*IMPORTED_COLUMNS, *REFERENCES, *FORMATS, "is_tagged")
    tickets = Ticket.objects.filter(PRESENT).order_by("id").values(*columns)
    names = ReferenceNames()
    last_id = 0
    while chunk := list(tickets.filter(id__gt=last_id)[:ROWS_AT_ONCE]):
        names.put_into(chunk)
        for row in chunk:
            row.update({name: to_text(row[name]) for name, to_text in FORMATS.items()})
        put_tags_into(chunk)
        yield [{name: row[name] for name in EXPORT_COLUMNS} for row in chunk]
        last_id = chunk[-1]["id"]
