"""Store many new tickets as fast as the database takes them."""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from itertools import islice
from typing import Any

from django.db import connection

from tickets.models import Ticket

# PostgreSQL lists the words of new tickets, to be sorted into the search's indexes when the list is
# full. So long a list is for others to sort, meanwhile.
LISTING = "SET LOCAL gin_pending_list_limit = '256MB'"
# Lines that are written at once.
AT_ONCE = 500
FIELDS = [field.attname for field in Ticket._meta.concrete_fields]


def insert(tickets: Collection[Ticket]) -> None:
    """Store new tickets; must run in a transaction. Either all have numbers, or none has."""
    if not tickets:
        return
    if connection.vendor == "postgresql":
        copy(tickets)
    else:
        Ticket.objects.bulk_create(tickets)


def copy(tickets: Collection[Ticket]) -> None:
    has_numbers = next(iter(tickets)).pk is not None
    names = [name for name in FIELDS if has_numbers or name != Ticket._meta.pk.attname]
    quote = connection.ops.quote_name
    columns = ", ".join(map(quote, names))
    with connection.cursor() as cursor:
        cursor.execute(LISTING)
        cursor.copy_expert(
            f"COPY {quote(Ticket._meta.db_table)} ({columns}) FROM STDIN", Lines(tickets, names)
        )


class Lines:
    """Tickets in the text format of PostgreSQL's COPY, as a file that is written while it is read.

    PostgreSQL stores what it has meanwhile, which takes longer than to write some more.
    """

    def __init__(self, tickets: Iterable[Ticket], names: Sequence[str]) -> None:
        self.tickets = iter(tickets)
        self.names = names

    def read(self, size: int) -> str:
        """Some more lines, however long they are; nothing after the last."""
        return "".join(
            "\t".join([as_text(getattr(ticket, name)) for name in self.names]) + "\n"
            for ticket in islice(self.tickets, AT_ONCE)
        )


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
