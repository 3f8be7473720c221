"""The API for private links: for agents, who manage them, and for requesters, who follow them."""

from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_view
from rest_framework import status, viewsets
from rest_framework.exceptions import NotFound
from rest_framework.permissions import SAFE_METHODS
from rest_framework.request import Request
from rest_framework.response import Response

from core.db.transactions import repeatable
from core.http import public_fields
from core.http.openapi_responses import FORBIDDEN, THROTTLED, error, not_found
from core.http.throttling import PersonThrottle
from core.http.views import PublicView
from tickets.access import TicketView, check_present
from tickets.models import Ticket
from tickets.private_links import links
from tickets.private_links.api_docs import FOLLOW_PRIVATE_LINK
from tickets.private_links.models import PrivateLink
from tickets.private_links.serializers import (
    NewPrivateLinkSerializer,
    PrivateLinkSerializer,
    PublicTicketSerializer,
)
from tickets.vocabulary import Folder

IN_FOLDER = {409: error("The ticket is spam or in the bin.")}


class PrivateLinkView(TicketView):
    """The private link of one ticket."""

    serializer_class = PrivateLinkSerializer
    # The answer has the token of the new link.
    response_links = {"post": FOLLOW_PRIVATE_LINK}

    def get_queryset(self) -> Any:
        tickets = super().get_queryset()
        return tickets if self.request.method in SAFE_METHODS else tickets.select_for_update()

    def get_present_ticket(self) -> Ticket:
        ticket: Ticket = self.get_object()
        check_present(ticket)
        return ticket

    @extend_schema(
        summary="Read about a ticket's private link",
        description="When it was made and last used; not its token, which is kept nowhere.",
        responses={200: PrivateLinkSerializer, **FORBIDDEN, **not_found("ticket")},
    )
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        try:
            return Response(PrivateLinkSerializer(self.get_object().private_link).data)
        except ObjectDoesNotExist:
            return Response(dict.fromkeys(PrivateLinkSerializer().fields))

    @extend_schema(
        summary="Make a ticket a new private link",
        description="For its requester, in place of the one before, which works no more.",
        request=None,
        responses={
            201: NewPrivateLinkSerializer,
            **FORBIDDEN,
            **IN_FOLDER,
            **not_found("ticket"),
        },
    )
    @repeatable
    def post(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        link = links.replace_link(self.get_present_ticket())
        return Response(NewPrivateLinkSerializer(link).data, status=status.HTTP_201_CREATED)

    @extend_schema(
        summary="Revoke a ticket's private link",
        responses={204: None, **FORBIDDEN, **IN_FOLDER, **not_found("ticket")},
    )
    @repeatable
    def delete(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        links.revoke_link(self.get_present_ticket())
        return Response(status=status.HTTP_204_NO_CONTENT)


UNKNOWN_LINK = "This link is not known, or no longer valid."
REMOVED_REQUEST = "This request is no longer there."
# The URL is a secret: it must not be cached, sent on as a referrer or indexed.
HEADERS = {
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
    "X-Robots-Tag": "noindex",
}


def follow_or_refuse(token: str) -> PrivateLink:
    """Return the link of a token; raise `NotFound`, also for a ticket that is in the bin.

    Who sent spam is not told that it is taken for that.
    """
    link = links.follow(token)
    if link is None:
        raise NotFound(UNKNOWN_LINK)
    if link.ticket.folder == Folder.BIN:
        raise NotFound(REMOVED_REQUEST)
    return link


@extend_schema_view(
    retrieve=extend_schema(
        summary="Follow a ticket by its private link",
        description=(
            "For whoever has the link's token. One that is revoked is answered like one that never "
            "was."
        ),
        parameters=[OpenApiParameter("token", str, OpenApiParameter.PATH)],
        responses={
            200: PublicTicketSerializer,
            404: error(UNKNOWN_LINK),
            **THROTTLED,
        },
        auth=[],
    ),
)
class PublicTicketViewSet(PublicView, viewsets.ViewSet):
    """Tickets as their requesters see them."""

    # The token alone grants access, whoever sends it.
    authentication_classes = ()
    throttle_classes = (PersonThrottle,)
    throttle_scope = "follow"
    public_actions = {"retrieve": public_fields.PRIVATE_LINK}
    lookup_field = "token"
    # A malformed token gets the same answer as an unknown one.
    lookup_value_regex = "[^/]+"

    def retrieve(self, request: Request, token: str) -> Response:
        link = follow_or_refuse(token)
        return Response(PublicTicketSerializer(self.present(link.ticket)).data)

    def present(self, ticket: Ticket) -> Ticket:
        """Return the ticket as its requester sees it; apps above this one know more of it."""
        return ticket

    def finalize_response(
        self, request: Request, response: Response, *args: Any, **kwargs: Any
    ) -> Response:
        response = super().finalize_response(request, response, *args, **kwargs)
        for name, value in HEADERS.items():
            response.headers[name] = value
        return response
