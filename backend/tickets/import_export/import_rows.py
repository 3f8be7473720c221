"""Storing the rows of an imported file, each once however often the file is imported."""

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from typing import Any, NamedTuple

from django.conf import settings
from django.db import connection, reset_queries

from core.db.transactions import repeatable
from tickets.import_export.assignment import Directory
from tickets.import_export.csv_format import ASSIGNEE, TEAM
from tickets.import_export.reserved_ids import reserve_ids
from tickets.import_export.row_validation import Remark
from tickets.import_export.rows import ValidRow
from tickets.models import Ticket, TicketTag
from tickets.requesters import link_requesters
from tickets.search.search_texts import store_copies
from tickets.search.trigram_index import flush_pending_list
from tickets.tags.models import to_sort_key
from tickets.tags.services import TagChange, find_or_create_tags

# PostgreSQL collects new texts in a list and moves them to the index of words when it is full.
# A whole batch at once takes a fifth of the time of many small parts.
PENDING_LIST_LIMIT = "SET LOCAL gin_pending_list_limit = '256MB'"
# Values of a row that are no columns of its ticket.
BESIDE = {"tag_change", ASSIGNEE, TEAM}


class Submissions:
    """The conversations of imported tickets that bring no messages: they have just begun."""

    def begin(self, tickets: Collection[Ticket]) -> None:
        """Set the derived columns of tickets that are about to be stored."""
        for ticket in tickets:
            ticket.start_conversation()

    def store(self, tickets: Collection[Ticket]) -> None:
        """Store what belongs to tickets that were just stored, in the same transaction."""


SUBMISSIONS = Submissions()


class Stored(NamedTuple):
    """The number of tickets that were stored, and remarks about them, each with its line."""

    tickets: int
    remarks: list[tuple[int, Remark]]


def import_rows(rows: Iterable[ValidRow], conversations: Submissions = SUBMISSIONS) -> Stored:
    """Store the rows that are new, numbered in their order.

    A row is not new if one with the same content was imported before, or if a ticket with its id
    and its time of creation exists. A row keeps its own id where that is free.
    """
    stored = store_rows({row.import_key: row for row in rows}, conversations)
    flush_pending_list(connection)
    if settings.DEBUG:
        # Django keeps every statement in memory, and these hold the texts.
        reset_queries()
    return stored


@repeatable
def store_rows(rows: dict[str, ValidRow], conversations: Submissions) -> Stored:
    """Store those of the rows that are new, by their import keys."""
    tickets = find_new([new_ticket(row.values, key) for key, row in rows.items()])
    # Before anything is locked, because it may take its time.
    conversations.begin(tickets)
    # Teams before requesters and the lock for the ids, as for tickets that are submitted.
    remarks = assign((ticket, rows[str(ticket.import_key)]) for ticket in tickets)
    # Before the lock for the ids: who submits a ticket makes its requester first, too.
    link_requesters(tickets)
    own_ids = [ticket.pk for ticket in tickets if ticket.pk is not None]
    if own_ids:
        reserve_ids(max(own_ids))
        # Another import may have been faster.
        tickets = find_new(tickets)
    give_up_taken_ids(tickets)
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(PENDING_LIST_LIMIT)
    Ticket.objects.bulk_create(tickets)
    store_copies(tickets)
    tags = {one: names_of(rows[str(one.import_key)].values) for one in tickets if one.is_tagged}
    store_tags(tags)
    conversations.store(tickets)
    return Stored(len(tickets), remarks)


def assign(tickets: Iterable[tuple[Ticket, ValidRow]]) -> list[tuple[int, Remark]]:
    """Give tickets that are about to be stored the teams and assignees that their rows name.

    Nobody else gets one by that. Return what is to be said, with the lines of the rows.
    """
    named = [(one, row) for one, row in tickets if row.values.keys() & {TEAM, ASSIGNEE}]
    directory = Directory([row.values for _, row in named])
    remarks = []
    for ticket, row in named:
        ticket.team_id, ticket.assignee_id, told = directory.find(row.values)
        ticket.start_assignment()
        remarks += [(row.line, remark) for remark in told]
    return remarks


def names_of(values: Mapping[str, Any]) -> tuple[str, ...]:
    change: TagChange | None = values.get("tag_change")
    return (change and change.only) or ()


def new_ticket(values: Mapping[str, Any], key: str) -> Ticket:
    columns = {name: value for name, value in values.items() if name not in BESIDE}
    return Ticket(**columns, import_key=key, is_tagged=bool(names_of(values)))


def store_tags(names: Mapping[Ticket, Iterable[str]]) -> None:
    """Give tickets that were just stored tags of these names, and make those that are missing.

    Raise `TooManyTagsError`.
    """
    ids = find_or_create_tags(name for some in names.values() for name in some)
    TicketTag.objects.bulk_create(
        TicketTag(ticket=ticket, tag_id=ids[to_sort_key(name)], ticket_created_at=ticket.created_at)
        for ticket, some in names.items()
        for name in some
    )


def find_new(tickets: list[Ticket]) -> list[Ticket]:
    """Return those of the tickets that are not stored yet."""
    imported_keys = find_imported_keys([str(ticket.import_key) for ticket in tickets])
    created_at = times_of_creation(tickets)
    return [
        ticket
        for ticket in tickets
        if ticket.import_key not in imported_keys and created_at.get(ticket.pk) != ticket.created_at
    ]


def give_up_taken_ids(tickets: list[Ticket]) -> None:
    """Take their own ids from tickets whose ids others have, so that they get new ones."""
    taken_ids = set(times_of_creation(tickets))
    for ticket in tickets:
        if ticket.pk in taken_ids:
            ticket.pk = None
        elif ticket.pk is not None:
            taken_ids.add(ticket.pk)


def times_of_creation(tickets: list[Ticket]) -> dict[int, datetime]:
    """Return when those were created that are stored with the ids of these tickets."""
    own_ids = [ticket.pk for ticket in tickets if ticket.pk is not None]
    if not own_ids:
        return {}
    return dict(Ticket.objects.filter(pk__in=own_ids).values_list("pk", "created_at"))


def find_imported_keys(keys: Collection[str]) -> set[str]:
    """Return those of the import keys that tickets have."""
    found = Ticket.objects.order_by().filter(import_key__in=keys)
    return {str(key) for key in found.values_list("import_key", flat=True)}
