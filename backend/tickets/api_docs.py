"""Descriptions of the ticket views for the OpenAPI schema."""

from drf_spectacular.utils import (
    OpenApiResponse,
    PolymorphicProxySerializer,
    extend_schema,
    extend_schema_view,
)

from core.http.openapi_responses import (
    ETAG,
    FIELD_ERRORS,
    FORBIDDEN,
    IF_MATCH,
    IF_NONE_MATCH,
    THROTTLED,
    UNCHANGED,
    UNREADABLE,
    error,
    not_found,
    request_header,
    response_header,
)
from tickets.models import IdempotencyKey
from tickets.serializers import (
    ListedTicketSerializer,
    TicketChangeSerializer,
    TicketCreatedSerializer,
    TicketDetailSerializer,
    TicketReceiptSerializer,
    TicketSubmissionSerializer,
)

HANDED_OVER = {
    204: OpenApiResponse(
        description="The ticket is with a closed team now, and no longer yours to read."
    )
}
IN_FOLDER = {409: error("The ticket is spam or in the bin, and can only be moved.")}
STALE = {412: error("The ticket has changed since the version that `If-Match` names.")}
IDEMPOTENCY_KEY = request_header(
    "Idempotency-Key",
    "A value of the client's choice. Within 24 hours, the same key with the same body, from the "
    "same person or address, is answered as at first and makes no other ticket.",
    pattern=rf"^[!-~]{{1,{IdempotencyKey.MAX_LENGTH}}}$",
)

describe_tickets = extend_schema_view(
    list=extend_schema(
        summary="List tickets",
        parameters=[
            IF_NONE_MATCH,
            ETAG,
            response_header("Link", 'The next page, as `<…>; rel="next"` (RFC 8288).', [200]),
            response_header("X-Total-Count", "How many tickets match, over all pages.", [200]),
            response_header(
                "X-Total-Relation",
                "Whether the total is exact (`eq`), as always where only values of fields filter "
                "the list, or a lower bound (`gte`).",
                [200],
                enum=["eq", "gte"],
            ),
        ],
        responses={
            200: ListedTicketSerializer(many=True),
            400: FIELD_ERRORS,
            **UNCHANGED,
            **FORBIDDEN,
        },
    ),
    create=extend_schema(
        summary="Submit a ticket",
        parameters=[IDEMPOTENCY_KEY, ETAG],
        request=TicketSubmissionSerializer,
        responses={
            201: PolymorphicProxySerializer(
                "TicketSubmitted",
                (TicketCreatedSerializer, TicketReceiptSerializer),
                resource_type_field_name=None,
            ),
            422: error("This `Idempotency-Key` stands for a different ticket."),
            **UNREADABLE,
            **FORBIDDEN,
            **THROTTLED,
        },
    ),
    retrieve=extend_schema(
        summary="Read a ticket",
        parameters=[IF_NONE_MATCH, ETAG],
        responses={200: TicketDetailSerializer, **UNCHANGED, **FORBIDDEN, **not_found("ticket")},
    ),
    update=extend_schema(
        summary="Replace a ticket's fields",
        parameters=[IF_MATCH, ETAG],
        request=TicketChangeSerializer,
        responses={
            200: TicketDetailSerializer,
            **HANDED_OVER,
            **UNREADABLE,
            **FORBIDDEN,
            **not_found("ticket"),
            **IN_FOLDER,
            **STALE,
        },
    ),
    partial_update=extend_schema(
        summary="Change some of a ticket's fields",
        parameters=[IF_MATCH, ETAG],
        request=TicketChangeSerializer,
        responses={
            200: TicketDetailSerializer,
            **HANDED_OVER,
            **UNREADABLE,
            **FORBIDDEN,
            **not_found("ticket"),
            **IN_FOLDER,
            **STALE,
        },
    ),
    assign=extend_schema(
        summary="Assign a ticket to another member of its team",
        description=(
            "In turn, or to who has the fewest open, as the team does it. 409 where nobody is here "
            "and has room."
        ),
        parameters=[IF_MATCH, ETAG],
        request=None,
        responses={
            200: TicketDetailSerializer,
            400: FIELD_ERRORS,
            **FORBIDDEN,
            **not_found("ticket"),
            409: error("Nobody else in the team is here and has room."),
            **STALE,
        },
    ),
    destroy=extend_schema(
        summary="Delete a ticket",
        description=(
            "It moves to the bin, where it can be restored until `BIN_DAYS` are over; with 0 it is "
            "erased at once."
        ),
        parameters=[IF_MATCH],
        responses={204: None, **FORBIDDEN, **not_found("ticket"), **STALE},
    ),
)
