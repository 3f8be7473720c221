"""The API for queues: their counts, and the next ticket of one."""

from dataclasses import replace

from drf_spectacular.utils import extend_schema
from rest_framework import status
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.response import Response

from core.http.conditional import with_content_etag
from core.http.openapi_responses import (
    ETAG,
    FORBIDDEN,
    IF_NONE_MATCH,
    NESTED_ERRORS,
    UNCHANGED,
    UNREADABLE,
    response_header,
)
from core.http.views import AgentView
from people.teams.access import own_reader_of
from tickets.access import readable_tickets
from tickets.history.actors import actor_of
from tickets.queues.selectors import count_queues
from tickets.queues.serializers import NextSerializer, QueuesSerializer
from tickets.queues.services import take_next
from tickets.references import WHO_IS_ME
from tickets.search.query import TicketQuery
from tickets.serializers import TicketDetailSerializer
from tickets.tags.selectors import read_tags
from tickets.views import ticket_etag


class QueuesView(AgentView):
    """The number of tickets in each queue and view.

    Each open tab asks again whenever something has changed, every few seconds at most, so the
    queries are few, however many views there are:

    1. the teams of who asks;
    2. the first of the views that they see;
    3. the counters, which know all open tickets, and views of nothing but fields of few values;
    4. the other queues and views, in one statement;
    5. one for each view with a date that the counters know.
    """

    @extend_schema(
        summary="Count the tickets of each queue and view",
        parameters=[IF_NONE_MATCH, ETAG],
        responses={200: QueuesSerializer, **UNCHANGED, **FORBIDDEN},
    )
    def get(self, request: Request) -> Response:
        return with_content_etag(Response(QueuesSerializer(count_queues(request)).data))


class NextView(AgentView):
    """The next ticket of a queue."""

    @extend_schema(
        summary="Take the next ticket",
        description=(
            "Gives who asks the first open ticket that nobody has, of those that match: no two get "
            "the same. Who is not signed in gets none."
        ),
        request=NextSerializer,
        parameters=[response_header("ETag", "The version of the ticket.", [200])],
        responses={
            200: TicketDetailSerializer,
            204: None,
            **UNREADABLE,
            400: NESTED_ERRORS,
            **FORBIDDEN,
        },
    )
    def post(self, request: Request) -> Response:
        by = actor_of(request)
        if by.user_id is None:
            raise ValidationError({"detail": WHO_IS_ME})
        serializer = NextSerializer(data=request.data, context={"request": request})
        serializer.is_valid(raise_exception=True)
        values = serializer.validated_data
        # An admin reads more than they may be given.
        query = replace(values.get("matching", TicketQuery()), reader=own_reader_of(request))
        taken = take_next(query, values["ordering"], by.user_id, by)
        if taken is None:
            return Response(status=status.HTTP_204_NO_CONTENT)
        related = ("classification", "requester", "assignee", "team")
        ticket = readable_tickets(request).select_related(*related).get(pk=taken.pk)
        read_tags([ticket])
        data = TicketDetailSerializer(ticket, context={"request": request}).data
        return Response(data, headers={"ETag": ticket_etag(ticket)})
