"""Tickets that were merged into others: where their conversations are, and how they are locked.

A ticket that was merged names the one that it was merged into, which may have been merged itself.
All their messages are in the conversation of the last one.
"""

from collections.abc import Callable, Collection

from django.db import transaction
from django.db.models import BigIntegerField

from tickets.models import Ticket

# A merged ticket keeps these: who has its conversation has the other one, and answers there.
KEPT_FIELDS = frozenset({"status", "assignee_id", "snoozed_until", "folder"})
# Far more than people merge; it ends a walk that a mistake in the data would make endless.
MAX_DEPTH = 100


class OvertakenError(Exception):
    """Tickets were merged while somebody waited for their locks."""


def find_path(ticket_id: int) -> list[int]:
    """Return the numbers of a ticket and of those that it was merged into, the last one last.

    A query for each: of nearly all tickets it is one.
    """
    path = [ticket_id]
    while len(path) < MAX_DEPTH:
        merged = Ticket.objects.filter(pk=path[-1])
        into = merged.values_list("merged_into", flat=True).first()
        if into is None or into in path:
            break
        path.append(into)
    return path


def conversation_ticket(ticket_id: int) -> int:
    """Return the number of the ticket that has a ticket's conversation: mostly its own."""
    return find_path(ticket_id)[-1]


def find_merged(ids: Collection[int]) -> set[int]:
    """Return the numbers of all tickets that were merged into these, also by way of others."""
    found: set[int] = set()
    level = set(ids)
    while level:
        merged = Ticket.objects.order_by().filter(merged_into__in=level)
        level = set(merged.values_list("pk", flat=True)) - found
        found |= level
    return found


def lock_found(find: Callable[[], set[int]], *, for_deletion: bool = False) -> dict[int, Ticket]:
    """Return the tickets whose numbers are found, locked in their order until the transaction ends.

    What is found may change while somebody waits. Then the locks are given back, and taken anew:
    so that everybody takes them in one order. Tickets that do not exist are left out.
    """
    while True:
        try:
            with transaction.atomic():
                ids = find()
                possible = [pk for pk in ids if pk <= BigIntegerField.MAX_BIGINT]
                tickets = Ticket.objects.filter(pk__in=possible).order_by("pk")
                locked = tickets.select_for_update(no_key=not for_deletion)
                if for_deletion:
                    locked = locked.only("pk", "requester", "team")
                found = {ticket.pk: ticket for ticket in locked}
                if find() != ids:
                    raise OvertakenError
                return found
        except OvertakenError:
            continue


def lock_conversation(ticket_id: int) -> Ticket:
    """Return the ticket that has a ticket's conversation, locked; raise `Ticket.DoesNotExist`."""
    found = lock_found(lambda: {conversation_ticket(ticket_id)})
    if not found:
        raise Ticket.DoesNotExist
    (ticket,) = found.values()
    return ticket
