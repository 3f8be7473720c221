"""The API for changing many tickets at once."""

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from core.http.openapi_responses import FORBIDDEN, NESTED_ERRORS, UNREADABLE
from core.http.views import AgentView
from people.teams.access import reader_of
from tickets.bulk.serializers import BulkResultSerializer, BulkSerializer
from tickets.bulk.services import MAX_OPERATIONS, MAX_TICKETS, run_operations
from tickets.history.actors import actor_of

# An undo may have an operation for each of a thousand tickets.
BULK_BODY_BYTES = 256 * 1024


class BulkView(AgentView):
    """Changes of many tickets."""

    max_body_bytes = BULK_BODY_BYTES

    @extend_schema(
        summary="Change many tickets",
        description=(
            f"At most {MAX_OPERATIONS:,} operations on at most {MAX_TICKETS:,} tickets altogether, "
            "carried out in their order, all or none. Which tickets match is settled before the "
            "first of them."
        ),
        request=BulkSerializer,
        responses={200: BulkResultSerializer, **UNREADABLE, 400: NESTED_ERRORS, **FORBIDDEN},
    )
    def post(self, request: Request) -> Response:
        serializer = BulkSerializer(data=request.data, context={"request": request})
        serializer.is_valid(raise_exception=True)
        result = run_operations(
            serializer.validated_data["operations"], actor_of(request), reader_of(request)
        )
        return Response(BulkResultSerializer(result).data)
