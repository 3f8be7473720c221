"""The dashboard's figures the ordinary way, for comparison: aggregates over the tickets."""

from collections import Counter
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count, F, Min, Q, QuerySet, Sum
from django.db.models.functions import TruncDate, TruncMonth

from core.dates import start_of_last
from tickets.models import Ticket
from tickets.triage.models import Classification
from tickets.vocabulary import DONE, VOCABULARIES, Awaiting, Priority

CHART_DAYS = 30
PERIODS = {"7d": 7, "30d": 30, "90d": 90, "all": None}


def count_by_facets(tickets: QuerySet[Ticket]) -> list[dict[str, Any]]:
    return list(tickets.order_by().values(*VOCABULARIES).annotate(count=Count("pk")))


def breakdowns(cells: list[dict[str, Any]]) -> dict[str, Counter[str]]:
    """Return the number of tickets with each value of each facet."""
    found = {f"{field}_breakdown": Counter[str]() for field in VOCABULARIES}
    for cell in cells:
        for field in VOCABULARIES:
            found[f"{field}_breakdown"][cell[field]] += cell["count"]
    return found


def count_by_date(field: str, truncate: Any, since: datetime | None) -> dict[Any, int]:
    tickets = Ticket.objects.filter(**{f"{field}__isnull": False})
    if since is not None:
        tickets = tickets.filter(**{f"{field}__gte": since})
    return dict(
        tickets.order_by()
        .annotate(date=truncate(field))
        .values_list("date")
        .annotate(count=Count("pk"))
    )


def period_statistics(name: str) -> dict[str, Any]:
    """Return the figures of a period, and of as many days before it."""
    days = PERIODS[name]
    since = start_of_last(days) if days else None
    truncate = TruncDate if days else TruncMonth
    created = count_by_date("created_at", truncate, since)
    resolved = count_by_date("resolved_at", truncate, since)
    tickets = Ticket.objects.filter(created_at__gte=since) if since else Ticket.objects.all()
    previous = None
    if days and since:
        before = since - timedelta(days=days)
        previous = Ticket.objects.aggregate(
            created=Count("pk", filter=Q(created_at__gte=before, created_at__lt=since)),
            resolved=Count("pk", filter=Q(resolved_at__gte=before, resolved_at__lt=since)),
        )
    return {
        "name": name,
        "since": since,
        "created": sum(created.values()),
        "resolved": sum(resolved.values()),
        "previous": previous,
        "series": [
            {"date": date, "created": created.get(date, 0), "resolved": resolved.get(date, 0)}
            for date in sorted(created.keys() | resolved.keys())
        ],
        **breakdowns(count_by_facets(tickets)),
    }


def triage_statistics(since: datetime | None) -> dict[str, Any]:
    """Return how good the suggestions since then are."""
    suggestions = Classification.objects.order_by()
    if since is not None:
        suggestions = suggestions.filter(created_at__gte=since)
    submitted = suggestions.filter(ticket__isnull=False)
    return {
        **suggestions.aggregate(
            asked=Count("pk"),
            answered=Count("pk", filter=Q(cause="")),
            cached=Count("pk", filter=Q(source=Classification.Source.CACHE)),
            cost=Sum("cost"),
        ),
        **submitted.aggregate(
            offered=Count("pk"),
            accepted=Count(
                "pk", filter=Q(ticket__category=F("category"), ticket__priority=F("priority"))
            ),
        ),
        **{
            field: list(submitted.values(field, f"ticket__{field}").annotate(count=Count("pk")))
            for field in ("category", "priority")
        },
        "failures": list(suggestions.exclude(cause="").values("cause").annotate(count=Count("pk"))),
    }


def durations(tickets: Any) -> dict[str, Any]:
    """Return the number of durations, their median and their 90th percentile."""
    count = tickets.count()
    in_order = tickets.order_by("duration").values_list("duration", flat=True)

    def percentile(percent: int) -> int | None:
        return round(in_order[-(-count * percent // 100) - 1].total_seconds()) if count else None

    return {"count": count, "median_seconds": percentile(50), "p90_seconds": percentile(90)}


def response_times(moment: str, days: int | None) -> dict[str, Any]:
    """Return the durations until a column's time, in the last days and in as many before."""
    tickets = Ticket.objects.filter(**{f"{moment}__gt": F("created_at")}).annotate(
        duration=F(moment) - F("created_at")
    )
    current, previous = tickets, None
    if days:
        since, before = start_of_last(days), start_of_last(2 * days)
        current = tickets.filter(**{f"{moment}__gte": since})
        previous = tickets.filter(**{f"{moment}__gte": before, f"{moment}__lt": since})
    return {
        **durations(current),
        "previous": durations(previous) if previous is not None else None,
        "by_priority": {
            priority: durations(current.filter(priority=priority)) for priority in Priority.values
        },
    }


def waiting() -> dict[str, Any]:
    """Return the number of tickets that wait for an agent, and since when the first one does."""
    tickets = Ticket.objects.filter(awaiting=Awaiting.AGENT)
    counts = dict(tickets.values_list("priority").order_by().annotate(count=Count("pk")))
    return {
        "count": sum(counts.values()),
        "since": tickets.aggregate(since=Min("waiting_since"))["since"],
        "by_priority": {priority: counts.get(priority, 0) for priority in Priority.values},
    }


def statistics(period: str) -> dict[str, Any]:
    """Return the dashboard's figures."""
    tickets = Ticket.objects.order_by()
    cells = count_by_facets(tickets)
    values = breakdowns(cells)
    total = sum(cell["count"] for cell in cells)
    done = sum(values["status_breakdown"][status] for status in DONE)
    dates = tickets.aggregate(with_tickets=Count(TruncDate("created_at"), distinct=True))
    days = PERIODS[period]
    return {
        "total_tickets": total,
        "open_tickets": values["status_breakdown"]["open"],
        "avg_tickets_per_day": total / (dates["with_tickets"] or 1),
        "resolution_rate": done / total if total else None,
        **values,
        "created_per_day": [
            {"date": date, "count": count}
            for date, count in count_by_date(
                "created_at", TruncDate, start_of_last(CHART_DAYS)
            ).items()
        ],
        "period": period_statistics(period),
        "first_response": response_times("first_response_at", days),
        "resolution": response_times("resolved_at", days),
        "waiting": waiting(),
        "triage": triage_statistics(start_of_last(days) if days else None),
    }
