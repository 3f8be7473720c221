"""The consequences of a move to a folder, or out of it.

Tickets that were merged go where the one with their conversation goes. With each ticket that is
moved there, some go whose time there is over.
"""

from functools import partial
from typing import Any

from django.db import transaction
from django.dispatch import receiver

from tickets.events import TicketChange, ticket_changed
from tickets.history.actors import Actor
from tickets.merged import find_merged
from tickets.models import Ticket
from tickets.removal.services import try_to_erase_in_passing
from tickets.services import change_tickets


@receiver(ticket_changed, dispatch_uid="tickets.removal.move_merged")
def move_merged(changes: list[TicketChange], by: Actor, **_: Any) -> None:
    moved = [change for change in changes if "folder" in change.after]
    for folder in {change.after["folder"] for change in moved}:
        ids = [change.ticket_id for change in moved if change.after["folder"] == folder]
        if merged := find_merged(ids):
            change_tickets(Ticket.objects.filter(pk__in=merged), {"folder": folder}, by)


@receiver(ticket_changed, dispatch_uid="tickets.removal.erase_expired")
def erase_expired(changes: list[TicketChange], **_: Any) -> None:
    if any(change.after.get("folder") for change in changes):
        # Afterwards: these are other tickets, and their locks are no part of this change.
        transaction.on_commit(partial(try_to_erase_in_passing), robust=True)
