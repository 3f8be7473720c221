"""The same endpoints written the ordinary way, for comparison.

They use the product's models and tables, and Django and Django REST Framework as they come: model
serializers, filter sets, numbered pages with their COUNT, `icontains`, aggregates for the
statistics, a row lock for a change. They write the same rows: the ticket, its private link, what is
searched of it, the event of its history.
"""

from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Case, Exists, OuterRef, Q, QuerySet, When
from django.utils import timezone
from django_filters import rest_framework as filters
from rest_framework import serializers, viewsets
from rest_framework.decorators import action
from rest_framework.filters import BaseFilterBackend, OrderingFilter
from rest_framework.pagination import PageNumberPagination
from rest_framework.request import Request
from rest_framework.response import Response

from bench.plain.statistics import count_by_facets, statistics
from bench.workflow.plain import WorkflowFilter, WorkflowViews, change_tags, to_stored
from conversations.models import Message
from core.dates import start_of_last
from people.models import Requester, Team
from tickets.history.actors import actor_of
from tickets.history.models import Event
from tickets.history.record import new_event
from tickets.models import Tag, Ticket
from tickets.private_links.links import first_token, make_first_link
from tickets.search.search_texts import replace_copies, store_copies
from tickets.triage.models import Classification
from tickets.vocabulary import DONE, VOCABULARIES, Awaiting, Category, Priority, Status


class PlainSuggestionSerializer(serializers.ModelSerializer[Classification]):
    """The classifier's suggestion for a ticket."""

    class Meta:
        model = Classification
        fields = (
            *("category", "priority", "confidence", "reason", "model", "created_at"),
            *("latency_ms", "chosen_category", "chosen_priority"),
        )


class PlainRequesterSerializer(serializers.ModelSerializer[Requester]):
    """A ticket's requester."""

    class Meta:
        model = Requester
        fields = ("id", "name", "email")


class PlainAgentSerializer(serializers.ModelSerializer[User]):
    """A ticket's assignee."""

    name = serializers.CharField(source="get_full_name")

    class Meta:
        model = User
        fields = ("id", "name")


class PlainAssigneeField(serializers.PrimaryKeyRelatedField[User]):
    """A ticket's assignee: read by the id, shown with the name."""

    def use_pk_only_optimization(self) -> bool:
        return False

    def to_representation(self, value: Any) -> Any:
        return PlainAgentSerializer(value).data


class PlainTeamSerializer(serializers.ModelSerializer[Team]):
    """A ticket's team."""

    class Meta:
        model = Team
        fields = ("id", "name", "is_closed")


class PlainTicketSerializer(serializers.ModelSerializer[Ticket]):
    """A ticket of the list."""

    requester = PlainRequesterSerializer(read_only=True, allow_null=True)
    assignee: Any = PlainAgentSerializer(read_only=True, allow_null=True)
    team = PlainTeamSerializer(read_only=True, allow_null=True)
    tags: Any = serializers.SlugRelatedField(slug_field="name", many=True, read_only=True)
    tag_colors = serializers.SerializerMethodField()

    class Meta:
        model = Ticket
        read_only_fields = (
            *("created_at", "updated_at", "resolved_at", "version"),
            *("awaiting", "waiting_since", "message_count", "last_message_at"),
            "last_requester_at",
            *("first_response_at", "woken_at", "woken_from", "merged_into"),
            *("folder", "removed_at"),
        )
        fields: tuple[str, ...] = (
            *("id", "title", "description", "category", "priority", "status"),
            *read_only_fields,
            *("requester_name", "requester_email", "requester", "assignee", "team"),
            *("snoozed_until", "tags", "tag_colors"),
        )

    def get_tag_colors(self, ticket: Ticket) -> dict[str, str]:
        return {tag.name: tag.color for tag in ticket.tags.all()}


class PlainTicketDetailSerializer(PlainTicketSerializer):
    """One ticket."""

    suggestion = PlainSuggestionSerializer(source="classification", read_only=True, allow_null=True)

    class Meta(PlainTicketSerializer.Meta):
        fields = (*PlainTicketSerializer.Meta.fields, "suggestion")


class PlainChangeSerializer(PlainTicketDetailSerializer):
    """One ticket that is changed: agents by their ids, tags by their names."""

    assignee: Any = PlainAssigneeField(queryset=User.objects.all(), allow_null=True)
    tags = serializers.SlugRelatedField("name", many=True, queryset=Tag.objects.all())


class PlainTicketCreatedSerializer(PlainTicketDetailSerializer):
    """A new ticket, with the token of its private link."""

    request_token = serializers.SerializerMethodField()

    class Meta(PlainTicketDetailSerializer.Meta):
        fields = (*PlainTicketDetailSerializer.Meta.fields, "request_token")

    def get_request_token(self, ticket: Ticket) -> str | None:
        return first_token(ticket)


class PlainPagination(PageNumberPagination):
    """Pages by number."""

    page_size = 50
    page_size_query_param = "page_size"
    max_page_size = 200


class PlainTicketFilter(WorkflowFilter):
    """Filters of the list and of the counts."""

    # A DISTINCT, the default, would compare whole descriptions to no purpose.
    category = filters.MultipleChoiceFilter(choices=Category.choices, distinct=False)
    priority = filters.MultipleChoiceFilter(choices=Priority.choices, distinct=False)
    status = filters.MultipleChoiceFilter(choices=Status.choices, distinct=False)
    awaiting = filters.MultipleChoiceFilter(choices=Awaiting.choices, distinct=False)
    requester = filters.CharFilter("requester_email")
    created_within = filters.NumberFilter("created_at", method="filter_last_days")
    resolved_within = filters.NumberFilter("resolved_at", method="filter_last_days")
    first_response_within = filters.NumberFilter("first_response_at", method="filter_last_days")
    assigned_within = filters.NumberFilter("assigned_at", method="filter_last_days")

    class Meta:
        model = Ticket
        fields = ("category", "priority", "status")

    def filter_last_days(self, queryset: Any, name: str, days: Any) -> Any:
        return queryset.filter(**{f"{name}__gte": start_of_last(int(days))})


class PlainSearchFilter(BaseFilterBackend):
    """Words that a ticket must all have, in its texts or in any of its messages."""

    def filter_queryset(self, request: Request, queryset: Any, view: Any) -> Any:
        for word in request.query_params.get("search", "").split():
            said = Message.objects.filter(ticket=OuterRef("pk"), text__icontains=word)
            queryset = queryset.filter(
                Q(title__icontains=word) | Q(description__icontains=word) | Exists(said)
            )
        return queryset


class PlainOrderingFilter(OrderingFilter):
    """Any of the orderings, then the newest first; priority and status sort by meaning."""

    def filter_queryset(self, request: Request, queryset: Any, view: Any) -> Any:
        for field in ("priority", "status"):
            ranks = (
                When(**{field: value}, then=rank)
                for rank, value in enumerate(VOCABULARIES[field].values)
            )
            queryset = queryset.alias(**{f"{field}_rank": Case(*ranks)})
        return queryset.order_by(*self.get_ordering(request, queryset, view), "-id")

    def get_ordering(self, request: Request, queryset: Any, view: Any) -> list[str]:
        ordering = request.query_params.get(self.ordering_param) or "-created_at"
        if ordering.lstrip("-") in ("priority", "status"):
            return [f"{ordering}_rank", "-created_at"]
        return [ordering]


class PlainTicketViewSet(WorkflowViews, viewsets.ModelViewSet[Ticket]):
    """Tickets."""

    queryset = Ticket.objects.all()
    pagination_class = PlainPagination
    filter_backends = (filters.DjangoFilterBackend, PlainSearchFilter, PlainOrderingFilter)
    filterset_class = PlainTicketFilter

    def get_serializer_class(self) -> Any:
        if self.action == "list":
            return PlainTicketSerializer
        if self.action == "create":
            return PlainTicketCreatedSerializer
        if self.action == "partial_update":
            return PlainChangeSerializer
        return PlainTicketDetailSerializer

    def get_queryset(self) -> QuerySet[Ticket]:
        tickets = super().get_queryset().select_related("requester", "assignee", "team")
        tickets = tickets.prefetch_related("tags")
        if self.action == "retrieve":
            return tickets.select_related("classification")
        if self.action == "partial_update":
            return tickets.select_related("classification").select_for_update(of=("self",))
        return tickets

    @transaction.atomic
    def perform_create(self, serializer: serializers.BaseSerializer[Ticket]) -> None:
        ticket = serializer.save()
        make_first_link(ticket)
        store_copies([ticket])

    @transaction.atomic
    def partial_update(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        ticket = self.get_object()
        serializer = self.get_serializer(ticket, data=request.data, partial=True)
        serializer.is_valid(raise_exception=True)
        tags = serializer.validated_data.pop("tags", None)
        changes = {
            name: [to_stored(getattr(ticket, name)), to_stored(value)]
            for name, value in serializer.validated_data.items()
            if getattr(ticket, name) != value
        }
        if tags is not None:
            changes["tags"] = change_tags(ticket, tags)
        now = timezone.now()
        is_done = serializer.validated_data.get("status", ticket.status) in DONE
        turn = {"awaiting": Awaiting.NOBODY, "waiting_since": None} if is_done else {}
        # What was read beforehand is not shown again.
        ticket.__dict__.pop("_prefetched_objects_cache", None)
        serializer.save(
            **turn,
            version=ticket.version + 1,
            updated_at=now,
            resolved_at=(ticket.resolved_at or now) if is_done else None,
        )
        replace_copies([ticket.pk], changes)
        new_event(ticket.pk, Event.Action.CHANGED, actor_of(request), now, changes).save()
        return Response(serializer.data)

    @action(detail=False)
    def counts(self, request: Request) -> Response:
        tickets = self.filter_queryset(self.get_queryset())
        return Response({"cells": count_by_facets(tickets), "exact": True})

    @action(detail=False)
    def stats(self, request: Request) -> Response:
        return Response(statistics(request.query_params.get("period", "30d")))
