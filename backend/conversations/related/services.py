"""Links between tickets that have to do with each other."""

from typing import NamedTuple

from django.db.models import F, QuerySet
from django.utils import timezone

from conversations.models import RelatedTicket
from core.db.transactions import repeatable
from tickets.history.actors import Actor
from tickets.history.record import record_between
from tickets.merged import lock_found
from tickets.models import Ticket

MAX_RELATED = 50


class ToItselfError(Exception):
    """A ticket cannot be linked with itself."""


class TooManyError(Exception):
    """A ticket has as many links as it may have."""

    def __init__(self, ticket_id: int) -> None:
        super().__init__(f"#{ticket_id}")
        self.ticket_id = ticket_id


class Pair(NamedTuple):
    """Two tickets, both locked."""

    ticket: Ticket
    other: Ticket


def lock_pair(ticket_id: int, other_id: int) -> Pair:
    """Raise `Ticket.DoesNotExist` unless there are both."""
    found = lock_found(lambda: {ticket_id, other_id})
    try:
        return Pair(found[ticket_id], found[other_id])
    except KeyError:
        raise Ticket.DoesNotExist from None


def get_related(tickets: QuerySet[Ticket], ticket_id: int) -> QuerySet[Ticket]:
    """Return those of the tickets that are linked with one, the newest link first."""
    related = tickets.filter(related_rows__ticket=ticket_id)
    return related.order_by(F("related_rows__at").desc(), "-pk")[:MAX_RELATED]


@repeatable
def link_tickets(ticket_id: int, other_id: int, by: Actor) -> bool:
    """Link two tickets, and return whether they were not yet.

    Raise `Ticket.DoesNotExist`, `ToItselfError` or `TooManyError`.
    """
    if ticket_id == other_id:
        raise ToItselfError
    return link_locked(*lock_pair(ticket_id, other_id), by)


def link_locked(ticket: Ticket, other: Ticket, by: Actor) -> bool:
    """Do the same with tickets that are locked; raise `TooManyError`."""
    if RelatedTicket.objects.filter(ticket=ticket, other=other).exists():
        return False
    for one in (ticket, other):
        if RelatedTicket.objects.filter(ticket=one).count() >= MAX_RELATED:
            raise TooManyError(one.pk)
    now = timezone.now()
    RelatedTicket.objects.bulk_create(
        [
            RelatedTicket(ticket=ticket, other=other, at=now),
            RelatedTicket(ticket=other, other=ticket, at=now),
        ]
    )
    record_between(
        {ticket.pk: ("related", [None, other.pk]), other.pk: ("related", [None, ticket.pk])},
        by,
        now,
    )
    return True


@repeatable
def unlink_tickets(ticket_id: int, other_id: int, by: Actor) -> bool:
    """Take a link away, and return whether there was one; raise `Ticket.DoesNotExist`."""
    ticket, other = lock_pair(ticket_id, other_id)
    rows = RelatedTicket.objects.filter(ticket__in=[ticket, other], other__in=[ticket, other])
    if not rows.delete()[0]:
        return False
    record_between(
        {ticket.pk: ("related", [other.pk, None]), other.pk: ("related", [ticket.pk, None])},
        by,
        timezone.now(),
    )
    return True
