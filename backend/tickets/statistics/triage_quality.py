"""How good the suggestions of a period are."""

from collections import Counter
from decimal import Decimal
from typing import Any

from tickets.statistics.triage_counters import COST_DIGITS
from tickets.statistics.triage_figures import TriageSummary
from tickets.triage.models import Classification

PERCENTILES = {"latency_p50_ms": 50, "latency_p95_ms": 95}


def confusion(cells: Counter[tuple[str, str]]) -> list[dict[str, Any]]:
    return [
        {"suggested": before, "final": now, "count": count}
        for (before, now), count in sorted(cells.items())
    ]


def percentile(times: Counter[int], percent: int) -> int | None:
    """The smallest of the times that so many of them do not exceed; null without any."""
    wanted, found = times.total() * percent, 0
    for time, count in sorted(times.items()):
        found += count
        if found * 100 >= wanted:
            return time
    return None


def triage_stats(summary: TriageSummary) -> dict[str, Any]:
    """What became of the suggestions of a period.

    A ticket counts as the people last left it: what an agent corrects later was suggested wrongly.
    """
    counts = summary.counts
    answered: Counter[str] = Counter()
    failures: Counter[str] = Counter()
    for (source, cause), count in counts["asked"].items():
        if cause:
            failures[cause] += count
        else:
            answered[source] += count
    offered, accepted = summary.sum("offered"), counts["offered"]["", "accepted"]
    times = Counter({int(time): count for (_, time), count in counts["latency"].items()})
    return {
        "asked": summary.sum("asked"),
        "answered": answered.total(),
        "cached": answered[Classification.Source.CACHE],
        "cost": Decimal(summary.sum("cost")).scaleb(-COST_DIGITS) if counts["priced"] else None,
        "offered": offered,
        "accepted": accepted,
        "overridden": offered - accepted,
        **{field: confusion(counts[field]) for field in ("category", "priority")},
        "failures": [
            {"cause": cause, "count": count}
            for cause, count in sorted(failures.items(), key=lambda item: (-item[1], item[0]))
        ],
        **{name: percentile(times, percent) for name, percent in PERCENTILES.items()},
    }
