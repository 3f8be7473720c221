"""Closed tickets and texts of the history go after a set time."""

from datetime import timedelta

from django.db.models import QuerySet
from django.utils import timezone

from tickets.history.models import Event
from tickets.models import Ticket
from tickets.services import delete_tickets
from tickets.vocabulary import Category, Priority, Status

# Tickets, or events, in one transaction.
BATCH_SIZE = 500


def expired_tickets(days: int) -> QuerySet[Ticket]:
    """Return the tickets that are closed and have not changed for so many days.

    All categories and priorities are named: with them an index on these three and the time finds
    the tickets, which a query for the status alone would not use.
    """
    return Ticket.objects.order_by().filter(
        category__in=Category.values,
        priority__in=Priority.values,
        status__in=[Status.CLOSED],
        # Part of the conversation of another, it goes with that one.
        merged_into=None,
        updated_at__lt=timezone.now() - timedelta(days=days),
    )


def delete_batch(tickets: QuerySet[Ticket]) -> int:
    """Delete some of the tickets with everything of theirs, and return how many.

    One that somebody has opened again in the meantime stays.
    """
    ids = list(tickets.values_list("pk", flat=True)[:BATCH_SIZE])
    return delete_tickets(tickets.filter(pk__in=ids)) if ids else 0


def expired_texts(days: int) -> QuerySet[Event]:
    """Return the events that are older than so many days and still have texts."""
    return Event.objects.order_by().filter(
        texts__isnull=False, at__lt=timezone.now() - timedelta(days=days)
    )


def clear_batch(events: QuerySet[Event]) -> int:
    """Clear the texts of some of the events, and return how many."""
    ids = list(events.values_list("pk", flat=True)[:BATCH_SIZE])
    return Event.objects.filter(pk__in=ids).update(texts=None)
