"""Descriptions of the views of saved replies for the OpenAPI schema."""

from drf_spectacular.utils import OpenApiParameter, extend_schema

from conversations.saved_replies.selectors import PAGE_SIZE
from conversations.saved_replies.serializers import (
    PreviewQuerySerializer,
    PreviewSerializer,
    SavedReplySearchSerializer,
    SavedReplySerializer,
)
from core.http.openapi_responses import (
    ETAG,
    FIELD_ERRORS,
    FORBIDDEN,
    IF_MATCH,
    IF_NONE_MATCH,
    NESTED_ERRORS,
    UNCHANGED,
    UNREADABLE,
    error,
    not_found,
    response_header,
)

BAD_BODY = {**UNREADABLE, 400: NESTED_ERRORS, **FORBIDDEN}
STALE = {412: error("It has changed since the version that `If-Match` names.")}
MISSING = not_found("saved reply")

list_saved_replies = extend_schema(
    summary="List saved replies",
    description=f"Those that are shared and one's own, by name, {PAGE_SIZE} to a page.",
    parameters=[
        SavedReplySearchSerializer,
        OpenApiParameter(
            "cursor",
            str,
            description="Where the page starts; from the `Link` header of the one before.",
        ),
        response_header("Link", 'The next page, as `<…>; rel="next"` (RFC 8288).', [200]),
        IF_NONE_MATCH,
        ETAG,
    ],
    responses={
        200: SavedReplySerializer(many=True),
        400: FIELD_ERRORS,
        **UNCHANGED,
        **FORBIDDEN,
    },
)
create_saved_reply = extend_schema(
    summary="Make a saved reply",
    parameters=[ETAG],
    responses={201: SavedReplySerializer, **BAD_BODY},
)
read_saved_reply = extend_schema(
    summary="Read a saved reply",
    parameters=[IF_NONE_MATCH, ETAG],
    responses={200: SavedReplySerializer, **UNCHANGED, **FORBIDDEN, **MISSING},
)
change_saved_reply = extend_schema(
    summary="Change some of a saved reply's fields",
    description="One's own, those of nobody who was signed in, and for admins all shared ones.",
    parameters=[IF_MATCH, ETAG],
    responses={200: SavedReplySerializer, **BAD_BODY, **STALE, **MISSING},
)
delete_saved_reply = extend_schema(
    summary="Delete a saved reply",
    parameters=[IF_MATCH],
    responses={204: None, **FORBIDDEN, **STALE, **MISSING},
)
preview_saved_reply = extend_schema(
    summary="Read a saved reply with its variables filled in",
    description="For one ticket, and the agent who asks.",
    parameters=[PreviewQuerySerializer],
    responses={200: PreviewSerializer, 400: FIELD_ERRORS, **FORBIDDEN, **MISSING},
)
