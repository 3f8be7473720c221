"""Counts of tickets, from which the dashboard's figures are computed."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from people.teams.access import READS_ALL, Reader
from tickets.statistics.counters import Counts, read_counts
from tickets.vocabulary import VOCABULARIES

Facets = tuple[str, str, str]
"""A category, a priority and a status."""


EVENTS = ("created", "resolved")


def empty_by_event() -> dict[str, dict[date, int]]:
    return {event: {} for event in EVENTS}


@dataclass
class TicketFigures:
    """Counts of tickets: of all, of those created in a period, by day and by month.

    `days` and `months` have what was created and what was resolved, each by its first day.
    `days_with_tickets` and `first_day` are about the creation of all tickets.
    """

    all_time: dict[Facets, int] = field(default_factory=dict)
    in_period: dict[Facets, int] = field(default_factory=dict)
    days: dict[str, dict[date, int]] = field(default_factory=empty_by_event)
    months: dict[str, dict[date, int]] = field(default_factory=empty_by_event)
    days_with_tickets: int = 0
    first_day: date | None = None

    def count_between(self, event: str, start: date, end: date | None = None) -> int:
        """Return how many were created or resolved from `start` on, and before `end` if given."""
        return sum(
            count
            for day, count in self.days[event].items()
            if start <= day and (end is None or day < end)
        )


def build_query(counts: Counts, since: date, days_since: date, *, with_months: bool) -> str:
    """Return the query for rows of a part's name, facets, an event, a day and a count."""
    return " UNION ALL ".join(
        [
            f"""
            SELECT 'all', category, priority, status, '', CAST(NULL AS date), count
            FROM {counts("all", "created", None)}
            UNION ALL
            SELECT 'period', category, priority, status, '', CAST(NULL AS date), SUM(count)
            FROM {counts("day", "created", since)} WHERE start >= %(since)s
            GROUP BY category, priority, status
            UNION ALL
            SELECT 'known', '', '', '', '', MIN(start), COUNT(*)
            FROM {counts("total", "created", None)}
            """,
            *(
                f"SELECT 'day', '', '', '', '{event}', start, count "
                f"FROM {counts('total', event, days_since)} WHERE start >= %(days_since)s"
                for event in EVENTS
            ),
            *(
                f"SELECT 'month', '', '', '', '{event}', start, count "
                f"FROM {counts('month', event, None)}"
                for event in EVENTS
                if with_months
            ),
        ]
    )


def read_figures(
    since: date | None, days_since: date, *, with_months: bool, reader: Reader = READS_ALL
) -> TicketFigures:
    """Read the counts of the tickets that somebody may read, in one query.

    The period begins at `since`, and is empty without it; `days` begin at `days_since`.
    """
    since = since or date.max
    rows = read_counts(
        lambda counts: build_query(counts, since, days_since, with_months=with_months),
        {"since": since, "days_since": days_since},
        reader,
    )
    return to_figures(rows)


def to_figures(rows: Iterable[tuple[Any, ...]]) -> TicketFigures:
    figures = TicketFigures()
    for part, category, priority, status, event, start, count in rows:
        day = to_date(start)
        match part:
            case "all":
                figures.all_time[category, priority, status] = int(count)
            case "period":
                figures.in_period[category, priority, status] = int(count)
            case "known":
                figures.days_with_tickets, figures.first_day = int(count), day
            case _ if day:
                days = figures.days if part == "day" else figures.months
                days[event][day] = int(count)
    return figures


def to_date(value: date | str | None) -> date | None:
    """Return the date, which SQLite gives as text."""
    return date.fromisoformat(value) if isinstance(value, str) else value


def count_values(counts: dict[Facets, int]) -> Counter[str]:
    """Return how many tickets have each value of the three vocabularies."""
    totals: Counter[str] = Counter()
    for facets, count in counts.items():
        for value in facets:
            totals[value] += count
    return totals


def build_breakdowns(counts: Counter[str]) -> dict[str, dict[str, int]]:
    """Return how many tickets have each value of each field, zeros included."""
    return {
        f"{name}_breakdown": {value: counts[value] for value in vocabulary.values}
        for name, vocabulary in VOCABULARIES.items()
    }


def compute_ratio(part: int, whole: int, digits: int) -> float | None:
    """Return part ÷ whole, rounded half up as databases round decimals; None where whole is 0."""
    if not whole:
        return None
    unit = Decimal(1).scaleb(-digits)
    return float((Decimal(part) / whole).quantize(unit, ROUND_HALF_UP))
