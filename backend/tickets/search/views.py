"""The API for counts of tickets."""

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework.generics import GenericAPIView
from rest_framework.request import Request
from rest_framework.response import Response

from core.http.conditional import with_content_etag
from core.http.openapi_responses import ETAG, FIELD_ERRORS, FORBIDDEN, IF_NONE_MATCH, UNCHANGED
from core.http.views import AgentView
from tickets.access import readable_tickets
from tickets.models import Ticket
from tickets.search.counts import count_tickets
from tickets.search.filters import CountFilter, TicketFilterBackend
from tickets.search.query import TicketQuery
from tickets.search.serializers import CountsSerializer


class CountsView(AgentView, GenericAPIView[Any]):
    """Counts of tickets by status, priority and category."""

    queryset = Ticket.objects.all()
    serializer_class = CountsSerializer
    filter_backends = (TicketFilterBackend,)
    filterset_class = CountFilter
    pagination_class = None
    single_parameters = CountFilter.SINGLE
    ticket_query: TicketQuery

    def get_queryset(self) -> Any:
        return readable_tickets(self.request)

    @extend_schema(
        summary="Count tickets by status, priority and category",
        description=(
            "At most 64 cells, whose sums are the totals of the list for each choice of filters. "
            "With a search, a requester, first responses or both other times, counting stops where "
            "the list's total does."
        ),
        parameters=[IF_NONE_MATCH, ETAG],
        filters=True,
        responses={200: CountsSerializer, 400: FIELD_ERRORS, **UNCHANGED, **FORBIDDEN},
    )
    def get(self, request: Request) -> Response:
        self.filter_queryset(self.get_queryset())
        return with_content_etag(Response(count_tickets(self.ticket_query)))
