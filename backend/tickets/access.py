"""Tickets that an agent may read."""

from django.db.models import QuerySet
from rest_framework.request import Request

from tickets.models import Ticket


def readable_tickets(request: Request) -> QuerySet[Ticket]:
    """Return the tickets that who asks may read."""
    return Ticket.objects.all()
