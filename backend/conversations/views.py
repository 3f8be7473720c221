"""The API for conversations, as agents use it."""

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import status
from rest_framework.exceptions import NotFound, PermissionDenied, ValidationError
from rest_framework.generics import GenericAPIView
from rest_framework.request import Request
from rest_framework.response import Response

from conversations import api_docs, services, timeline
from conversations.http import MESSAGE_BODY_BYTES, KeyReused, digest_of, link_to
from conversations.markdown import render_note
from conversations.models import AuthorKind, Channel, Kind, Message
from conversations.serializers import (
    MarkdownSerializer,
    MessageSerializer,
    NewMessageSerializer,
    NoteTextSerializer,
    PostedMessageSerializer,
    RenderedSerializer,
    TimelineEventSerializer,
    TimelineMessageSerializer,
    may_edit,
)
from core.db.transactions import repeatable
from core.http.conditional import check_if_match, version_etag, with_content_etag
from core.http.errors import Conflict
from core.http.views import AgentView
from tickets.access import TicketView, readable_tickets
from tickets.history.actors import Actor, actor_of
from tickets.idempotency import owner_of, read_idempotency_key, stored_key
from tickets.models import Ticket
from tickets.snooze_times import NOT_DONE

STALE_NOTE = "This note has changed since you read it. Read it again, then repeat."
NEWER = "Somebody has written since. Read it, or send yours anyway."
SENT = "This reply was sent and can no longer be taken back."


def author_of(actor: Actor) -> services.Author:
    return services.Author(AuthorKind.AGENT, actor.user_id, actor.name)


class MessagesView(TicketView):
    """The messages of one ticket."""

    serializer_class = MessageSerializer
    single_parameters = ("cursor",)
    max_body_bytes = MESSAGE_BODY_BYTES

    @api_docs.list_messages
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        ticket: Ticket = self.get_object()
        before, _ = timeline.read_cursor(request.query_params.get("cursor", ""))
        messages, earlier = timeline.get_messages(ticket.pk, before)
        cursor = None if earlier is None else f"{earlier}-0"
        data = self.get_serializer(messages, many=True).data
        return with_content_etag(Response(data, headers=link_to(request, cursor)))

    @api_docs.post_message
    def post(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        serializer = NewMessageSerializer(data=request.data, context=self.get_serializer_context())
        serializer.is_valid(raise_exception=True)
        values = serializer.validated_data
        key = read_idempotency_key(request)
        draft = services.Draft(
            kind=Kind(values["kind"]),
            text=values["text"],
            channel=Channel.WEB if request.auth is None else Channel.API,
            seen_until=values.get("seen_until"),
            then=values.get("then") or {},
            saved_reply_id=values.get("saved_reply"),
            key=None if key is None else stored_key(owner_of(request), key),
            # Not what was seen: who has read the newer ones sends the same message again.
            fingerprint=digest_of(
                [values["kind"], values["text"], services.to_json(values.get("then") or {})]
            ),
        )
        actor = actor_of(request)
        try:
            message = services.post_as_agent(
                int(kwargs["pk"]),
                author_of(actor),
                draft,
                actor,
                anyway=values["anyway"],
                among=readable_tickets(request, with_removed=True),
            )
        except Ticket.DoesNotExist:
            raise NotFound from None
        except services.KeyReusedError:
            raise KeyReused from None
        except services.SnoozedDoneError:
            raise ValidationError({"then": {"snoozed_until": [NOT_DONE]}}) from None
        except services.NewerMessagesError as error:
            newer = self.get_serializer(error.messages, many=True).data
            return Response({"detail": NEWER, "newer": newer}, status=status.HTTP_409_CONFLICT)
        posted = PostedMessageSerializer(message, context=self.get_serializer_context())
        return Response(posted.data, status=status.HTTP_201_CREATED)


class TimelineView(TicketView):
    """The messages and events of one ticket, in one line of time."""

    serializer_class = TimelineMessageSerializer
    single_parameters = ("cursor",)

    @api_docs.read_timeline
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        kinds = [kind for kind in request.query_params.getlist("kinds") if kind]
        if not set(kinds) <= set(timeline.TIMELINE_KINDS):
            choices = ", ".join(timeline.TIMELINE_KINDS)
            raise ValidationError({"kinds": [f"Choose one of: {choices}."]})
        ticket: Ticket = self.get_object()
        cursor = timeline.read_cursor(request.query_params.get("cursor", ""))
        page = timeline.get_timeline(ticket, cursor, kinds or timeline.TIMELINE_KINDS)
        data = [self.to_item(row) for row in page.rows]
        return with_content_etag(Response(data, headers=link_to(request, page.next_cursor)))

    def to_item(self, row: Any) -> Any:
        if isinstance(row, Message):
            return self.get_serializer(row).data
        return TimelineEventSerializer(timeline.event_entry(row)).data


class UndoView(AgentView, GenericAPIView[Any]):
    """A reply that is taken back."""

    serializer_class = MessageSerializer

    @api_docs.take_back
    def post(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        try:
            message = services.take_back(
                int(kwargs["pk"]), actor_of(request), readable_tickets(request, with_removed=True)
            )
        except (Message.DoesNotExist, Ticket.DoesNotExist):
            raise NotFound from None
        except services.AlreadySentError:
            raise Conflict(SENT) from None
        return Response(self.get_serializer(message).data)


class NoteView(AgentView, GenericAPIView[Any]):
    """One internal note."""

    serializer_class = MessageSerializer
    max_body_bytes = MESSAGE_BODY_BYTES

    @api_docs.edit_note
    @repeatable
    def patch(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        ticket, note = self.get_note(request)
        serializer = NoteTextSerializer(data=request.data)
        serializer.is_valid(raise_exception=True)
        check_if_match(request, version_etag(note.version), STALE_NOTE)
        services.edit_note(ticket, note, serializer.validated_data["text"], actor_of(request).name)
        stored = PostedMessageSerializer(note, context=self.get_serializer_context())
        return Response(stored.data, headers={"ETag": version_etag(note.version)})

    @api_docs.delete_note
    @repeatable
    def delete(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        ticket, note = self.get_note(request)
        check_if_match(request, version_etag(note.version), STALE_NOTE)
        services.delete_note(ticket, note)
        return Response(status=status.HTTP_204_NO_CONTENT)

    def get_note(self, request: Request) -> tuple[Ticket, Message]:
        try:
            ticket, note = services.get_note(
                int(self.kwargs["pk"]), readable_tickets(request, with_removed=True)
            )
        except (Message.DoesNotExist, Ticket.DoesNotExist):
            raise NotFound from None
        if not may_edit(request, note):
            raise PermissionDenied("Only its author and admins may change a note.")
        return ticket, note


class MarkdownView(AgentView):
    """The preview of a message."""

    max_body_bytes = MESSAGE_BODY_BYTES

    @extend_schema(
        summary="Render a text as a message would be",
        request=MarkdownSerializer,
        responses={200: RenderedSerializer, **api_docs.BAD_BODY},
    )
    def post(self, request: Request) -> Response:
        serializer = MarkdownSerializer(data=request.data)
        serializer.is_valid(raise_exception=True)
        return Response({"html": render_note(serializer.validated_data["text"]).html})
