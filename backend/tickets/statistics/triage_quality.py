"""The quality of the suggestions of a period.

A suggestion counts as accepted while its ticket has the suggested category and priority: one that
an agent corrects later was wrong.
"""

from collections import Counter
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db import connection
from django.db.models import Case, Count, F, Sum, When

from people.teams.access import READS_ALL, Reader
from tickets.statistics.figure_cache import keep_figures
from tickets.triage.models import Classification

COST_STEP = Decimal(1).scaleb(-8)
# `reached` is the number of calls that took no longer than `latency_ms`.
PERCENTILES = """
    SELECT
        MIN(CASE WHEN reached * 100 >= total * 50 THEN latency_ms END),
        MIN(CASE WHEN reached * 100 >= total * 95 THEN latency_ms END)
    FROM (
        SELECT
            latency_ms,
            SUM(COUNT(*)) OVER (ORDER BY latency_ms) AS reached,
            SUM(COUNT(*)) OVER () AS total
        FROM tickets_classification
        WHERE source = 'model' {conditions}
        GROUP BY latency_ms
    ) AS times
"""
# Of those that tickets came of. It is a look at each one's ticket, by its number.
NOT_HIDDEN = """
    AND NOT EXISTS (
        SELECT 1 FROM tickets_ticket
        WHERE tickets_ticket.id = tickets_classification.ticket_id AND {hidden}
    )
"""


def latency_percentiles(since: datetime | None, reader: Reader) -> dict[str, int | None]:
    """Return the milliseconds that half and 95 % of the calls did not exceed."""
    conditions, parameters = ("AND created_at >= %s", [since]) if since else ("", [])
    if reader.hidden_teams:
        conditions += NOT_HIDDEN.format(hidden=reader.hidden_sql())
    with connection.cursor() as cursor:
        cursor.execute(PERCENTILES.format(conditions=conditions), parameters)
        half, most = cursor.fetchone()
    return {"latency_p50_ms": half, "latency_p95_ms": most}


def value_of_ticket(field: str) -> Case:
    """Return a field of a suggestion's ticket; null where there is none, or it was removed."""
    return Case(When(ticket__folder__isnull=True, then=F(f"ticket__{field}")))


def count_outcomes(since: datetime | None, reader: Reader) -> list[dict[str, Any]]:
    """Return how many suggestions there are of each outcome, and their cost."""
    classifications = Classification.objects.filter(reader.match("ticket__"))
    if since:
        classifications = classifications.filter(created_at__gte=since)
    return [
        dict(row)
        for row in classifications.order_by()
        .values(
            "source",
            "cause",
            "category",
            "priority",
            final_category=value_of_ticket("category"),
            final_priority=value_of_ticket("priority"),
        )
        .annotate(count=Count("pk"), total_cost=Sum("cost"))
    ]


def count_confusion(field: str, offered: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the counts of each pair of a field's suggested and present value."""
    counts: Counter[tuple[str, str]] = Counter()
    for outcome in offered:
        counts[outcome[field], outcome[f"final_{field}"]] += outcome["count"]
    return [
        {"suggested": suggested, "final": final, "count": count}
        for (suggested, final), count in sorted(counts.items())
    ]


def is_accepted(outcome: dict[str, Any]) -> bool:
    return all(outcome[name] == outcome[f"final_{name}"] for name in ("category", "priority"))


def sum_counts(outcomes: list[dict[str, Any]]) -> int:
    return sum(outcome["count"] for outcome in outcomes)


def measure(since: datetime | None, reader: Reader) -> dict[str, Any]:
    """Return the figures of the suggestions made since a time, or ever, in two queries."""
    outcomes = count_outcomes(since, reader)
    answered = [outcome for outcome in outcomes if not outcome["cause"]]
    offered = [outcome for outcome in outcomes if outcome["final_category"] is not None]
    accepted = [outcome for outcome in offered if is_accepted(outcome)]
    failures: Counter[str] = Counter()
    for outcome in outcomes:
        if outcome["cause"]:
            failures[outcome["cause"]] += outcome["count"]
    costs = [outcome["total_cost"] for outcome in outcomes if outcome["total_cost"] is not None]
    return {
        "asked": sum_counts(outcomes),
        "answered": sum_counts(answered),
        "cached": sum_counts([o for o in answered if o["source"] == Classification.Source.CACHE]),
        "cost": sum(costs, Decimal()).quantize(COST_STEP) if costs else None,
        "offered": sum_counts(offered),
        "accepted": sum_counts(accepted),
        "overridden": sum_counts(offered) - sum_counts(accepted),
        **{field: count_confusion(field, offered) for field in ("category", "priority")},
        "failures": [
            {"cause": cause, "count": count}
            for cause, count in sorted(failures.items(), key=lambda item: (-item[1], item[0]))
        ],
        **latency_percentiles(since, reader),
    }


def triage_stats(since: datetime | None, reader: Reader = READS_ALL) -> dict[str, Any]:
    """Return the figures of the suggestions made since the beginning of a day, or ever.

    Those of tickets that somebody may not read are left out. The figures may be a minute old.
    """
    name = f"triage_stats:{since.timestamp() if since else 'all'}"
    stats: dict[str, Any] = keep_figures(name, reader, lambda: measure(since, reader))
    return stats
