"""Tickets that an agent may read, and those among them that may be worked on.

`people.teams.access` has the rule of closed teams.
"""

from collections.abc import Collection
from typing import Any

from django.db.models import Q, QuerySet
from rest_framework import status
from rest_framework.exceptions import APIException
from rest_framework.generics import GenericAPIView
from rest_framework.request import Request

from core.http.views import AgentView
from people.teams.access import find_readers, reader_of
from tickets.models import Ticket
from tickets.vocabulary import Folder

# The condition of tickets that are neither spam nor in the bin.
PRESENT = Q(folder__isnull=True)
REMOVED = {
    Folder.SPAM: "This ticket is marked as spam. Take it out of there first.",
    Folder.BIN: "This ticket is in the bin. Restore it first.",
}


class TicketRemoved(APIException):
    """A ticket is spam or in the bin, and can only be looked at there, or moved."""

    status_code = status.HTTP_409_CONFLICT
    default_code = "removed"


def readable_tickets(request: Request, *, with_removed: bool = False) -> QuerySet[Ticket]:
    """Return the tickets that who asks may read, those in a folder only `with_removed`."""
    tickets = Ticket.objects.filter(reader_of(request).match())
    return tickets if with_removed else tickets.filter(PRESENT)


def check_present(ticket: Ticket) -> None:
    """Raise `TicketRemoved` for a ticket that is spam or in the bin."""
    if ticket.folder is not None:
        raise TicketRemoved(REMOVED[Folder(ticket.folder)])


def readers_among(ticket: Ticket, user_ids: Collection[int]) -> set[int]:
    """Return those of the users who may read a ticket."""
    return find_readers(ticket.team_id, user_ids)


class TicketView(AgentView, GenericAPIView[Any]):
    """A view of one of the tickets that who asks may read, spam and the bin included."""

    # The schema takes the type of the id from it.
    queryset = Ticket.objects.all()
    pagination_class = None
    filter_backends = ()

    def get_queryset(self) -> Any:
        return readable_tickets(self.request, with_removed=True)
