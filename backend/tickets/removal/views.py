"""The API for erasing what is spam or in the bin."""

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.audit.record import Action, record
from core.db.transactions import repeatable
from core.http.openapi_responses import FORBIDDEN, NESTED_ERRORS, UNREADABLE
from core.http.views import AgentView
from tickets.access import readable_tickets
from tickets.history.actors import actor_of
from tickets.removal.serializers import ErasedSerializer, EraseSerializer
from tickets.removal.services import erase_some, find_erasable


class EraseView(AgentView):
    """Tickets that leave spam or the bin for good."""

    is_for_admins = True

    @extend_schema(
        summary="Erase tickets that are spam or in the bin",
        description=(
            "With everything that was written in them, and for good. Admins only, in a session."
        ),
        request=EraseSerializer,
        responses={200: ErasedSerializer, **UNREADABLE, 400: NESTED_ERRORS, **FORBIDDEN},
    )
    @repeatable
    def post(self, request: Request) -> Response:
        serializer = EraseSerializer(data=request.data)
        serializer.is_valid(raise_exception=True)
        ids = serializer.validated_data.get("ids")
        folder = serializer.validated_data.get("folder")
        tickets = find_erasable(readable_tickets(request, with_removed=True), ids, folder)
        count = erase_some(tickets, by=actor_of(request))
        if count:
            target = folder or ", ".join(f"#{pk}" for pk in sorted(ids or []))
            record(Action.TICKETS_DELETED, request=request, target=target, tickets=count)
        more = ids is None and tickets.exists()
        return Response(ErasedSerializer({"erased": count, "more": more}).data)
