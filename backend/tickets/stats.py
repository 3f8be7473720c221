"""What the dashboard shows, counted by the database."""

from typing import Any

from django.db.models import Count, DecimalField, ExpressionWrapper, F, FloatField, Min, Q
from django.db.models.functions import Cast, NullIf, Round, TruncDate

from tickets.aggregates import breakdowns, counts_by_word
from tickets.models import DONE, Ticket
from tickets.period_stats import period_stats
from tickets.periods import start_of_last
from tickets.triage_stats import triage_stats

DAYS_SHOWN = 30


def share(part: str, whole: str, digits: int) -> Round:
    """An expression for part ÷ whole, rounded; null where the whole is 0.

    Divided as floats, since SQLite divides whole numbers without a remainder, and rounded as a
    decimal, since PostgreSQL rounds no floats.
    """
    quotient = ExpressionWrapper(
        Cast(F(part), FloatField()) / NullIf(F(whole), 0), output_field=FloatField()
    )
    return Round(Cast(quotient, DecimalField(max_digits=20, decimal_places=6)), digits)


def ticket_stats(period: str) -> dict[str, Any]:
    """Totals, breakdowns and tickets per day, in two queries, the period's in three at most, and
    how triage does in four.

    `avg_tickets_per_day` counts only days (UTC) that have tickets. `resolution_rate` is the share
    (0–1) of all tickets that are resolved or closed, null without tickets. `created_per_day`
    covers the last `DAYS_SHOWN` days, today included, and leaves out days without tickets.
    """
    row = Ticket.objects.aggregate(
        **counts_by_word(),
        total=Count("pk"),
        first=Min("created_at"),
        done=Count("pk", filter=Q(status__in=DONE)),
        days=Count(TruncDate("created_at"), distinct=True),
        per_day=share("total", "days", 1),
        resolution_rate=share("done", "total", 4),
    )
    created_per_day = (
        Ticket.objects.filter(
            created_at__gte=start_of_last(DAYS_SHOWN), created_at__lt=start_of_last(0)
        )
        .order_by()
        .values(date=TruncDate("created_at"))
        .annotate(count=Count("pk"))
        .order_by("date")
    )
    return {
        "total_tickets": row["total"],
        "open_tickets": row["status_open"],
        "avg_tickets_per_day": float(row["per_day"] or 0),
        "resolution_rate": row["resolution_rate"],
        **breakdowns(row),
        "created_per_day": list(created_per_day),
        "period": period_stats(period, row),
        "triage": triage_stats(period),
    }
