"""Tickets that an agent may read."""

from collections.abc import Collection

from django.contrib.auth import get_user_model
from django.db.models import QuerySet
from rest_framework.request import Request

from tickets.models import Ticket


def readable_tickets(request: Request) -> QuerySet[Ticket]:
    """Return the tickets that who asks may read."""
    return Ticket.objects.all()


def readers_among(ticket: Ticket, user_ids: Collection[int]) -> set[int]:
    """Return those of the users who may read a ticket."""
    agents = get_user_model().objects.filter(pk__in=user_ids, is_active=True, is_staff=True)
    return set(agents.values_list("pk", flat=True))
