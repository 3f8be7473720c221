"""The API for a ticket's history."""

from typing import Any

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.utils.urls import replace_query_param

from core.http.openapi_responses import FIELD_ERRORS, FORBIDDEN, not_found, response_header
from tickets.access import TicketView
from tickets.history.serializers import HistoryEntrySerializer
from tickets.history.timeline import PAGE_SIZE, get_page, read_cursor


class HistoryView(TicketView):
    """The changes of one ticket."""

    serializer_class = HistoryEntrySerializer
    single_parameters = ("cursor",)

    @extend_schema(
        summary="Read a ticket's history",
        description=f"Newest first, {PAGE_SIZE} to a page; the oldest entry is its beginning.",
        parameters=[
            OpenApiParameter(
                "cursor",
                str,
                description="Where the page starts; from the `Link` header of the one before.",
            ),
            response_header("Link", 'The next page, as `<…>; rel="next"` (RFC 8288).', [200]),
        ],
        responses={
            200: HistoryEntrySerializer(many=True),
            400: FIELD_ERRORS,
            **FORBIDDEN,
            **not_found("ticket"),
        },
    )
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        page = get_page(self.get_object(), read_cursor(request.query_params.get("cursor", "")))
        headers = {}
        if page.next_cursor:
            url = replace_query_param(request.build_absolute_uri(), "cursor", page.next_cursor)
            headers["Link"] = f'<{url}>; rel="next"'
        return Response(HistoryEntrySerializer(page.entries, many=True).data, headers=headers)
