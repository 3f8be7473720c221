"""The API for the audit trail."""

from typing import Any

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.utils.urls import replace_query_param

from accounts.audit.listing import PAGE_SIZE, EventFilter, get_page, read_cursor
from accounts.audit.serializers import AuditEventSerializer, EventFilterSerializer
from core.http.openapi_responses import FIELD_ERRORS, error, response_header
from core.http.views import AgentView


class AuditEventsView(AgentView):
    """The audit trail of the installation, for admins who are signed in themselves."""

    is_for_admins = True
    single_parameters = ("action", "actor", "since", "until", "cursor")

    @extend_schema(
        summary="Read the audit trail",
        description=f"Newest first, {PAGE_SIZE} to a page.",
        parameters=[
            EventFilterSerializer,
            OpenApiParameter(
                "cursor",
                str,
                description="Where the page starts; from the `Link` header of the one before.",
            ),
            response_header("Link", 'The next page, as `<…>; rel="next"` (RFC 8288).', [200]),
        ],
        responses={
            200: AuditEventSerializer(many=True),
            400: FIELD_ERRORS,
            401: error("Nobody is signed in."),
            403: error("Only admins may do this, and no program with their token."),
        },
    )
    def get(self, request: Request) -> Response:
        query = EventFilterSerializer(data=request.query_params.dict())
        query.is_valid(raise_exception=True)
        position = read_cursor(request.query_params.get("cursor", ""))
        events: Any
        events, next_cursor = get_page(EventFilter(**query.validated_data), position)
        headers = {}
        if next_cursor:
            url = replace_query_param(request.build_absolute_uri(), "cursor", next_cursor)
            headers["Link"] = f'<{url}>; rel="next"'
        return Response(AuditEventSerializer(events, many=True).data, headers=headers)
