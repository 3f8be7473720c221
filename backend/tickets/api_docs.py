"""What the OpenAPI schema says about the ticket views beyond what their code tells."""

from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_view

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
    request_header,
    response_header,
)
from tickets.bulk.serializers import BulkResultSerializer, BulkSerializer
from tickets.bulk.services import MAX_OPERATIONS, MAX_TICKETS
from tickets.history.serializers import HistoryEntrySerializer
from tickets.history.timeline import PAGE_SIZE
from tickets.models import IdempotencyKey
from tickets.serializers import (
    ClassifyRequestSerializer,
    CountsSerializer,
    NewRequestLinkSerializer,
    RequestLinkSerializer,
    RequestSerializer,
    StatsSerializer,
    SuggestionSerializer,
    TicketCreatedSerializer,
    TicketDetailSerializer,
    TicketSerializer,
    TicketSubmissionSerializer,
)
from tickets.statistics.period import DEFAULT_PERIOD, PERIODS

MISSING = {404: error("There is no such ticket.")}
STALE = {412: error("The ticket has changed since the version that `If-Match` names.")}
PERIOD = OpenApiParameter(
    "period",
    {"type": "string", "enum": list(PERIODS), "default": DEFAULT_PERIOD},
    description="The last so many days (UTC), today included, or all time.",
)
IDEMPOTENCY_KEY = request_header(
    "Idempotency-Key",
    "A value of the client's choice. Within 24 hours, the same key with the same body answers "
    "the ticket first made and makes no other.",
    pattern=rf"^[!-~]{{1,{IdempotencyKey.MAX_LENGTH}}}$",
)

# `extend_schema_view` reaches an action's own method only.
describe_make_link = extend_schema(
    summary="Make a ticket a new private link",
    description="For its requester, in place of the one before, which works no more.",
    request=None,
    responses={201: NewRequestLinkSerializer, **FORBIDDEN, **MISSING},
)
describe_revoke_link = extend_schema(
    summary="Revoke a ticket's private link",
    responses={204: None, **FORBIDDEN, **MISSING},
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
                "Whether the total is exact (`eq`), as always where values of the fields alone "
                "narrow the list, or a lower bound (`gte`).",
                [200],
                enum=["eq", "gte"],
            ),
        ],
        responses={200: TicketSerializer(many=True), 400: FIELD_ERRORS, **UNCHANGED, **FORBIDDEN},
    ),
    create=extend_schema(
        summary="Submit a ticket",
        parameters=[IDEMPOTENCY_KEY, ETAG],
        request=TicketSubmissionSerializer,
        responses={
            201: TicketCreatedSerializer,
            422: error("This `Idempotency-Key` stands for a different ticket."),
            **UNREADABLE,
            **FORBIDDEN,
            **THROTTLED,
        },
    ),
    retrieve=extend_schema(
        summary="Read a ticket",
        parameters=[IF_NONE_MATCH, ETAG],
        responses={200: TicketDetailSerializer, **UNCHANGED, **FORBIDDEN, **MISSING},
    ),
    update=extend_schema(
        summary="Replace a ticket's fields",
        parameters=[IF_MATCH, ETAG],
        request=TicketSerializer,
        responses={200: TicketDetailSerializer, **UNREADABLE, **FORBIDDEN, **MISSING, **STALE},
    ),
    partial_update=extend_schema(
        summary="Change some of a ticket's fields",
        parameters=[IF_MATCH, ETAG],
        request=TicketSerializer,
        responses={200: TicketDetailSerializer, **UNREADABLE, **FORBIDDEN, **MISSING, **STALE},
    ),
    destroy=extend_schema(
        summary="Delete a ticket",
        parameters=[IF_MATCH],
        responses={204: None, **FORBIDDEN, **MISSING, **STALE},
    ),
    link=extend_schema(
        summary="Read about a ticket's private link",
        description="When it was made and last used; not its token, which is kept nowhere.",
        responses={200: RequestLinkSerializer, **FORBIDDEN, **MISSING},
    ),
    history=extend_schema(
        summary="Read a ticket's history",
        description=f"Newest first, {PAGE_SIZE} to a page; the oldest entry is its beginning.",
        parameters=[
            OpenApiParameter(
                "cursor",
                str,
                description="Where the page starts; from the `Link` header of the one before.",
            ),
            response_header("Link", 'The next page, as `<…>; rel="next"` (RFC 8288).', [200]),
        ],
        responses={
            200: HistoryEntrySerializer(many=True),
            400: FIELD_ERRORS,
            **FORBIDDEN,
            **MISSING,
        },
    ),
    counts=extend_schema(
        summary="Count tickets by status, priority and category",
        description=(
            "At most 64 cells; summed up as wanted, they tell what each choice of filters would "
            "find. Where a search or a time narrows the tickets, counting stops where the list's "
            "total does."
        ),
        parameters=[IF_NONE_MATCH, ETAG],
        filters=True,
        responses={200: CountsSerializer, 400: FIELD_ERRORS, **UNCHANGED, **FORBIDDEN},
    ),
    stats=extend_schema(
        summary="Count tickets",
        description="The dashboard's figures, counted by the database.",
        parameters=[PERIOD, IF_NONE_MATCH, ETAG],
        responses={200: StatsSerializer, 400: FIELD_ERRORS, **UNCHANGED, **FORBIDDEN},
    ),
    bulk=extend_schema(
        summary="Change many tickets",
        description=(
            f"At most {MAX_OPERATIONS} operations on at most {MAX_TICKETS:,} tickets altogether, "
            "carried out in their order, all or none. Which tickets match is settled before the "
            "first of them."
        ),
        request=BulkSerializer,
        responses={200: BulkResultSerializer, **UNREADABLE, 400: NESTED_ERRORS, **FORBIDDEN},
    ),
    classify=extend_schema(
        summary="Suggest a category and a priority",
        description="Answers 200 even when no suggestion can be had: both values are null then.",
        request=ClassifyRequestSerializer,
        responses={200: SuggestionSerializer, **UNREADABLE, **FORBIDDEN, **THROTTLED},
    ),
)

describe_requests = extend_schema_view(
    retrieve=extend_schema(
        summary="Follow a ticket by its private link",
        description=(
            "For whoever has the link's token. One that is revoked is answered like one that never "
            "was."
        ),
        parameters=[OpenApiParameter("token", str, OpenApiParameter.PATH)],
        responses={
            200: RequestSerializer,
            404: error("This link is not known, or no longer valid."),
            **THROTTLED,
        },
        auth=[],
    ),
)
