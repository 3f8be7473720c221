"""The API for what the agent who is signed in has seen; where nobody is, nothing is stored."""

from typing import Any

from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework import status
from rest_framework.exceptions import NotFound, ValidationError
from rest_framework.request import Request
from rest_framework.response import Response

from conversations.seen.serializers import (
    MAX_ID,
    MAX_TICKETS,
    SeenBeforeSerializer,
    SeenMessageSerializer,
    SeenQuerySerializer,
    SeenSerializer,
)
from conversations.seen.services import get_seen, get_written_at, store_seen
from core.http.openapi_responses import FORBIDDEN, NESTED_ERRORS, UNREADABLE, not_found
from core.http.views import AgentView
from tickets.access import readable_tickets


class SeenMessageView(AgentView):
    """The newest message of one ticket that the agent has seen."""

    @extend_schema(
        summary="Say which message of a ticket you have seen",
        description="An older one than before changes nothing.",
        request=SeenMessageSerializer,
        responses={
            200: SeenBeforeSerializer,
            204: OpenApiResponse(description="Nobody is signed in."),
            **UNREADABLE,
            **FORBIDDEN,
            **not_found("ticket"),
        },
    )
    def put(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        serializer = SeenMessageSerializer(data=request.data)
        serializer.is_valid(raise_exception=True)
        message, ticket = serializer.validated_data["message"], int(kwargs["pk"])
        if ticket > MAX_ID:
            raise NotFound
        tickets = readable_tickets(request).filter(pk=ticket)
        at = get_written_at(tickets, message)
        if at is None:
            if not tickets.exists():
                raise NotFound
            raise ValidationError({"message": ["This ticket has no such message."]})
        if request.user.pk is None:
            return Response(status=status.HTTP_204_NO_CONTENT)
        before = store_seen(ticket, request.user.pk, message, at)
        return Response({"message": max(message, before or 0), "before": before})


class SeenView(AgentView):
    """The newest messages that the agent has seen."""

    @extend_schema(
        summary="Read how far you have read tickets",
        description=(
            f"Up to {MAX_TICKETS} tickets; those that were never seen are left out, and so "
            "are all where nobody is signed in."
        ),
        parameters=[SeenQuerySerializer],
        responses={200: SeenSerializer(many=True), 400: NESTED_ERRORS, **FORBIDDEN},
    )
    def get(self, request: Request) -> Response:
        tickets = [value for value in request.query_params.getlist("ticket") if value]
        query = SeenQuerySerializer(data={"ticket": tickets})
        query.is_valid(raise_exception=True)
        if request.user.pk is None:
            return Response([])
        asked = readable_tickets(request).filter(pk__in=query.validated_data["ticket"])
        seen = get_seen(asked, request.user.pk)
        return Response(SeenSerializer(seen, many=True).data)
