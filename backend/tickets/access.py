"""Tickets that an agent may read. `people.teams.access` has the rule of closed teams."""

from collections.abc import Collection
from typing import Any

from django.db.models import QuerySet
from rest_framework.generics import GenericAPIView
from rest_framework.request import Request

from core.http.views import AgentView
from people.teams.access import find_readers, reader_of
from tickets.models import Ticket


def readable_tickets(request: Request) -> QuerySet[Ticket]:
    """Return the tickets that who asks may read."""
    return Ticket.objects.filter(reader_of(request).match())


def readers_among(ticket: Ticket, user_ids: Collection[int]) -> set[int]:
    """Return those of the users who may read a ticket."""
    return find_readers(ticket.team_id, user_ids)


class TicketView(AgentView, GenericAPIView[Any]):
    """A view of one of the tickets that who asks may read."""

    # The schema takes the type of the id from it.
    queryset = Ticket.objects.all()
    pagination_class = None
    filter_backends = ()

    def get_queryset(self) -> Any:
        return readable_tickets(self.request)
