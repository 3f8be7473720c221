"""How good the suggestions of a period are, counted by the database."""

from collections import Counter
from typing import Any

from django.db.models import Count, F, Q, Sum, Window
from django.db.models.functions import Ceil, RowNumber

from tickets.models import Classification
from tickets.period_stats import PERIODS
from tickets.periods import start_of_last

PERCENTILES = {"latency_p50_ms": 0.5, "latency_p95_ms": 0.95}
FIELDS = ("category", "priority")


def outcomes(asked: Any) -> dict[str, Any]:
    """What became of the suggestions: the database counts each of the 256 ways at most."""
    ways = (
        asked.filter(ticket__isnull=False)
        .order_by()
        .values(*FIELDS, *(f"ticket__{field}" for field in FIELDS))
        .annotate(count=Count("pk"))
    )
    offered = accepted = 0
    cells: dict[str, Counter[tuple[str, str]]] = {field: Counter() for field in FIELDS}
    for way in ways:
        pairs = {field: (way[field], way[f"ticket__{field}"]) for field in FIELDS}
        offered += way["count"]
        accepted += way["count"] * all(before == now for before, now in pairs.values())
        for field, pair in pairs.items():
            cells[field][pair] += way["count"]
    return {
        "offered": offered,
        "accepted": accepted,
        "overridden": offered - accepted,
        **{
            field: [
                {"suggested": before, "final": now, "count": count}
                for (before, now), count in sorted(counted.items())
            ]
            for field, counted in cells.items()
        },
    }


def latencies(calls: Any) -> dict[str, int | None]:
    """Percentiles of the calls' times, in ms: the smallest that so many of them do not exceed."""
    ranked = calls.annotate(
        position=Window(RowNumber(), order_by=("latency_ms", "pk")),
        size=Window(Count("pk")),
    )
    wanted = {f"at_{name}": Ceil(F("size") * share) for name, share in PERCENTILES.items()}
    found: dict[str, int | None] = dict.fromkeys(PERCENTILES)
    rows = ranked.annotate(**wanted).filter(
        Q(position=F("at_latency_p50_ms")) | Q(position=F("at_latency_p95_ms"))
    )
    for row in rows.values("latency_ms", "position", *wanted):
        for name in PERCENTILES:
            if row["position"] == row[f"at_{name}"]:
                found[name] = row["latency_ms"]
    return found


def triage_stats(period: str) -> dict[str, Any]:
    """What became of the suggestions of one of the `PERIODS`, in four queries.

    A ticket counts as the people last left it: what an agent corrects later was suggested wrongly.
    """
    days = PERIODS[period]
    asked = Classification.objects.all()
    if days is not None:
        asked = asked.filter(created_at__gte=start_of_last(days))
    failures = asked.exclude(cause="").order_by().values("cause").annotate(count=Count("pk"))
    return {
        **asked.aggregate(
            asked=Count("pk"),
            answered=Count("pk", filter=Q(cause="")),
            cached=Count("pk", filter=Q(source=Classification.Source.CACHE, cause="")),
            cost=Sum("cost"),
        ),
        **outcomes(asked),
        "failures": list(failures.order_by("-count", "cause")),
        **latencies(asked.filter(source=Classification.Source.MODEL)),
    }
