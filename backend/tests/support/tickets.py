"""Tickets stored many at once, as an import stores them."""

from collections.abc import Iterable

from tickets.models import Ticket
from tickets.search.search_texts import store_copies


def store_tickets(tickets: Iterable[Ticket]) -> list[Ticket]:
    """Store tickets with what is searched of them."""
    stored = Ticket.objects.bulk_create(tickets)
    store_copies(stored)
    return stored
