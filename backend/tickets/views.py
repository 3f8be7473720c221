"""The API for tickets."""

import re
from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.db import transaction
from django.utils.cache import patch_cache_control
from django.utils.http import parse_etags
from rest_framework import status, viewsets
from rest_framework.decorators import action
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.utils.urls import replace_query_param

from core.http.conditional import unless_unchanged
from core.http.errors import PreconditionFailed
from core.http.parsers import MAX_BODY_BYTES
from core.http.permissions import has_agents_rights
from core.http.throttling import ClassifyAllThrottle, PersonThrottle
from tickets import api_docs
from tickets.bulk.serializers import BulkResultSerializer, BulkSerializer
from tickets.bulk.services import change_many
from tickets.history.actors import actor_of
from tickets.history.serializers import HistoryEntrySerializer
from tickets.history.timeline import get_page, read_cursor
from tickets.llm_service import classify
from tickets.models import IdempotencyKey, Ticket
from tickets.private_links import links
from tickets.search.counts import ticket_counts
from tickets.search.filters import NarrowingBackend, NarrowingFilter, TicketFilter, check_given_once
from tickets.search.pagination import KeysetPagination
from tickets.search.query import Narrowed
from tickets.serializers import (
    ClassifyRequestSerializer,
    NewRequestLinkSerializer,
    RequestLinkSerializer,
    StatsQuerySerializer,
    TicketCreatedSerializer,
    TicketDetailSerializer,
    TicketSerializer,
    TicketSubmissionSerializer,
)
from tickets.services import change_ticket, create_ticket, delete_ticket
from tickets.statistics.dashboard import ticket_stats


def etag_of(ticket: Ticket) -> str:
    return f'"{ticket.version}"'


def idempotency_key_of(request: Request) -> str | None:
    """The request's `Idempotency-Key`, if any; raises `ValidationError` for an unusable one."""
    key = request.headers.get("Idempotency-Key")
    if key is not None and not re.fullmatch(rf"[!-~]{{1,{IdempotencyKey.MAX_LENGTH}}}", key):
        raise ValidationError(
            {"Idempotency-Key": [f"Use 1 to {IdempotencyKey.MAX_LENGTH} visible ASCII characters."]}
        )
    return key


def check_precondition(request: Request, ticket: Ticket) -> None:
    """Raise `PreconditionFailed` where `If-Match` asks for another version of the ticket.

    A weak tag counts like a strong one: proxies that compress mark our tags as weak, yet a version
    identifies the ticket's content, not its bytes.
    """
    wanted = request.headers.get("If-Match")
    tags = [tag.removeprefix("W/") for tag in parse_etags(wanted or "")]
    if wanted and tags != ["*"] and etag_of(ticket) not in tags:
        raise PreconditionFailed


@api_docs.describe_tickets
class TicketViewSet(viewsets.ModelViewSet[Ticket]):
    """Tickets: submit, find, change, count, classify."""

    queryset = Ticket.objects.all()
    filter_backends = (NarrowingBackend,)
    filterset_class = TicketFilter
    pagination_class = KeysetPagination
    throttle_classes = (PersonThrottle,)
    # A description of 20,000 characters takes up to 240 kB, written as JSON escapes.
    max_body_bytes = 256 * 1024
    filtered_actions = ("list", "counts")
    detailed_actions = ("retrieve", "update", "partial_update")
    # What nobody else may change meanwhile.
    locking_actions = ("update", "partial_update", "destroy", "make_link", "revoke_link")
    # What answers with the token of a private link.
    linking_actions = ("create", "make_link")
    narrowed: Narrowed
    # What strangers may do, and nobody too often.
    public_actions = ("create", "classify")
    # 19 digits cannot leave the range that a 64-bit id is looked up in by more than the
    # database layer handles.
    lookup_value_regex = "[0-9]{1,19}"

    def filter_queryset(self, queryset: Any) -> Any:
        """Filters narrow the list and its counts; one ticket is found by its number alone."""
        if self.action in self.filtered_actions:
            queryset = super().filter_queryset(queryset)
        return queryset

    def get_throttles(self) -> list[Any]:
        # To count what agents do would make a write of every read, and of each an answer that may
        # differ from the one before. A search is bounded in time instead.
        if self.action in self.public_actions:
            self.throttle_scope = self.action
        return super().get_throttles()

    def get_serializer_class(self) -> Any:
        if self.action == "list":
            return TicketSerializer
        return TicketSubmissionSerializer if self.action == "create" else TicketDetailSerializer

    def get_queryset(self) -> Any:
        tickets = super().get_queryset()
        if self.action in self.detailed_actions:
            tickets = tickets.select_related("classification")
        if self.action in self.locking_actions:
            tickets = tickets.select_for_update(of=("self",))
        return tickets

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)
        check_given_once(request.query_params)

    def finalize_response(
        self, request: Request, response: Response, *args: Any, **kwargs: Any
    ) -> Response:
        response = super().finalize_response(request, response, *args, **kwargs)
        patch_cache_control(response, private=True, no_cache=True)
        return response

    def list(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return unless_unchanged(request, lambda: super(TicketViewSet, self).list(request))

    def create(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        serializer = self.get_serializer(data=request.data)
        serializer.is_valid(raise_exception=True)
        ticket = create_ticket(
            serializer.validated_data, idempotency_key_of(request), actor_of(request)
        )
        return Response(
            TicketCreatedSerializer(ticket).data,
            status=status.HTTP_201_CREATED,
            headers={"ETag": etag_of(ticket)},
        )

    def retrieve(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        ticket = self.get_object()
        return Response(self.get_serializer(ticket).data, headers={"ETag": etag_of(ticket)})

    @transaction.atomic
    def update(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        ticket = self.get_object()
        serializer = self.get_serializer(
            ticket, data=request.data, partial=kwargs.get("partial", False)
        )
        serializer.is_valid(raise_exception=True)
        check_precondition(request, ticket)
        change_ticket(ticket, serializer.validated_data, actor_of(request))
        # Its fields are made already.
        return Response(serializer.to_representation(ticket), headers={"ETag": etag_of(ticket)})

    @transaction.atomic
    def destroy(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        ticket = self.get_object()
        check_precondition(request, ticket)
        delete_ticket(ticket, actor_of(request))
        return Response(status=status.HTTP_204_NO_CONTENT)

    @action(detail=True)
    def link(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        try:
            return Response(RequestLinkSerializer(self.get_object().private_link).data)
        except ObjectDoesNotExist:
            return Response(dict.fromkeys(RequestLinkSerializer().fields))

    @link.mapping.post
    @api_docs.describe_make_link
    @transaction.atomic
    def make_link(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        link = links.replace_link(self.get_object())
        return Response(NewRequestLinkSerializer(link).data, status=status.HTTP_201_CREATED)

    @link.mapping.delete
    @api_docs.describe_revoke_link
    @transaction.atomic
    def revoke_link(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        links.revoke_link(self.get_object())
        return Response(status=status.HTTP_204_NO_CONTENT)

    @action(detail=True, filter_backends=(), pagination_class=None)
    def history(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        page = get_page(self.get_object(), read_cursor(request.query_params.get("cursor", "")))
        headers = {}
        if page.next_cursor:
            url = replace_query_param(request.build_absolute_uri(), "cursor", page.next_cursor)
            headers["Link"] = f'<{url}>; rel="next"'
        return Response(HistoryEntrySerializer(page.entries, many=True).data, headers=headers)

    @action(detail=False, filterset_class=NarrowingFilter, pagination_class=None)
    def counts(self, request: Request) -> Response:
        def answer() -> Response:
            self.filter_queryset(self.get_queryset())
            return Response(ticket_counts(self.narrowed))

        return unless_unchanged(request, answer)

    @action(detail=False, filter_backends=(), pagination_class=None)
    def stats(self, request: Request) -> Response:
        query = StatsQuerySerializer(data=request.query_params)
        query.is_valid(raise_exception=True)
        period = query.validated_data["period"]
        return unless_unchanged(request, lambda: Response(ticket_stats(period)))

    @action(
        detail=False,
        methods=["post"],
        filter_backends=(),
        pagination_class=None,
        max_body_bytes=MAX_BODY_BYTES,
    )
    def bulk(self, request: Request) -> Response:
        serializer = BulkSerializer(data=request.data)
        serializer.is_valid(raise_exception=True)
        result = change_many(serializer.validated_data["operations"], actor_of(request))
        return Response(BulkResultSerializer(result).data)

    @action(
        detail=False,
        methods=["post"],
        filter_backends=(),
        pagination_class=None,
        throttle_classes=(PersonThrottle, ClassifyAllThrottle),
    )
    def classify(self, request: Request) -> Response:
        serializer = ClassifyRequestSerializer(data=request.data)
        serializer.is_valid(raise_exception=True)
        suggestion = classify(
            serializer.validated_data["description"], is_agent=has_agents_rights(request)
        )
        return Response(suggestion.as_json())
