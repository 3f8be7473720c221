"""The quality of the suggestions of a period.

A suggestion counts as accepted while its ticket has the suggested category and priority: one that
an agent corrects later was wrong.
"""

import logging
from collections import Counter
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.core.cache import caches
from django.db import DatabaseError, connection
from django.db.models import Count, F, Sum

from tickets.triage.models import Classification

logger = logging.getLogger(__name__)

CACHE_SECONDS = 60
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
        WHERE source = 'model' {condition}
        GROUP BY latency_ms
    ) AS times
"""


def latency_percentiles(since: datetime | None) -> dict[str, int | None]:
    """Return the milliseconds that half and 95 % of the calls did not exceed."""
    condition, parameters = ("AND created_at >= %s", [since]) if since else ("", [])
    with connection.cursor() as cursor:
        cursor.execute(PERCENTILES.format(condition=condition), parameters)
        half, most = cursor.fetchone()
    return {"latency_p50_ms": half, "latency_p95_ms": most}


def count_outcomes(since: datetime | None) -> list[dict[str, Any]]:
    """Return how many suggestions there are of each outcome, and their cost."""
    classifications = Classification.objects.all()
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
            final_category=F("ticket__category"),
            final_priority=F("ticket__priority"),
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


def measure(since: datetime | None) -> dict[str, Any]:
    """Return the figures of the suggestions made since a time, or ever, in two queries."""
    outcomes = count_outcomes(since)
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
        **latency_percentiles(since),
    }


def read_cached(key: str) -> dict[str, Any] | None:
    """Return the cached figures; None also where the database cannot delete those that expired."""
    try:
        stats: dict[str, Any] | None = caches["shared"].get(key)
    except DatabaseError as error:
        logger.warning("Figures of triage were not cached: %s", type(error).__name__)
        return None
    return stats


def triage_stats(since: datetime | None) -> dict[str, Any]:
    """Return the figures of the suggestions made since the beginning of a day, or ever.

    The figures may be `CACHE_SECONDS` old, and are the same for all workers.
    """
    key = f"triage_stats:{since.timestamp() if since else 'all'}"
    stats = read_cached(key)
    if stats is None:
        stats = measure(since)
        caches["shared"].set(key, stats, CACHE_SECONDS)
    return stats
