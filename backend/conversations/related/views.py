"""The API for links between tickets."""

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import status
from rest_framework.exceptions import NotFound, ValidationError
from rest_framework.request import Request
from rest_framework.response import Response

from conversations.related import services
from conversations.related.serializers import NewLinkSerializer, TicketLinksSerializer
from core.http.conditional import with_content_etag
from core.http.errors import Conflict
from core.http.openapi_responses import (
    ETAG,
    FORBIDDEN,
    IF_NONE_MATCH,
    UNCHANGED,
    UNREADABLE,
    error,
    not_found,
)
from tickets.access import TicketView, check_present, readable_tickets
from tickets.history.actors import actor_of
from tickets.merged import conversation_ticket, find_merged
from tickets.models import Ticket

NO_TICKET = "There is no such ticket."
ITSELF = "A ticket cannot be linked with itself."
TOO_MANY = "#{number} has {most} links already. Remove one first."
SHOWN = ("pk", "title", "status", "requester_name", "requester", "created_at")
MAX_MERGED = 100
IN_FOLDER = {409: error("The ticket is spam or in the bin.")}


def read_beside(request: Request, ticket: Ticket) -> dict[str, Any]:
    """Return what stands beside a ticket: three queries, and one more for one that was merged."""
    readable = readable_tickets(request).only(*SHOWN)
    into = None
    if ticket.merged_into_id is not None:
        into = readable.filter(pk=conversation_ticket(ticket.pk)).first()
    merged = find_merged([ticket.pk])
    beside = readable.filter(pk__in=merged).order_by("pk")[:MAX_MERGED] if merged else []
    related = services.get_related(readable, ticket.pk)
    return {"merged_into": into, "merged": beside, "related": related}


class LinksView(TicketView):
    """The tickets beside one: merged with it, or linked."""

    serializer_class = TicketLinksSerializer

    @extend_schema(
        summary="List the tickets that were merged with one, or linked",
        parameters=[IF_NONE_MATCH, ETAG],
        responses={200: TicketLinksSerializer, **UNCHANGED, **FORBIDDEN, **not_found("ticket")},
    )
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        beside = read_beside(request, self.get_object())
        return with_content_etag(Response(self.get_serializer(beside).data))

    @extend_schema(
        summary="Link two tickets as related",
        description=f"Both show the other, and either has {services.MAX_RELATED} links at most.",
        request=NewLinkSerializer,
        responses={
            200: TicketLinksSerializer,
            409: error(
                "One of them has as many links as it may have, or it is spam or in the bin."
            ),
            **UNREADABLE,
            **FORBIDDEN,
            **not_found("ticket"),
        },
    )
    def post(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        ticket = self.get_object()
        check_present(ticket)
        serializer = NewLinkSerializer(data=request.data)
        serializer.is_valid(raise_exception=True)
        other = serializer.validated_data["ticket"]
        if not readable_tickets(request).filter(pk=other).exists():
            raise ValidationError({"ticket": [NO_TICKET]})
        try:
            services.link_tickets(ticket.pk, other, actor_of(request))
        except services.ToItselfError:
            raise ValidationError({"ticket": [ITSELF]}) from None
        except services.TooManyError as full:
            text = TOO_MANY.format(number=full.ticket_id, most=services.MAX_RELATED)
            raise Conflict(text) from None
        except Ticket.DoesNotExist:
            raise NotFound from None
        return Response(self.get_serializer(read_beside(request, ticket)).data)


class OneLinkView(TicketView):
    """One link between two tickets."""

    @extend_schema(
        summary="Take the link between two tickets away",
        responses={204: None, **IN_FOLDER, **FORBIDDEN, **not_found("link")},
    )
    def delete(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        ticket = self.get_object()
        check_present(ticket)
        other = int(kwargs["other"])
        if not readable_tickets(request).filter(pk=other).exists():
            raise NotFound
        try:
            was_linked = services.unlink_tickets(ticket.pk, other, actor_of(request))
        except Ticket.DoesNotExist:
            was_linked = False
        if not was_linked:
            raise NotFound
        return Response(status=status.HTTP_204_NO_CONTENT)
