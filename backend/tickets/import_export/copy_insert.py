"""Store many new tickets as fast as the database takes them."""

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from itertools import islice
from typing import Any

from django.db import connection

from tickets.models import Ticket

# PostgreSQL lists the words of new tickets, to be sorted into the search's indexes when the list is
# full. So long a list is for others to sort, meanwhile.
LISTING = "SET LOCAL gin_pending_list_limit = '256MB'"
LINES_AT_ONCE = 500
FIELDS = [field.attname for field in Ticket._meta.concrete_fields]
NUMBER = Ticket._meta.pk.attname

Values = Mapping[str, Any]


def insert(tickets: Collection[Values]) -> None:
    """Store new tickets by their fields; must run in a transaction.

    All have times; on PostgreSQL, all have numbers.
    """
    if not tickets:
        return
    if connection.vendor == "postgresql":
        copy(tickets)
    else:
        Ticket.objects.bulk_create(Ticket(**values) for values in tickets)


def copy(tickets: Collection[Values]) -> None:
    quote = connection.ops.quote_name
    columns = ", ".join(map(quote, FIELDS))
    with connection.cursor() as cursor:
        cursor.execute(LISTING)
        cursor.copy_expert(
            f"COPY {quote(Ticket._meta.db_table)} ({columns}) FROM STDIN", Lines(tickets)
        )


class Lines:
    """Tickets in the text format of PostgreSQL's COPY, as a file that is written while it is read.

    PostgreSQL stores what it has meanwhile, which takes longer than to write some more.
    """

    def __init__(self, tickets: Iterable[Values]) -> None:
        self.tickets = iter(tickets)

    def read(self, size: int) -> str:
        """Some more lines, however long they are; nothing after the last."""
        return "".join(map(line_of, islice(self.tickets, LINES_AT_ONCE)))


def line_of(ticket: Values) -> str:
    cells = [as_text(ticket[name]) if name in ticket else DEFAULTS[name] for name in FIELDS]
    return "\t".join(cells) + "\n"


def as_text(value: Any) -> str:
    """A value in the text format of PostgreSQL's COPY."""
    if value is None:
        return r"\N"
    if isinstance(value, datetime):
        return value.isoformat()
    return (
        str(value)
        .replace("\\", r"\\")
        .replace("\n", r"\n")
        .replace("\r", r"\r")
        .replace("\t", r"\t")
    )


# Numbers and times are each ticket's own.
DEFAULTS = {
    field.attname: as_text(field.get_default())
    for field in Ticket._meta.concrete_fields
    if not field.primary_key and not callable(field.default)
}
