"""The API for the followers of a ticket."""

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import status
from rest_framework.exceptions import ValidationError
from rest_framework.generics import GenericAPIView
from rest_framework.request import Request
from rest_framework.response import Response

from conversations.followers.serializers import WHO_FOLLOWS, FollowerSerializer, FollowSerializer
from conversations.followers.services import MAX_SHOWN, follow, get_followers, unfollow
from core.http.conditional import with_content_etag
from core.http.openapi_responses import (
    ETAG,
    FIELD_ERRORS,
    FORBIDDEN,
    IF_NONE_MATCH,
    UNCHANGED,
    UNREADABLE,
    not_found,
)
from core.http.views import AgentView
from tickets.access import readable_tickets
from tickets.models import Ticket

MISSING = not_found("ticket")


class FollowersView(AgentView, GenericAPIView[Any]):
    """The agents who follow one ticket."""

    serializer_class = FollowerSerializer
    pagination_class = None
    filter_backends = ()

    def get_queryset(self) -> Any:
        return readable_tickets(self.request)

    @extend_schema(
        summary="List a ticket's followers",
        description=f"Up to {MAX_SHOWN}: yourself first, then who has followed it longest.",
        parameters=[IF_NONE_MATCH, ETAG],
        responses={200: FollowerSerializer(many=True), **UNCHANGED, **FORBIDDEN, **MISSING},
    )
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return with_content_etag(self.answer(self.get_object()))

    @extend_schema(
        summary="Follow a ticket, or let a colleague follow it",
        request=FollowSerializer,
        responses={200: FollowerSerializer(many=True), **UNREADABLE, **FORBIDDEN, **MISSING},
    )
    def put(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        ticket: Ticket = self.get_object()
        context = {**self.get_serializer_context(), "ticket": ticket}
        serializer = FollowSerializer(data=request.data, context=context)
        serializer.is_valid(raise_exception=True)
        follow(ticket, [serializer.validated_data["agent"]])
        return self.answer(ticket)

    @extend_schema(
        summary="Follow a ticket no longer",
        responses={204: None, 400: FIELD_ERRORS, **FORBIDDEN, **MISSING},
    )
    def delete(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        ticket: Ticket = self.get_object()
        if request.user.pk is None:
            raise ValidationError({"agent": [WHO_FOLLOWS]})
        unfollow(ticket, request.user.pk)
        return Response(status=status.HTTP_204_NO_CONTENT)

    def answer(self, ticket: Ticket) -> Response:
        followers = get_followers(ticket, self.request.user.pk)
        return Response(self.get_serializer(followers, many=True).data)
