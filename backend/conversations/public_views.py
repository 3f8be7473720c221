"""The API for conversations, as requesters use it by their private links."""

from typing import Any

from django.conf import settings
from rest_framework import status
from rest_framework.exceptions import NotFound, ValidationError
from rest_framework.request import Request
from rest_framework.response import Response

from conversations import api_docs, services, timeline
from conversations.http import MESSAGE_BODY_BYTES, KeyReused, digest_of, link_to
from conversations.markdown import render_markdown
from conversations.merging.audience import find_side
from conversations.models import AuthorKind, Channel, Kind
from conversations.serializers import (
    AnswerSerializer,
    PublicMessageSerializer,
    PublicStatusSerializer,
)
from core.http import public_fields
from core.http.errors import Conflict
from core.http.throttling import PersonThrottle
from core.http.views import PublicView
from tickets.history.actors import actor_of
from tickets.idempotency import create_once, read_idempotency_key, stored_key
from tickets.merged import conversation_ticket
from tickets.models import Ticket
from tickets.private_links import links
from tickets.private_links.models import PrivateLink
from tickets.private_links.serializers import PublicTicketSerializer
from tickets.private_links.views import (
    HEADERS,
    UNKNOWN_LINK,
    PublicTicketViewSet,
    follow_or_refuse,
)
from tickets.services import create_ticket
from tickets.vocabulary import DESCRIPTION_MAX_LENGTH, TITLE_MAX_LENGTH, Status

CLOSED = "This request was closed more than {days} days ago. Write an answer: it makes a new one."
JOINED = "This request was joined with another one, so write to us that it is solved."
REPLY_PREFIX = "Re: "
TOO_LONG = (
    "This makes a new request, because yours was closed long ago. Its text may have at most "
    f"{DESCRIPTION_MAX_LENGTH:,} characters."
)


class PublicConversationView(PublicView):
    """A view for whoever has the token of a private link."""

    # The token alone grants access, whoever sends it.
    authentication_classes = ()
    throttle_classes = (PersonThrottle,)

    def get_throttles(self) -> list[Any]:
        self.throttle_scope = "follow" if self.request.method in ("GET", "HEAD") else "answer"
        return super().get_throttles()

    def follow(self, token: str) -> PrivateLink:
        link = follow_or_refuse(token)
        return link

    def finalize_response(
        self, request: Request, response: Response, *args: Any, **kwargs: Any
    ) -> Response:
        response = super().finalize_response(request, response, *args, **kwargs)
        for name, value in HEADERS.items():
            response.headers[name] = value
        return response


class PublicMessagesView(PublicConversationView):
    """The public conversation about one ticket."""

    public_actions = {"get": public_fields.PUBLIC_MESSAGE, "post": public_fields.ANSWER}
    max_body_bytes = MESSAGE_BODY_BYTES

    @api_docs.list_public_messages
    def get(self, request: Request, token: str) -> Response:
        side = find_side(self.follow(token).ticket)
        services.release_held(side.conversation.pk)
        before = timeline.decrypt_cursor(request.query_params.get("cursor", ""))
        messages, earlier = timeline.get_public_messages(side.conversation.pk, side.shown, before)
        cursor = None if earlier is None else timeline.encrypt_cursor(earlier)
        data: Any = PublicMessageSerializer(messages, many=True).data  # type: ignore[arg-type]
        return Response(data, headers=link_to(request, cursor))

    @api_docs.post_answer
    def post(self, request: Request, token: str) -> Response:
        link = self.follow(token)
        services.release_held(conversation_ticket(link.ticket_id))
        serializer = AnswerSerializer(data=request.data)
        serializer.is_valid(raise_exception=True)
        text = serializer.validated_data["text"]
        key = read_idempotency_key(request)
        draft = services.Draft(
            Kind.REPLY,
            text,
            Channel.LINK,
            key=None if key is None else stored_key(f"link {link.digest}", key),
            fingerprint=digest_of(text),
        )
        try:
            message = services.post_as_requester(link.ticket_id, draft, actor_of(request))
        except Ticket.DoesNotExist:
            raise NotFound(UNKNOWN_LINK) from None
        except services.KeyReusedError:
            raise KeyReused from None
        except services.ClosedLongAgoError:
            return self.follow_up(request, link, text, key)
        side = find_side(self.follow(token).ticket)
        answered = {"ticket": side.as_public(), "follow_up": None}
        return self.answer(PublicMessageSerializer(message).data, answered)

    def follow_up(
        self, request: Request, link: PrivateLink, text: str, key: str | None
    ) -> Response:
        """Make a new ticket of an answer to one that was closed long ago."""
        if len(text) > DESCRIPTION_MAX_LENGTH:
            raise ValidationError({"text": [TOO_LONG]})
        former = link.ticket
        values = {
            "title": f"{REPLY_PREFIX}{former.title}"[:TITLE_MAX_LENGTH],
            "description": text,
            "category": former.category,
            "priority": former.priority,
            "requester_name": former.requester_name,
            "requester_email": former.requester_email,
            "follow_up_of_id": former.pk,
        }
        by = actor_of(request)
        owner = f"link {link.digest}"
        ticket = create_once(
            key, owner, values, lambda: create_ticket(values, by, is_from_requester=True)
        )
        message = {
            "key": ticket.private_link.reference,
            "author": {"kind": AuthorKind.REQUESTER, "name": ticket.requester_name},
            "text": text,
            "html": render_markdown(text),
            "at": ticket.created_at,
        }
        new = {
            "reference": ticket.private_link.reference,
            "request_token": links.first_token(ticket),
        }
        side = find_side(former)
        return self.answer(message, {"ticket": side.as_public(), "follow_up": new})

    def answer(self, message: Any, answered: dict[str, Any]) -> Response:
        ticket = PublicTicketSerializer(answered["ticket"]).data
        data = {**message, "ticket": ticket, "follow_up": answered["follow_up"]}
        return Response(data, status=status.HTTP_201_CREATED)


class PublicSideViewSet(PublicTicketViewSet):
    """Tickets as their requesters see them, and say whether they are solved."""

    public_actions = {
        **PublicTicketViewSet.public_actions,
        "partial_update": public_fields.PRIVATE_LINK,
    }

    def get_throttles(self) -> list[Any]:
        self.throttle_scope = "answer" if self.action == "partial_update" else "follow"
        return super().get_throttles()

    def present(self, ticket: Ticket) -> Ticket:
        return find_side(ticket).as_public()

    @api_docs.change_public_status
    def partial_update(self, request: Request, token: str) -> Response:
        link = follow_or_refuse(token)
        serializer = PublicStatusSerializer(data=request.data)
        serializer.is_valid(raise_exception=True)
        is_solved = serializer.validated_data["status"] == Status.RESOLVED
        try:
            services.set_solved(link.ticket_id, is_solved, actor_of(request))
        except Ticket.DoesNotExist:
            raise NotFound(UNKNOWN_LINK) from None
        except services.ClosedLongAgoError:
            raise Conflict(CLOSED.format(days=settings.REOPEN_WITHIN_DAYS)) from None
        except services.OthersWaitError:
            raise Conflict(JOINED) from None
        link.ticket.refresh_from_db()
        return Response(PublicTicketSerializer(self.present(link.ticket)).data)
