"""The API for tickets like another one."""

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework.generics import GenericAPIView
from rest_framework.request import Request
from rest_framework.response import Response

from conversations.similar.selectors import MAX_SHOWN, find_similar
from conversations.similar.serializers import SimilarSerializer
from core.http.openapi_responses import FORBIDDEN, not_found
from core.http.views import AgentView
from people.teams.access import reader_of
from tickets.access import readable_tickets


class SimilarView(AgentView, GenericAPIView[Any]):
    """Tickets like one ticket."""

    serializer_class = SimilarSerializer
    pagination_class = None
    filter_backends = ()

    def get_queryset(self) -> Any:
        # Of what is set aside it may be the reason that there is another one.
        return readable_tickets(self.request, with_removed=True)

    @extend_schema(
        summary="Find tickets like one",
        description=(
            f"Up to {MAX_SHOWN} that may be the same problem, and up to {MAX_SHOWN} solved ones "
            "with the beginning of what they were answered."
        ),
        responses={200: SimilarSerializer, **FORBIDDEN, **not_found("ticket")},
    )
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        ticket = self.get_object()
        found = find_similar(ticket, readable_tickets(request), reader_of(request))
        return Response(self.get_serializer(found).data)
