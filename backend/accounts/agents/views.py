"""The API for agents' names."""

from typing import Any

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.utils.urls import replace_query_param

from accounts.agents.listing import PAGE_SIZE, get_page
from accounts.agents.serializers import AgentSearchSerializer, AgentSerializer
from core.http.openapi_responses import FIELD_ERRORS, FORBIDDEN, response_header
from core.http.views import AgentView


class AgentsView(AgentView):
    """The agents whose accounts are active."""

    single_parameters = ("search", "cursor")

    @extend_schema(
        summary="List agents",
        description=f"Active ones by name, {PAGE_SIZE} to a page.",
        parameters=[
            AgentSearchSerializer,
            OpenApiParameter(
                "cursor",
                str,
                description="Where the page starts; from the `Link` header of the one before.",
            ),
            response_header("Link", 'The next page, as `<…>; rel="next"` (RFC 8288).', [200]),
        ],
        responses={200: AgentSerializer(many=True), 400: FIELD_ERRORS, **FORBIDDEN},
    )
    def get(self, request: Request) -> Response:
        query = AgentSearchSerializer(data=request.query_params.dict())
        query.is_valid(raise_exception=True)
        agents: Any
        agents, next_cursor = get_page(
            query.validated_data.get("search", ""), request.query_params.get("cursor", "")
        )
        headers = {}
        if next_cursor:
            url = replace_query_param(request.build_absolute_uri(), "cursor", next_cursor)
            headers["Link"] = f'<{url}>; rel="next"'
        return Response(AgentSerializer(agents, many=True).data, headers=headers)
