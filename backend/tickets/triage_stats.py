"""How good the suggestions of a period are, counted by the database."""

from typing import Any

from django.db.models import Count, F, Q, Sum, Window
from django.db.models.functions import Ceil, RowNumber

from tickets.models import Classification
from tickets.period_stats import PERIODS
from tickets.periods import start_of_last

PERCENTILES = {"latency_p50_ms": 0.5, "latency_p95_ms": 0.95}


def confusion(offered: Any, field: str) -> list[dict[str, Any]]:
    """How many tickets had a word suggested and have which one now."""
    cells = offered.order_by().values(suggested=F(field), final=F(f"ticket__{field}"))
    return list(cells.annotate(count=Count("pk")).order_by("suggested", "final"))


def latencies(calls: Any) -> dict[str, int | None]:
    """Percentiles of the calls' times, in ms: the smallest that so many of them do not exceed."""
    ranked = calls.annotate(
        position=Window(RowNumber(), order_by=("latency_ms", "pk")),
        size=Window(Count("pk")),
    )
    wanted = {name: Ceil(F("size") * share) for name, share in PERCENTILES.items()}
    found: dict[str, int | None] = dict.fromkeys(PERCENTILES)
    rows = ranked.annotate(**{f"at_{name}": rank for name, rank in wanted.items()}).filter(
        Q(position=F("at_latency_p50_ms")) | Q(position=F("at_latency_p95_ms"))
    )
    for row in rows.values("latency_ms", "position", *(f"at_{name}" for name in wanted)):
        for name in PERCENTILES:
            if row["position"] == row[f"at_{name}"]:
                found[name] = row["latency_ms"]
    return found


def triage_stats(period: str) -> dict[str, Any]:
    """What became of the suggestions of one of the `PERIODS`, in five queries.

    A ticket counts as the people last left it: what an agent corrects later was suggested wrongly.
    """
    days = PERIODS[period]
    asked = Classification.objects.all()
    if days is not None:
        asked = asked.filter(created_at__gte=start_of_last(days))
    offered = asked.filter(ticket__isnull=False)
    calls = asked.filter(source=Classification.Source.MODEL)
    kept = Q(category=F("ticket__category"), priority=F("ticket__priority"))
    row = asked.aggregate(
        offered=Count("ticket"),
        accepted=Count("ticket", filter=kept),
        asked=Count("pk"),
        answered=Count("pk", filter=Q(cause="")),
        cached=Count("pk", filter=Q(source=Classification.Source.CACHE, cause="")),
        cost=Sum("cost"),
    )
    failures = asked.exclude(cause="").order_by().values("cause").annotate(count=Count("pk"))
    return {
        **row,
        "overridden": row["offered"] - row["accepted"],
        "category": confusion(offered, "category"),
        "priority": confusion(offered, "priority"),
        "failures": list(failures.order_by("-count", "cause")),
        **latencies(calls),
    }
