"""The API for requesters, for agents."""

import re
from typing import Any

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.exceptions import ValidationError
from rest_framework.generics import GenericAPIView
from rest_framework.permissions import SAFE_METHODS
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.utils.urls import replace_query_param

from core.db.transactions import repeatable
from core.http.openapi_responses import (
    FIELD_ERRORS,
    FORBIDDEN,
    UNREADABLE,
    not_found,
    response_header,
)
from core.http.views import AgentView
from people.models import Requester
from people.serializers import (
    RequesterDetailSerializer,
    RequesterSearchSerializer,
    RequesterSerializer,
)
from people.services import (
    AddressTakenError,
    change_requester,
    forget_if_loose,
    list_requesters,
    visible_requesters,
)
from people.teams.access import reader_of

PAGE_SIZE = 50
CURSOR = re.compile(r"[0-9]{1,18}", re.ASCII)


def read_cursor(text: str) -> int | None:
    """Return the id below which a page starts; None for the first page."""
    if not text:
        return None
    if not CURSOR.fullmatch(text):
        raise ValidationError(
            {"cursor": ["This cursor is not from this list. Start again without one."]}
        )
    return int(text)


class RequestersView(AgentView):
    """All requesters."""

    single_parameters = ("search", "blocked", "cursor")

    @extend_schema(
        summary="List requesters",
        description=f"Newest first, {PAGE_SIZE} to a page.",
        parameters=[
            RequesterSearchSerializer,
            OpenApiParameter(
                "cursor",
                str,
                description="Where the page starts; from the `Link` header of the one before.",
            ),
            response_header("Link", 'The next page, as `<…>; rel="next"` (RFC 8288).', [200]),
        ],
        responses={200: RequesterSerializer(many=True), 400: FIELD_ERRORS, **FORBIDDEN},
    )
    def get(self, request: Request) -> Response:
        query = RequesterSearchSerializer(data=request.query_params.dict())
        query.is_valid(raise_exception=True)
        before = read_cursor(request.query_params.get("cursor", ""))
        search = query.validated_data.get("search", "")
        is_blocked = query.validated_data.get("blocked", False)
        found: Any = list_requesters(
            search, before, PAGE_SIZE + 1, reader_of(request), is_blocked=is_blocked
        )
        page, headers = found[:PAGE_SIZE], {}
        if len(found) > PAGE_SIZE:
            url = replace_query_param(request.build_absolute_uri(), "cursor", page[-1].pk)
            headers["Link"] = f'<{url}>; rel="next"'
        return Response(RequesterSerializer(page, many=True).data, headers=headers)


class RequesterView(AgentView, GenericAPIView[Requester]):
    """One requester."""

    queryset = Requester.objects.all()
    serializer_class = RequesterDetailSerializer
    pagination_class = None
    filter_backends = ()

    def get_queryset(self) -> Any:
        requesters = visible_requesters(reader_of(self.request))
        if self.request.method in SAFE_METHODS:
            return requesters
        return requesters.select_for_update(no_key=True)

    @extend_schema(
        summary="Read a requester",
        responses={200: RequesterDetailSerializer, **FORBIDDEN, **not_found("requester")},
    )
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return Response(self.get_serializer(self.get_object()).data)

    @extend_schema(
        summary="Change some of a requester's fields",
        description=(
            "What was typed in their tickets stays as it was. Whoever is no longer blocked, and "
            "has no ticket, is forgotten."
        ),
        request=RequesterSerializer,
        responses={
            200: RequesterDetailSerializer,
            **UNREADABLE,
            **FORBIDDEN,
            **not_found("requester"),
        },
    )
    @repeatable
    def patch(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        requester = self.get_object()
        serializer = self.get_serializer(requester, data=request.data, partial=True)
        serializer.is_valid(raise_exception=True)
        was_blocked = requester.is_blocked
        try:
            change_requester(requester, serializer.validated_data)
        except AddressTakenError:
            raise ValidationError({"email": ["Another requester has this address."]}) from None
        answer = Response(serializer.data)
        if was_blocked:
            forget_if_loose(requester)
        return answer
