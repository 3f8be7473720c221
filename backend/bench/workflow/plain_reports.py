"""The report on agents and teams the ordinary way, for comparison: an aggregate for each figure."""

from typing import Any

from django.db.models import Avg, Case, CharField, Count, F, Q, QuerySet, Value, When
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from core.dates import first_of_last, start_of_last
from tickets.models import Ticket
from tickets.vocabulary import DONE, Awaiting

AGES = (1, 3, 7, 30)


def figures_by(field: str, tickets: QuerySet[Ticket], days: int) -> list[dict[str, Any]]:
    """Return the figures of each value of a reference field."""
    since = start_of_last(days)
    first_response = F("first_response_at") - F("created_at")
    return list(
        tickets.values(field, name=F(f"{field}__{'username' if field == 'assignee' else 'name'}"))
        .annotate(
            taken=Count("pk", filter=Q(assigned_at__gte=since)),
            answered=Count("pk", filter=Q(last_agent_at__gte=since)),
            resolved=Count("pk", filter=Q(resolved_at__gte=since)),
            first_response=Avg(first_response, filter=Q(first_response_at__gte=since)),
            waiting=Count("pk", filter=Q(awaiting=Awaiting.AGENT)),
        )
        .order_by("name")
    )


class PlainReportsView(APIView):
    """Figures of agents and teams, and the backlog by age."""

    def get(self, request: Request) -> Response:
        days = int(request.query_params["days"])
        tickets = Ticket.objects.filter(folder=None, merged_into=None).order_by()
        ages = [
            When(created_at__gte=start_of_last(age), then=Value(f"within {age}")) for age in AGES
        ]
        age = Case(*ages, default=Value("older"), output_field=CharField())
        backlog = tickets.exclude(status__in=DONE).values(age=age).annotate(count=Count("pk"))
        return Response(
            {
                "since": first_of_last(days),
                "agents": figures_by("assignee", tickets, days),
                "teams": figures_by("team", tickets, days),
                "backlog": list(backlog),
            }
        )
