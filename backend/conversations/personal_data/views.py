"""The API for a requester's export and erasure, for admins."""

from dataclasses import asdict
from typing import Any

from django.http import HttpResponseBase, StreamingHttpResponse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework.generics import GenericAPIView
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.audit.record import Action, record
from accounts.sign_in.proof import ask_for_proof, has_recent_proof
from conversations.personal_data.selectors import export_requester, tickets_of
from conversations.personal_data.serializers import (
    ErasureReportSerializer,
    ErasureSerializer,
    ReportSerializer,
)
from conversations.personal_data.services import erase_requester, preview_erasure
from core.http.openapi_responses import FORBIDDEN, UNREADABLE, error, not_found
from core.http.views import AgentView
from people.models import Requester
from tickets.history.actors import actor_of

PROOF = {401: error("Nobody is signed in, or who it is has to be confirmed again.")}


class OneRequesterView(AgentView, GenericAPIView[Requester]):
    """A view of one requester, for admins."""

    is_for_admins = True
    queryset = Requester.objects.all()
    pagination_class = None
    filter_backends = ()


class ExportView(OneRequesterView):
    """Everything of one requester."""

    @extend_schema(
        summary="Export everything of a requester",
        description=(
            "One JSON document: the requester's details, and all their tickets, also spam and the "
            "bin, with replies, internal notes, history, and that there is a private link. Admins "
            "only, in a session."
        ),
        responses={
            200: OpenApiResponse(OpenApiTypes.OBJECT, description="The document, as a file."),
            **FORBIDDEN,
            **not_found("requester"),
        },
    )
    def get(self, request: Request, *args: Any, **kwargs: Any) -> HttpResponseBase:
        requester = self.get_object()
        count = tickets_of(requester).count()
        record(Action.REQUESTER_EXPORTED, request=request, target=str(requester), tickets=count)
        return StreamingHttpResponse(
            (part.encode() for part in export_requester(requester)),
            content_type="application/json",
            headers={
                "Content-Disposition": f'attachment; filename="requester-{requester.pk}.json"',
                "X-Content-Type-Options": "nosniff",
            },
        )


class EraseView(OneRequesterView):
    """A requester who is erased."""

    serializer_class = ErasureSerializer

    @extend_schema(
        summary="Tell what the erasure of a requester would take",
        responses={200: ReportSerializer, **FORBIDDEN, **not_found("requester")},
    )
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return Response(ReportSerializer(preview_erasure(self.get_object())).data)

    @extend_schema(
        summary="Erase a requester",
        description=(
            "With all their tickets and everything that was written in them, and for good. Admins "
            "only, in a session, who have confirmed lately who they are."
        ),
        request=ErasureSerializer,
        responses={
            200: ErasureReportSerializer,
            **UNREADABLE,
            **FORBIDDEN,
            **PROOF,
            **not_found("requester"),
        },
    )
    def post(self, request: Request, *args: Any, **kwargs: Any) -> HttpResponseBase:
        requester = self.get_object()
        serializer = ErasureSerializer(data=request.data, context={"requester": requester})
        serializer.is_valid(raise_exception=True)
        if not has_recent_proof(request._request):
            return ask_for_proof(request._request)
        target = str(requester)
        report, is_complete = erase_requester(requester, actor_of(request))
        numbers = asdict(report)
        record(
            Action.REQUESTER_ERASED, request=request, target=target, complete=is_complete, **numbers
        )
        return Response(ErasureReportSerializer({**numbers, "complete": is_complete}).data)
