"""Filters by agent, team and tag, queues and the next ticket the ordinary way, for comparison."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.contrib.auth.models import User
from django.contrib.postgres.search import TrigramSimilarity
from django.db import models, transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from django_filters import rest_framework as filters
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from tickets.history.actors import actor_of
from tickets.history.models import Event
from tickets.history.record import new_event
from tickets.models import Tag, Ticket, TicketTag
from tickets.vocabulary import DONE, Awaiting

NONE = "none"
SHOWN_SIMILAR = 10
LEAST_SIMILARITY = 0.3


def to_stored(value: Any) -> Any:
    """Return a value as the history stores it."""
    if isinstance(value, datetime):
        return value.isoformat()
    return value.pk if isinstance(value, models.Model) else value


def change_tags(ticket: Ticket, tags: list[Tag]) -> list[list[int]]:
    """Give a ticket these tags only, and return the ids of those before and after."""
    before = [tag.pk for tag in ticket.tags.all()]
    TicketTag.objects.filter(ticket=ticket).delete()
    TicketTag.objects.bulk_create(
        TicketTag(ticket=ticket, tag=tag, ticket_created_at=ticket.created_at) for tag in tags
    )
    ticket.is_tagged = bool(tags)
    return [before, [tag.pk for tag in tags]]


class WorkflowFilter(filters.FilterSet):
    """Filters by whose turn it is."""

    assignee = filters.CharFilter(method="filter_reference")
    team = filters.CharFilter(method="filter_reference")
    exclude_assignee = filters.NumberFilter("assignee", method="exclude_value")
    tag = filters.AllValuesMultipleFilter(
        field_name="tags__name", method="filter_any_tag", null_label=NONE, null_value=NONE
    )
    tag_all = filters.AllValuesMultipleFilter(field_name="tags__name", method="filter_all_tags")
    exclude_tag = filters.CharFilter(method="filter_no_tag")
    snoozed = filters.BooleanFilter("snoozed_until", method="filter_snoozed")

    class Meta:
        model = Ticket
        fields = ()

    def filter_reference(self, queryset: Any, name: str, value: str) -> Any:
        return queryset.filter(**{name: None if value == NONE else value})

    def exclude_value(self, queryset: Any, name: str, value: Any) -> Any:
        return queryset.exclude(**{name: value})

    def filter_any_tag(self, queryset: Any, name: str, values: list[str]) -> Any:
        if values == [NONE]:
            return queryset.filter(tags=None)
        return queryset.filter(tags__name__in=values).distinct()

    def filter_all_tags(self, queryset: Any, name: str, values: list[str]) -> Any:
        for value in values:
            queryset = queryset.filter(tags__name=value)
        return queryset

    def filter_no_tag(self, queryset: Any, name: str, value: str) -> Any:
        return queryset.exclude(tags__name=value)

    def filter_snoozed(self, queryset: Any, name: str, value: bool) -> Any:
        now = timezone.now()
        snoozed = Q(snoozed_until__gt=now)
        return queryset.filter(snoozed if value else ~snoozed | Q(snoozed_until=None))


class WorkflowViews:
    """Queues, similar tickets, and the next ticket."""

    # Of the class that has these views, too.
    get_serializer: Callable[..., Any]

    @action(detail=False)
    def queues(self, request: Request) -> Response:
        tickets: QuerySet[Ticket] = Ticket.objects.order_by()
        awake = tickets.filter(Q(snoozed_until=None) | Q(snoozed_until__lte=timezone.now()))
        unfinished = awake.exclude(status__in=DONE)
        queues = {
            "mine": unfinished.filter(assignee=request.user.pk),
            "unassigned": unfinished.filter(assignee=None),
            "waiting_for_us": awake.filter(awaiting=Awaiting.AGENT),
            "waiting_for_requester": awake.filter(awaiting=Awaiting.REQUESTER),
            "snoozed": tickets.filter(snoozed_until__gt=timezone.now()),
            "followed": unfinished.filter(followers__user=request.user.pk),
            "my_teams": unfinished.filter(team__memberships__agent=request.user.pk),
            "all_open": unfinished,
        }
        return Response({name: found.count() for name, found in queues.items()})

    @action(detail=True)
    def similar(self, request: Request, pk: str) -> Response:
        ticket = Ticket.objects.get(pk=pk)
        similar = (
            Ticket.objects.exclude(pk=pk)
            .annotate(score=TrigramSimilarity("title", ticket.title))
            .filter(score__gt=LEAST_SIMILARITY)
            .order_by("-score")
            .values("id", "title", "status", "created_at", "score")
        )
        return Response(similar[:SHOWN_SIMILAR])

    @action(detail=False, methods=["post"])
    @transaction.atomic
    def next(self, request: Request) -> Response:
        awake = Q(snoozed_until=None) | Q(snoozed_until__lte=timezone.now())
        ticket = (
            Ticket.objects.select_for_update(no_key=True, skip_locked=True)
            .filter(awake, assignee=None, folder=None)
            .exclude(status__in=DONE)
            .order_by("waiting_since")
            .first()
        )
        if ticket is None:
            return Response(status=204)
        now = timezone.now()
        ticket.assignee = User.objects.get(username=request.user.get_username())
        ticket.version += 1
        ticket.updated_at = now
        ticket.save()
        changes = {"assignee": [None, ticket.assignee.pk]}
        new_event(ticket.pk, Event.Action.CHANGED, actor_of(request), now, changes).save()
        return Response(self.get_serializer(ticket).data)
