"""Descriptions of the API for views."""

from drf_spectacular.utils import extend_schema

from core.http.openapi_responses import (
    ETAG,
    FORBIDDEN,
    IF_MATCH,
    IF_NONE_MATCH,
    NESTED_ERRORS,
    UNCHANGED,
    UNREADABLE,
    error,
    not_found,
)
from tickets.shared_views.selectors import MAX_LISTED
from tickets.shared_views.serializers import SharedViewSerializer
from tickets.shared_views.services import MAX_VIEWS

BAD_BODY = {**UNREADABLE, 400: NESTED_ERRORS, **FORBIDDEN}
STALE = {412: error("The view has changed since the version that `If-Match` names.")}
MISSING = not_found("view")

list_views = extend_schema(
    summary="List views",
    description=(
        "One's own, then those that are shared with everyone or a team of one's own, each by name: "
        f"at most {MAX_LISTED}. Who is not signed in sees those for everyone."
    ),
    parameters=[IF_NONE_MATCH, ETAG],
    responses={200: SharedViewSerializer(many=True), **UNCHANGED, **FORBIDDEN},
)
create_view = extend_schema(
    summary="Save a view",
    description=(
        f"At most {MAX_VIEWS} a person. The filters are validated as the list's. Agents may share "
        "with their own teams, admins with everyone."
    ),
    parameters=[ETAG],
    responses={201: SharedViewSerializer, **BAD_BODY},
)
read_view = extend_schema(
    summary="Read a view",
    parameters=[IF_NONE_MATCH, ETAG],
    responses={200: SharedViewSerializer, **UNCHANGED, **FORBIDDEN, **MISSING},
)
change_view = extend_schema(
    summary="Change some of a view's fields",
    description="One's own; admins change all.",
    parameters=[IF_MATCH, ETAG],
    responses={200: SharedViewSerializer, **BAD_BODY, **STALE, **MISSING},
)
delete_view = extend_schema(
    summary="Delete a view",
    parameters=[IF_MATCH],
    responses={204: None, **FORBIDDEN, **STALE, **MISSING},
)
