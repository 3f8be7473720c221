"""Descriptions of the conversations' views for the OpenAPI schema."""

from drf_spectacular.utils import OpenApiParameter, PolymorphicProxySerializer, extend_schema

from conversations.serializers import (
    AnsweredSerializer,
    AnswerSerializer,
    MessageSerializer,
    NewerMessagesSerializer,
    NewMessageSerializer,
    NoteTextSerializer,
    PostedMessageSerializer,
    PublicMessageSerializer,
    PublicStatusSerializer,
    TimelineEventSerializer,
    TimelineMessageSerializer,
)
from conversations.timeline import PAGE_SIZE, TIMELINE_KINDS
from core.http.openapi_responses import (
    ETAG,
    FIELD_ERRORS,
    FORBIDDEN,
    IF_MATCH,
    IF_NONE_MATCH,
    NESTED_ERRORS,
    THROTTLED,
    UNCHANGED,
    UNREADABLE,
    error,
    not_found,
    response_header,
)
from tickets.api_docs import IDEMPOTENCY_KEY
from tickets.private_links.serializers import PublicTicketSerializer
from tickets.private_links.views import UNKNOWN_LINK

BAD_BODY = {**UNREADABLE, **FORBIDDEN}
PAGES = [
    OpenApiParameter(
        "cursor",
        str,
        description="Where the page starts; from the `Link` header of the page after it.",
    ),
    response_header("Link", 'Earlier ones, as `<…>; rel="next"` (RFC 8288).', [200]),
]
REUSED = {422: error("The key was used with another message.")}
NO_LINK = {404: error(UNKNOWN_LINK)}
TOKEN = OpenApiParameter("token", str, OpenApiParameter.PATH)

list_messages = extend_schema(
    summary="List a ticket's messages",
    description=f"The newest {PAGE_SIZE}, the oldest of them first.",
    parameters=[*PAGES, IF_NONE_MATCH, ETAG],
    responses={
        200: MessageSerializer(many=True),
        400: FIELD_ERRORS,
        **UNCHANGED,
        **FORBIDDEN,
        **not_found("ticket"),
    },
)
post_message = extend_schema(
    summary="Post a reply or an internal note",
    description=(
        "A reply can be taken back until `held_until`; before, its requester does not see it. With "
        "`seen_until`, a reply is refused (409) where somebody else has written publicly since."
    ),
    parameters=[IDEMPOTENCY_KEY],
    request=NewMessageSerializer,
    responses={
        201: PostedMessageSerializer,
        409: NewerMessagesSerializer,
        **BAD_BODY,
        400: NESTED_ERRORS,
        **REUSED,
        **not_found("ticket"),
    },
)
read_timeline = extend_schema(
    summary="Read a ticket's messages and events in one line of time",
    description=f"The newest {PAGE_SIZE}, the oldest of them first.",
    parameters=[
        *PAGES,
        OpenApiParameter("kinds", str, enum=TIMELINE_KINDS, many=True),
        IF_NONE_MATCH,
        ETAG,
    ],
    responses={
        200: PolymorphicProxySerializer(
            component_name="TimelineItem",
            serializers=[TimelineMessageSerializer, TimelineEventSerializer],
            resource_type_field_name=None,
            many=True,
        ),
        400: FIELD_ERRORS,
        **UNCHANGED,
        **FORBIDDEN,
        **not_found("ticket"),
    },
)
take_back = extend_schema(
    summary="Take a reply back",
    description="As long as it is held; what it changed of the ticket is put back too.",
    request=None,
    responses={
        200: MessageSerializer,
        409: error("It was sent."),
        **FORBIDDEN,
        **not_found("message"),
    },
)
IN_FOLDER = {409: error("The ticket is spam or in the bin.")}
STALE = {412: error("The note has changed since the version that `If-Match` names.")}
edit_note = extend_schema(
    summary="Edit an internal note",
    description="One's own; admins may edit all. What it said before is kept.",
    parameters=[IF_MATCH, ETAG],
    request=NoteTextSerializer,
    responses={
        200: PostedMessageSerializer,
        **BAD_BODY,
        **IN_FOLDER,
        **STALE,
        **not_found("note"),
    },
)
delete_note = extend_schema(
    summary="Delete an internal note",
    parameters=[IF_MATCH],
    responses={204: None, **FORBIDDEN, **IN_FOLDER, **STALE, **not_found("note")},
)
list_public_messages = extend_schema(
    summary="Read the conversation behind a private link",
    description=f"Replies alone: the newest {PAGE_SIZE}, the oldest of them first.",
    parameters=[TOKEN, *PAGES],
    responses={
        200: PublicMessageSerializer(many=True),
        400: FIELD_ERRORS,
        **NO_LINK,
        **THROTTLED,
    },
    auth=[],
)
post_answer = extend_schema(
    summary="Answer as the requester",
    description=(
        "An answer reopens a ticket that is resolved or closed. To one that was closed long ago it "
        "makes a new ticket, to which `follow_up` leads."
    ),
    parameters=[TOKEN, IDEMPOTENCY_KEY],
    request=AnswerSerializer,
    responses={201: AnsweredSerializer, **UNREADABLE, **NO_LINK, **REUSED, **THROTTLED},
    auth=[],
)
change_public_status = extend_schema(
    summary="Say whether the problem is solved",
    parameters=[TOKEN],
    request=PublicStatusSerializer,
    responses={
        200: PublicTicketSerializer,
        409: error("It was closed too long ago to be reopened."),
        **UNREADABLE,
        **NO_LINK,
        **THROTTLED,
    },
    auth=[],
)
