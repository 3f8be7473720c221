"""The figures of a period.

A period is a number of days up to today, as the list's `created_within` and `resolved_within` have
them, so that a figure is the total of the list that it links to.
"""

from datetime import date
from typing import Any

from django.conf import settings

from core.dates import first_of_last, today
from tickets.statistics.figures import TicketFigures, build_breakdowns, compute_ratio, count_values
from tickets.vocabulary import DONE

PERIODS: dict[str, int | None] = {"7d": 7, "30d": 30, "90d": 90, "all": None}
DEFAULT_PERIOD = "30d"


def compute_rates(created: int, resolved: int, days: int) -> dict[str, Any]:
    return {
        "created": created,
        "resolved": resolved,
        "avg_per_day": compute_ratio(created, days, 1),
        "resolution_rate": compute_ratio(resolved, created, 4),
    }


def build_series(created: dict[date, int], resolved: dict[date, int]) -> list[dict[str, Any]]:
    """Return how many were created and resolved in each bucket of time, empty ones left out."""
    return [
        {"date": day, "created": created.get(day, 0), "resolved": resolved.get(day, 0)}
        for day in sorted(created.keys() | resolved.keys())
    ]


def recent_stats(name: str, days: int, figures: TicketFigures) -> dict[str, Any]:
    """Return the figures of the last `days` days, and of as many days before."""
    since, before = first_of_last(days), first_of_last(2 * days)
    created, resolved = (figures.count_between(event, since) for event in ("created", "resolved"))
    shown = {
        event: {day: count for day, count in counted.items() if day >= since}
        for event, counted in figures.days.items()
    }
    return {
        "name": name,
        "since": since,
        "until": today(),
        "time_zone": settings.TEAM_TIME_ZONE,
        "bucket": "day",
        **compute_rates(created, resolved, days),
        "open_change": created - resolved,
        "previous": compute_rates(
            figures.count_between("created", before, since),
            figures.count_between("resolved", before, since),
            days,
        ),
        "series": build_series(shown["created"], shown["resolved"]),
        **build_breakdowns(count_values(figures.in_period)),
    }


def all_time_stats(figures: TicketFigures) -> dict[str, Any]:
    counts = count_values(figures.all_time)
    until, first = today(), figures.first_day
    return {
        "name": "all",
        "since": None,
        "until": until,
        "time_zone": settings.TEAM_TIME_ZONE,
        "bucket": "month",
        **compute_rates(
            sum(figures.all_time.values()),
            sum(counts[status] for status in DONE),
            max(1, (until - first).days + 1) if first else 0,
        ),
        "open_change": None,
        "previous": None,
        "series": build_series(figures.months["created"], figures.months["resolved"]),
        **build_breakdowns(counts),
    }


def period_stats(name: str, figures: TicketFigures) -> dict[str, Any]:
    """Return the figures of one of the `PERIODS`."""
    days = PERIODS[name]
    return all_time_stats(figures) if days is None else recent_stats(name, days, figures)
