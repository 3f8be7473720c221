"""Descriptions of the views of tags for the OpenAPI schema."""

from drf_spectacular.utils import OpenApiParameter, extend_schema

from core.http.openapi_responses import (
    ETAG,
    FIELD_ERRORS,
    FORBIDDEN,
    IF_MATCH,
    IF_NONE_MATCH,
    UNCHANGED,
    UNREADABLE,
    error,
    not_found,
    response_header,
)
from tickets.tags.selectors import PAGE_SIZE
from tickets.tags.serializers import (
    MergeSerializer,
    TagDetailSerializer,
    TagSearchSerializer,
    TagSerializer,
)

STALE = {412: error("The tag has changed since the version that `If-Match` names.")}
MISSING = not_found("tag")
TRAIL = "The tickets’ versions stay, and their histories: the audit trail tells of it."

list_tags = extend_schema(
    summary="List tags",
    description=(
        f"By name, {PAGE_SIZE} to a page; in a search, names that begin with it come first."
    ),
    parameters=[
        TagSearchSerializer,
        OpenApiParameter(
            "cursor",
            str,
            description="Where the page starts; from the `Link` header of the one before.",
        ),
        response_header("Link", 'The next page, as `<…>; rel="next"` (RFC 8288).', [200]),
        IF_NONE_MATCH,
        ETAG,
    ],
    responses={200: TagSerializer(many=True), 400: FIELD_ERRORS, **UNCHANGED, **FORBIDDEN},
)
create_tag = extend_schema(
    summary="Make a tag",
    parameters=[ETAG],
    request=TagSerializer,
    responses={201: TagDetailSerializer, **UNREADABLE, **FORBIDDEN},
)
read_tag = extend_schema(
    summary="Read a tag",
    parameters=[IF_NONE_MATCH, ETAG],
    responses={200: TagDetailSerializer, **UNCHANGED, **FORBIDDEN, **MISSING},
)
change_tag = extend_schema(
    summary="Rename a tag, or give it another colour",
    description=f"For admins. {TRAIL}",
    parameters=[IF_MATCH, ETAG],
    request=TagSerializer,
    responses={200: TagDetailSerializer, **UNREADABLE, **FORBIDDEN, **STALE, **MISSING},
)
delete_tag = extend_schema(
    summary="Delete a tag, also from its tickets",
    description=f"For admins. {TRAIL}",
    parameters=[IF_MATCH],
    responses={204: None, **FORBIDDEN, **STALE, **MISSING},
)
merge_tag = extend_schema(
    summary="Merge a tag into another one",
    description=f"For admins. Its tickets get the other one, and it is deleted. {TRAIL}",
    parameters=[IF_MATCH, ETAG],
    request=MergeSerializer,
    responses={200: TagDetailSerializer, **UNREADABLE, **FORBIDDEN, **STALE, **MISSING},
)
