"""Tickets and their requesters: who is linked to a ticket, and who goes with the last one.

A ticket keeps the name and the address that were typed in it. By the address it belongs to a
requester, without one to nobody. A requester whose last ticket is deleted, or gets another address,
is deleted too: nothing of a person is kept longer than their tickets, unless they are blocked.
"""

from collections.abc import Collection, Iterable, Iterator
from typing import NamedTuple

from django.db import transaction
from django.db.models import Exists, OuterRef, Q

from people.models import Requester
from people.services import find_or_create_requester, find_or_create_requesters, to_key
from tickets.history.record import Values
from tickets.models import Ticket

BATCH_SIZE = 500


class Change(NamedTuple):
    """The requester as a value to set, and the ids of the former ones, who are locked."""

    values: dict[str, Requester | None]
    former: list[int]


def have_same_requester(one: Ticket, other: Ticket) -> bool:
    """Return whether one person has asked for both, by the address: a name proves nothing."""
    if one.pk == other.pk:
        return True
    return one.requester_id is not None and one.requester_id == other.requester_id


def link_requesters(tickets: Collection[Ticket]) -> None:
    """Set the requesters of tickets that are about to be stored in the same transaction."""
    found = find_or_create_requesters((one.requester_name, one.requester_email) for one in tickets)
    for ticket in tickets:
        ticket.requester = found.get(to_key(ticket.requester_email))


def iterate_unlinked() -> Iterator[list[int]]:
    """Yield the ids of tickets that have an address and no requester, batch by batch.

    A release that knew no requesters may still have written some after they were all linked.
    """
    unlinked = Ticket.objects.exclude(requester_email="").filter(requester=None).order_by("pk")
    last = 0
    while ids := list(unlinked.filter(pk__gt=last).values_list("pk", flat=True)[:BATCH_SIZE]):
        yield ids
        last = ids[-1]


@transaction.atomic
def link_unlinked(ids: Collection[int]) -> None:
    """Link those of the tickets that have no requester, while others may write in them."""
    tickets = list(Ticket.objects.filter(pk__in=ids, requester=None))
    link_requesters(tickets)
    for ticket in tickets:
        same = Ticket.objects.filter(requester=None, requester_email=ticket.requester_email)
        same.filter(pk=ticket.pk).update(requester=ticket.requester)


def change_requester_of(ids: Collection[int], values: Values) -> Change:
    """Return what follows for the requester of tickets, which are locked, from values to set.

    Nothing where the address stays.
    """
    if "requester_email" not in values:
        return Change({}, [])
    address = values["requester_email"]
    name = values.get("requester_name", "")
    if address and "requester_name" not in values:
        named = Ticket.objects.filter(pk__in=ids).exclude(requester_name="").order_by("pk")
        name = named.values_list("requester_name", flat=True).first() or ""
    linked = Ticket.objects.order_by().filter(pk__in=ids, requester__isnull=False)
    former = lock_requesters(linked.values_list("requester_id", flat=True), address)
    return Change({"requester": find_or_create_requester(name, address)}, former)


def lock_requesters(ids: Iterable[int | None], address: str = "") -> list[int]:
    """Lock requesters whose last tickets may be about to go, and return their ids.

    Along with them the one with the address, who is about to get tickets, so that two who move
    tickets to and fro wait for each other in one order. Of two who delete the last two tickets of
    one requester, the second waits here, and then finds that there are no others. Everybody locks
    requesters before writing tickets, which locks the counts.
    """
    given = {pk for pk in ids if pk is not None}
    if not given:
        return []
    condition = Q(pk__in=given) | Q(email=to_key(address)) if address else Q(pk__in=given)
    locked = Requester.objects.filter(condition).order_by("email", "pk").select_for_update()
    return [pk for pk in locked.values_list("pk", flat=True) if pk in given]


def delete_without_tickets(locked: Collection[int]) -> None:
    """Delete those of the requesters, locked by `lock_requesters`, who have no ticket any more.

    Who is blocked stays, and stays blocked.
    """
    if locked:
        tickets = Ticket.objects.order_by().filter(requester=OuterRef("pk"))
        gone = Requester.objects.filter(~Exists(tickets), pk__in=locked, blocked_at=None)
        gone.delete()
