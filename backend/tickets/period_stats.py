"""What the dashboard shows of a period, counted by the database.

A period is the last so many days as the list's `created_within` and `resolved_within` have them, so
that a figure is the total of the list that it links to.
"""

from datetime import date
from typing import Any

from django.db.models import Count, DateField, Q
from django.db.models.functions import TruncDate, TruncMonth
from django.utils import timezone

from tickets.aggregates import breakdowns, counts_by_word, ratio
from tickets.models import Ticket, TicketQuerySet
from tickets.periods import start_of_last

PERIODS: dict[str, int | None] = {"7d": 7, "30d": 30, "90d": 90, "all": None}
DEFAULT_PERIOD = "30d"


def figures(created: int, resolved: int, days: int) -> dict[str, Any]:
    return {
        "created": created,
        "resolved": resolved,
        "avg_per_day": ratio(created, days, 1),
        "resolution_rate": ratio(resolved, created, 4),
    }


def series(created: TicketQuerySet, resolved: TicketQuerySet, bucket: Any) -> list[dict[str, Any]]:
    """How many were created and resolved in each bucket of time, without the empty ones."""
    counted: dict[date, dict[str, int]] = {}
    for name, tickets in (("created", created), ("resolved", resolved)):
        buckets = tickets.order_by().values(date=bucket(f"{name}_at", output_field=DateField()))
        for row in buckets.annotate(count=Count("pk")):
            counted.setdefault(row["date"], {"created": 0, "resolved": 0})[name] = row["count"]
    return [{"date": day, **counts} for day, counts in sorted(counted.items())]


def recent_stats(name: str, days: int) -> dict[str, Any]:
    """The figures of the last `days` days beside those of as many days before, in three queries."""
    since, before = start_of_last(days), start_of_last(2 * days)
    created, resolved = Q(created_at__gte=since), Q(resolved_at__gte=since)
    row = Ticket.objects.filter(Q(created_at__gte=before) | Q(resolved_at__gte=before)).aggregate(
        created=Count("pk", filter=created),
        resolved=Count("pk", filter=resolved),
        created_before=Count("pk", filter=Q(created_at__gte=before, created_at__lt=since)),
        resolved_before=Count("pk", filter=Q(resolved_at__gte=before, resolved_at__lt=since)),
        **counts_by_word(created),
    )
    return {
        "name": name,
        "since": since.date(),
        "bucket": "day",
        **figures(row["created"], row["resolved"], days),
        "open_change": row["created"] - row["resolved"],
        "previous": figures(row["created_before"], row["resolved_before"], days),
        "series": series(
            Ticket.objects.filter(created), Ticket.objects.filter(resolved), TruncDate
        ),
        **breakdowns(row),
    }


def all_time_stats(row: dict[str, Any]) -> dict[str, Any]:
    """The figures of all time, in two queries: most of them are those of all tickets, in `row`."""
    today = timezone.now().date()
    days = max(1, (today - row["first"].date()).days + 1) if row["first"] else 0
    return {
        "name": "all",
        "since": None,
        "bucket": "month",
        **figures(row["total"], row["done"], days),
        "open_change": None,
        "previous": None,
        "series": series(
            Ticket.objects.all(), Ticket.objects.filter(resolved_at__isnull=False), TruncMonth
        ),
        **breakdowns(row),
    }


def period_stats(name: str, row: dict[str, Any]) -> dict[str, Any]:
    """What the dashboard shows of one of the `PERIODS`; `row` counts all tickets."""
    days = PERIODS[name]
    return all_time_stats(row) if days is None else recent_stats(name, days)
