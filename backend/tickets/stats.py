"""What the dashboard shows, counted by the database."""

from datetime import timedelta
from typing import Any

from django.db.models import Count, DecimalField, ExpressionWrapper, F, FloatField, Q
from django.db.models.functions import Cast, NullIf, Round, TruncDate
from django.utils import timezone

from tickets.models import DONE, Category, Priority, Status, Ticket

DAYS_SHOWN = 30


def counts_by(field: str, vocabulary: Any) -> dict[str, Count]:
    return {
        f"{field}_{value}": Count("pk", filter=Q(**{field: value})) for value in vocabulary.values
    }


def share(part: str, whole: str, digits: int) -> Round:
    """An expression for part ÷ whole, rounded; null where the whole is 0.

    Divided as floats, since SQLite divides whole numbers without a remainder, and rounded as a
    decimal, since PostgreSQL rounds no floats.
    """
    quotient = ExpressionWrapper(
        Cast(F(part), FloatField()) / NullIf(F(whole), 0), output_field=FloatField()
    )
    return Round(Cast(quotient, DecimalField(max_digits=20, decimal_places=6)), digits)


def breakdown(row: dict[str, Any], field: str, vocabulary: Any) -> dict[str, int]:
    return {value: row[f"{field}_{value}"] for value in vocabulary.values}


def ticket_stats() -> dict[str, Any]:
    """Totals, breakdowns and tickets per day, in two queries whatever the number of tickets.

    `avg_tickets_per_day` counts only days (UTC) that have tickets. `resolution_rate` is the share
    (0–1) of all tickets that are resolved or closed, null without tickets. `created_per_day`
    covers the last `DAYS_SHOWN` days, today included, and leaves out days without tickets.
    """
    row = Ticket.objects.aggregate(
        **counts_by("status", Status),
        **counts_by("priority", Priority),
        **counts_by("category", Category),
        total=Count("pk"),
        done=Count("pk", filter=Q(status__in=DONE)),
        days=Count(TruncDate("created_at"), distinct=True),
        per_day=share("total", "days", 1),
        resolution_rate=share("done", "total", 4),
    )
    midnight = timezone.now().replace(hour=0, minute=0, second=0, microsecond=0)
    created_per_day = (
        Ticket.objects.filter(created_at__gte=midnight - timedelta(days=DAYS_SHOWN - 1))
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
        "priority_breakdown": breakdown(row, "priority", Priority),
        "category_breakdown": breakdown(row, "category", Category),
        "status_breakdown": breakdown(row, "status", Status),
        "created_per_day": list(created_per_day),
    }
