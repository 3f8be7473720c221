"""Conversations written the ordinary way, for comparison.

Model serializers, numbered pages, a row lock, and aggregates where a reply is taken back. They
write the same rows as the product: the message, its ticket's derived columns, what is searched.
"""

from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Count, Max, Min, Q, QuerySet
from django.utils import timezone
from rest_framework import mixins, serializers, viewsets
from rest_framework.decorators import action
from rest_framework.exceptions import APIException
from rest_framework.pagination import PageNumberPagination
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from conversations.markdown import render_markdown
from conversations.models import AuthorKind, Channel, Kind, Message
from tickets.history.actors import actor_of
from tickets.history.models import Event
from tickets.models import Ticket
from tickets.search.search_texts import delete_message_copy, store_message_copy
from tickets.vocabulary import DONE, Awaiting

BY_AGENT = Q(kind=Kind.REPLY, author_kind=AuthorKind.AGENT)
BY_REQUESTER = Q(author_kind=AuthorKind.REQUESTER)
PULSE_LOOK_BACK = timedelta(seconds=60)
PULSE_SIZE = 200


class TooLateError(APIException):
    """A reply that can no longer be taken back."""

    status_code = 409


class PlainAuthorSerializer(serializers.ModelSerializer[Message]):
    """The author of a message."""

    kind = serializers.CharField(source="author_kind")
    id = serializers.IntegerField(source="author_id")
    name = serializers.CharField(source="author_name")

    class Meta:
        model = Message
        fields = ("kind", "id", "name")


class PlainMessageSerializer(serializers.ModelSerializer[Message]):
    """A reply or a note."""

    author = PlainAuthorSerializer(source="*", read_only=True)
    can_edit = serializers.SerializerMethodField()

    class Meta:
        model = Message
        fields = (
            *("id", "kind", "author", "text", "html", "channel", "at", "edited_at", "version"),
            *("held_until", "can_edit", "moved_from", "private_to"),
        )
        read_only_fields = (
            *("html", "channel", "at", "edited_at", "version", "held_until"),
            *("moved_from", "private_to"),
        )

    def get_can_edit(self, message: Message) -> bool:
        user = self.context["request"].user
        return message.kind == Kind.NOTE and message.author_id in (None, user.pk)


class PlainMessagePagination(PageNumberPagination):
    """Pages by number, of 50."""

    page_size = 50


class PlainMessageViewSet(
    mixins.CreateModelMixin, mixins.ListModelMixin, viewsets.GenericViewSet[Message]
):
    """The messages of a ticket, the newest first."""

    serializer_class = PlainMessageSerializer
    pagination_class = PlainMessagePagination

    def get_queryset(self) -> QuerySet[Message]:
        return Message.objects.filter(ticket=self.kwargs["ticket"]).order_by("-id")

    @transaction.atomic
    def perform_create(self, serializer: serializers.BaseSerializer[Message]) -> None:
        ticket = Ticket.objects.select_for_update().get(pk=self.kwargs["ticket"])
        now = timezone.now()
        text, kind = serializer.validated_data["text"], serializer.validated_data["kind"]
        actor = actor_of(self.request)
        is_reply = kind == Kind.REPLY
        message = serializer.save(
            ticket=ticket,
            author_kind=AuthorKind.AGENT,
            author_id=actor.user_id,
            author_name=actor.name,
            html=render_markdown(text),
            channel=Channel.WEB,
            at=now,
            held_until=now + timedelta(seconds=settings.REPLY_HOLD_SECONDS) if is_reply else None,
        )
        ticket.message_count += 1
        ticket.last_message_at = now
        if is_reply:
            ticket.last_agent_at = now
            ticket.first_response_at = ticket.first_response_at or now
            ticket.awaiting = Awaiting.NOBODY if ticket.status in DONE else Awaiting.REQUESTER
            ticket.waiting_since = None
        ticket.save()
        store_message_copy(ticket.pk, message.pk, text)


class PlainUndoViewSet(viewsets.GenericViewSet[Message]):
    """Replies that are taken back."""

    queryset = Message.objects.all()
    serializer_class = PlainMessageSerializer

    @action(detail=True, methods=["post"])
    @transaction.atomic
    def undo(self, request: Request, pk: str) -> Response:
        message = Message.objects.select_for_update().get(pk=pk)
        if message.held_until is None or message.held_until <= timezone.now():
            raise TooLateError
        ticket = Ticket.objects.select_for_update().get(pk=message.ticket_id)
        data = self.get_serializer(message).data
        message.delete()
        delete_message_copy(ticket.pk, int(pk))
        derive_columns(ticket)
        return Response(data)


def derive_columns(ticket: Ticket) -> None:
    """Derive the columns of a ticket from the messages that are left."""
    found = ticket.messages.aggregate(
        count=Count("pk"),
        last=Max("at"),
        requester=Max("at", filter=BY_REQUESTER),
        agent=Max("at", filter=BY_AGENT),
        response=Min("at", filter=BY_AGENT),
    )
    ticket.message_count = found["count"]
    ticket.last_message_at = found["last"] or ticket.created_at
    ticket.last_requester_at = found["requester"] or ticket.created_at
    ticket.last_agent_at, ticket.first_response_at = found["agent"], found["response"]
    unanswered = ticket.messages.filter(BY_REQUESTER)
    if found["agent"]:
        unanswered = unanswered.filter(at__gt=found["agent"])
    waiting_since = unanswered.aggregate(at=Min("at"))["at"]
    if found["agent"] is None:
        waiting_since = ticket.created_at
    if ticket.status in DONE:
        ticket.awaiting, ticket.waiting_since = Awaiting.NOBODY, None
    else:
        ticket.awaiting = Awaiting.AGENT if waiting_since else Awaiting.REQUESTER
        ticket.waiting_since = waiting_since
    ticket.save()


class PlainPulseView(APIView):
    """The changes of the last minute, without the presence of others."""

    def get(self, request: Request) -> Response:
        since = timezone.now() - PULSE_LOOK_BACK
        events = Event.objects.filter(at__gt=since).order_by("-id")[:PULSE_SIZE]
        messages = Message.objects.filter(at__gt=since).order_by("-id")[:PULSE_SIZE]
        changed = [
            *({"key": f"e{event.pk}", "ticket": event.ticket_number} for event in events),
            *({"key": f"m{message.pk}", "ticket": message.ticket_id} for message in messages),
        ]
        ticket = Ticket.objects.get(pk=request.query_params["ticket"])
        last = ticket.messages.order_by("-id").values_list("id", "version").first()
        return Response({"changed": changed, "thread": f"{ticket.version}-{last}", "presence": []})
