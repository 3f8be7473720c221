"""The API as anybody would write it first: no pages, no counts kept, no index of words.

It is served from a copy of the table that has no index but that of the numbers.
"""

from typing import Any

from django.db.models import Avg, Count, Q
from django.db.models.functions import TruncDate
from rest_framework import serializers, viewsets
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from tickets.models import Ticket


class PlainTicketSerializer(serializers.ModelSerializer[Ticket]):
    class Meta:
        model = Ticket
        fields = (
            "id",
            "title",
            "description",
            "category",
            "priority",
            "status",
            "created_at",
        )


class PlainTicketViewSet(viewsets.ModelViewSet[Ticket]):
    """Tickets, all that match at once."""

    queryset = Ticket.objects.order_by("-created_at")
    serializer_class = PlainTicketSerializer

    def get_queryset(self) -> Any:
        tickets = super().get_queryset()
        for name in ("category", "priority", "status"):
            if value := self.request.query_params.get(name):
                tickets = tickets.filter(**{name: value})
        if text := self.request.query_params.get("search"):
            tickets = tickets.filter(Q(title__icontains=text) | Q(description__icontains=text))
        return tickets

    @action(detail=False)
    def stats(self, request: Request) -> Response:
        tickets = Ticket.objects.order_by()
        days = tickets.annotate(day=TruncDate("created_at")).values("day")
        return Response(
            {
                "total_tickets": tickets.count(),
                "open_tickets": tickets.filter(status="open").count(),
                "avg_tickets_per_day": days.annotate(count=Count("pk")).aggregate(
                    average=Avg("count")
                )["average"],
                **{
                    f"{name}_breakdown": dict(tickets.values_list(name).annotate(count=Count("pk")))
                    for name in ("priority", "category")
                },
            }
        )
