"""Storing the rows of an imported file, each once however often the file is imported."""

from collections.abc import Collection, Iterable
from typing import Any

from django.conf import settings
from django.db import connection, reset_queries, transaction

from tickets.import_export.csv_reader import ValidRow
from tickets.import_export.reserved_ids import reserve_ids
from tickets.models import Ticket
from tickets.search.search_texts import store_copies
from tickets.search.trigram_index import flush_pending_list

# PostgreSQL collects new texts in a list and moves them to the index of words when it is full.
# A whole batch at once takes a fifth of the time of many small parts.
PENDING_LIST_LIMIT = "SET LOCAL gin_pending_list_limit = '256MB'"


def import_rows(rows: Iterable[ValidRow]) -> int:
    """Store the rows that are new, numbered in their order, and return how many there were.

    A row is not new if one with the same content was imported before, or if a ticket with its id
    and its time of creation exists. A row keeps its own id where that is free.
    """
    with transaction.atomic():
        tickets = new_tickets({row.import_key: row.values for row in rows})
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute(PENDING_LIST_LIMIT)
        Ticket.objects.bulk_create(tickets)
        store_copies(tickets)
    flush_pending_list(connection)
    if settings.DEBUG:
        # Django keeps every statement in memory, and these hold the texts.
        reset_queries()
    return len(tickets)


def new_tickets(rows: dict[str, dict[str, Any]]) -> list[Ticket]:
    """Return tickets, still to be stored, for the rows that are new.

    `rows` gives the fields of each row by its import key. Must run in the transaction that stores
    the tickets: their own ids are free until it ends.
    """
    own_ids = [values["id"] for values in rows.values() if "id" in values]
    if own_ids:
        reserve_ids(max(own_ids))
    imported_keys = find_imported_keys(rows)
    created_at = dict(Ticket.objects.filter(pk__in=own_ids).values_list("pk", "created_at"))

    taken_ids = set(created_at)
    tickets = []
    for import_key, values in rows.items():
        ticket = Ticket(**values, import_key=import_key)
        if import_key in imported_keys or created_at.get(ticket.pk) == ticket.created_at:
            continue
        if ticket.pk in taken_ids:
            ticket.pk = None
        elif ticket.pk is not None:
            taken_ids.add(ticket.pk)
        ticket.start_conversation()
        tickets.append(ticket)
    return tickets


def find_imported_keys(keys: Collection[str]) -> set[str]:
    """Return those of the import keys that tickets have."""
    found = Ticket.objects.order_by().filter(import_key__in=keys)
    return {str(key) for key in found.values_list("import_key", flat=True)}
