"""The API for merging tickets and moving messages."""

from collections.abc import Callable
from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework.exceptions import NotFound, ValidationError
from rest_framework.generics import GenericAPIView
from rest_framework.request import Request
from rest_framework.response import Response

from conversations.merging import moving, services
from conversations.merging.serializers import (
    NEW,
    IntoSerializer,
    MergedSerializer,
    MovedSerializer,
    MoveSerializer,
    UnmergedSerializer,
)
from conversations.models import Message
from core.http.conditional import check_if_match, version_etag
from core.http.errors import Conflict
from core.http.openapi_responses import FORBIDDEN, IF_MATCH, UNREADABLE, error, not_found
from core.http.views import AgentView
from tickets.access import TicketView, check_present, readable_tickets
from tickets.history.actors import actor_of
from tickets.models import Ticket
from tickets.views import STALE_TICKET

NO_TICKET = "There is no such ticket."
ITSELF = "A ticket cannot be merged into itself, nor into one that was merged into it."
MERGED = "This ticket is merged into #{into} already."
NOT_MERGED = "This ticket is not merged."
TOO_LONG = (
    f"This ticket has more than {services.MAX_MESSAGES:,} messages: that is too many to move."
)
SAME = "The message is in this ticket already."
HELD = "This reply can still be taken back. Move it once it is sent."
SUBMISSION = "This is what a merged ticket began with. Unmerge the ticket to move it."
STALE = {412: error("The ticket has changed since the version that `If-Match` names.")}


def version_check(request: Request) -> Callable[[Ticket], None]:
    """Return a function that refuses a ticket of another version than `If-Match` names."""

    def check(ticket: Ticket) -> None:
        check_if_match(request, version_etag(ticket.version), STALE_TICKET)

    return check


class MergeView(TicketView):
    """A ticket that is merged into another."""

    serializer_class = IntoSerializer

    @extend_schema(
        summary="Merge a ticket into another",
        description=(
            "Its messages go to the other one, and it is closed. It can be unmerged. Where the "
            "other one was merged itself, this one is merged into the last of them."
        ),
        parameters=[IF_MATCH],
        request=IntoSerializer,
        responses={
            200: MergedSerializer,
            409: error("It is merged already, or too long, or it is spam or in the bin."),
            **UNREADABLE,
            **FORBIDDEN,
            **STALE,
            **not_found("ticket"),
        },
    )
    def post(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        ticket = self.get_object()
        check_present(ticket)
        serializer = IntoSerializer(data=request.data)
        serializer.is_valid(raise_exception=True)
        into_id = serializer.validated_data["into"]
        readable = readable_tickets(request)
        try:
            if not readable.filter(pk=into_id).exists():
                raise services.NoTargetError
            into = services.merge_ticket(
                ticket.pk, into_id, actor_of(request), version_check(request), readable
            )
        except services.NoTargetError:
            raise ValidationError({"into": [NO_TICKET]}) from None
        except services.IntoItselfError:
            raise ValidationError({"into": [ITSELF]}) from None
        except services.AlreadyMergedError as merged:
            raise Conflict(MERGED.format(into=merged.into)) from None
        except services.TooLongError:
            raise Conflict(TOO_LONG) from None
        except Ticket.DoesNotExist:
            raise NotFound from None
        ticket.refresh_from_db(fields=["version"])
        answer = {"id": ticket.pk, "merged_into": into.pk, "version": ticket.version}
        return Response(MergedSerializer(answer).data)


class UnmergeView(TicketView):
    """A merged ticket that gets its conversation back."""

    serializer_class = UnmergedSerializer

    @extend_schema(
        summary="Take a merged ticket out of the other one",
        description=(
            "With all that came with it, as it was. What was written since stays in the other "
            "ticket, and is named."
        ),
        parameters=[IF_MATCH],
        request=None,
        responses={
            200: UnmergedSerializer,
            409: error("It is not merged, or it is spam or in the bin."),
            **FORBIDDEN,
            **STALE,
            **not_found("ticket"),
        },
    )
    def post(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        ticket = self.get_object()
        check_present(ticket)
        try:
            unmerged = services.unmerge_ticket(
                ticket.pk, actor_of(request), version_check(request), readable_tickets(request)
            )
        except services.NotMergedError:
            raise Conflict(NOT_MERGED) from None
        except Ticket.DoesNotExist:
            raise NotFound from None
        return Response(UnmergedSerializer(unmerged).data)


class MoveView(AgentView, GenericAPIView[Any]):
    """A message that is moved to another ticket, or into a new one."""

    serializer_class = MoveSerializer

    @extend_schema(
        summary="Move a message to another ticket, or into a new one",
        description=(
            "A new ticket gets the requester, the category, the priority and the team of the one "
            "that the message leaves, and the two are linked. A reply that is moved is no longer "
            "on the requester's page of the first ticket."
        ),
        request=MoveSerializer,
        responses={
            200: MovedSerializer,
            409: error("It can still be taken back, or goes with a merged ticket alone."),
            **UNREADABLE,
            **FORBIDDEN,
            **not_found("message"),
        },
    )
    def post(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        readable = readable_tickets(request)
        message_id = int(kwargs["pk"])
        if not Message.objects.filter(pk=message_id, ticket__in=readable).exists():
            raise NotFound
        serializer = MoveSerializer(data=request.data)
        serializer.is_valid(raise_exception=True)
        to = serializer.validated_data["to"]
        try:
            if to != NEW and not readable.filter(pk=to).exists():
                raise moving.NoTargetError
            moved = moving.move_message(
                message_id,
                None if to == NEW else to,
                serializer.validated_data["title"],
                actor_of(request),
                readable,
            )
        except moving.NoTargetError:
            raise ValidationError({"to": [NO_TICKET]}) from None
        except moving.SameTicketError:
            raise ValidationError({"to": [SAME]}) from None
        except moving.HeldError:
            raise Conflict(HELD) from None
        except moving.SubmissionError:
            raise Conflict(SUBMISSION) from None
        except Message.DoesNotExist:
            raise NotFound from None
        return Response(MovedSerializer(moved).data)
