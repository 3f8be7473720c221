"""What the dashboard shows of a period.

A period is the last so many days as the list's `created_within` and `resolved_within` have them, so
that a figure is the total of the list that it links to.
"""

from datetime import date
from typing import Any

from django.utils import timezone

from core.dates import start_of_last
from tickets.statistics.figures import breakdowns, ratio
from tickets.statistics.ticket_figures import Summary, by_word
from tickets.vocabulary import DONE

PERIODS: dict[str, int | None] = {"7d": 7, "30d": 30, "90d": 90, "all": None}
DEFAULT_PERIOD = "30d"


def figures(created: int, resolved: int, days: int) -> dict[str, Any]:
    return {
        "created": created,
        "resolved": resolved,
        "avg_per_day": ratio(created, days, 1),
        "resolution_rate": ratio(resolved, created, 4),
    }


def series(created: dict[date, int], resolved: dict[date, int]) -> list[dict[str, Any]]:
    """How many were created and resolved in each bucket of time, without the empty ones."""
    return [
        {"date": day, "created": created.get(day, 0), "resolved": resolved.get(day, 0)}
        for day in sorted(created.keys() | resolved.keys())
    ]


def recent_stats(name: str, days: int, summary: Summary) -> dict[str, Any]:
    """The figures of the last `days` days beside those of as many days before."""
    since, before = start_of_last(days).date(), start_of_last(2 * days).date()
    created, resolved = (summary.between(event, since) for event in ("created", "resolved"))
    shown = {
        event: {day: count for day, count in counted.items() if day >= since}
        for event, counted in summary.days.items()
    }
    return {
        "name": name,
        "since": since,
        "bucket": "day",
        **figures(created, resolved, days),
        "open_change": created - resolved,
        "previous": figures(
            summary.between("created", before, since),
            summary.between("resolved", before, since),
            days,
        ),
        "series": series(shown["created"], shown["resolved"]),
        **breakdowns(by_word(summary.period_cells)),
    }


def all_time_stats(summary: Summary) -> dict[str, Any]:
    """The figures of all time."""
    words = by_word(summary.cells)
    today, first = timezone.now().date(), summary.first_day
    return {
        "name": "all",
        "since": None,
        "bucket": "month",
        **figures(
            sum(summary.cells.values()),
            sum(words[status] for status in DONE),
            max(1, (today - first).days + 1) if first else 0,
        ),
        "open_change": None,
        "previous": None,
        "series": series(summary.months["created"], summary.months["resolved"]),
        **breakdowns(words),
    }


def period_stats(name: str, summary: Summary) -> dict[str, Any]:
    """What the dashboard shows of one of the `PERIODS`."""
    days = PERIODS[name]
    return all_time_stats(summary) if days is None else recent_stats(name, days, summary)
