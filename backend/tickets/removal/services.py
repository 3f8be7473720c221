"""The bin and spam: moved there, and erased after a while, at once or altogether."""

import logging
from collections.abc import Collection
from datetime import timedelta

from django.conf import settings
from django.db import DatabaseError
from django.db.models import QuerySet
from django.utils import timezone

from accounts.audit.record import Action, record
from core.db.transactions import repeatable
from tickets.history.actors import SYSTEM, Actor
from tickets.models import Ticket
from tickets.services import change_ticket, delete_ticket, delete_tickets
from tickets.vocabulary import Folder

logger = logging.getLogger(__name__)

# Tickets that are erased in one transaction.
BATCH_SIZE = 500
# Of those whose time is over, so many go when another one is moved to a folder.
ERASED_IN_PASSING = 20
# Spam is kept so long where what is deleted is erased at once.
SPAM_DAYS = 30


def delete_or_bin(ticket: Ticket, by: Actor) -> bool:
    """Move a ticket, which is locked, to the bin, or erase it where there is no bin.

    Return whether it is erased.
    """
    if settings.BIN_DAYS:
        change_ticket(ticket, {"folder": Folder.BIN.value}, by)
        return False
    delete_ticket(ticket, by)
    return True


def expired_tickets() -> QuerySet[Ticket]:
    """Return the tickets that have been in a folder for longer than the installation keeps them."""
    days = settings.BIN_DAYS or SPAM_DAYS
    return Ticket.objects.filter(
        folder__isnull=False, removed_at__lt=timezone.now() - timedelta(days=days)
    ).order_by("removed_at")


def erase_some(tickets: QuerySet[Ticket], count: int = BATCH_SIZE, by: Actor = SYSTEM) -> int:
    """Erase some of the tickets that are in a folder, and return how many.

    One that somebody takes out of there at the same moment stays.
    """
    removed = tickets.filter(folder__isnull=False)
    ids = list(removed.values_list("pk", flat=True)[:count])
    return delete_tickets(removed.order_by().filter(pk__in=ids), by) if ids else 0


@repeatable
def erase_in_passing() -> None:
    if count := erase_some(expired_tickets(), ERASED_IN_PASSING):
        record(Action.TICKETS_DELETED, target="spam and bin", tickets=count)


def try_to_erase_in_passing() -> None:
    """Erase some expired tickets, of which no failure is anybody's who moves another one."""
    try:
        erase_in_passing()
    except DatabaseError as error:
        logger.warning("Expired tickets were not erased: %s", type(error).__name__)


def find_erasable(
    tickets: QuerySet[Ticket], ids: Collection[int] | None, folder: Folder | None
) -> QuerySet[Ticket]:
    """Return those of the tickets that are in a folder: with these ids, or all in this one."""
    if ids is not None:
        return tickets.filter(folder__isnull=False, pk__in=ids)
    return tickets.filter(folder=folder).order_by("removed_at")
