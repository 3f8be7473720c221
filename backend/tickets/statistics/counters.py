"""Counts of tickets, by day, by month and by their category, priority and status.

PostgreSQL keeps them in `TICKET_COUNTERS`, by triggers. SQLite counts the tickets for each request.
"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.db import connection

from core.db.counter_tables import CounterDelta, CounterTable, TriggerSource
from tickets.vocabulary import FACETS

# For each span and event: true where tickets are counted by category, priority and status.
COUNTS = {
    ("all", "created"): True,
    ("day", "created"): True,
    ("day", "resolved"): True,
    ("total", "created"): False,
    ("total", "resolved"): False,
    ("month", "created"): False,
    ("month", "resolved"): False,
}
# The start of the span of all time.
EPOCH = "0001-01-01"


def first_day_sql(span: str, moment: str) -> str:
    """Return PostgreSQL's expression for the first day (UTC) of the span of a moment."""
    if span == "all":
        return f"DATE '{EPOCH}'"
    day = f"({moment} AT TIME ZONE 'UTC')::date"
    return f"date_trunc('month', {day})::date" if span == "month" else day


def build_delta(span: str, event: str, by_facets: bool) -> CounterDelta:
    moment = f"counted.{event}_at"
    facets = [f"counted.{name}" if by_facets else "''" for name in FACETS]
    key = (f"'{span}'", f"'{event}'", first_day_sql(span, moment), *facets)
    return CounterDelta(key, f"CASE WHEN {moment} IS NOT NULL THEN 1 END")


TICKET_COUNTERS = CounterTable(
    name="tickets_ticketsummary",
    key={
        "span": "varchar(5)",
        "event": "varchar(8)",
        "start": "date",
        "category": "varchar(20)",
        "priority": "varchar(20)",
        "status": "varchar(20)",
    },
    source=TriggerSource(
        "tickets_ticket", "tickets_summarise", (*FACETS, "created_at", "resolved_at")
    ),
    deltas=[build_delta(span, event, by_facets) for (span, event), by_facets in COUNTS.items()],
)


def stored_counts_sql(span: str, event: str) -> str:
    """Return PostgreSQL's query for stored counts."""
    return (
        f"SELECT start, {', '.join(FACETS)}, count FROM {TICKET_COUNTERS.name} "
        f"WHERE span = '{span}' AND event = '{event}' AND count > 0"
    )


def grouped_counts_sql(span: str, event: str) -> str:
    """Return SQLite's query for the same counts, grouped from the tickets."""
    # Times are stored as texts, in UTC.
    day = {"all": f"'{EPOCH}'", "month": f"substr({event}_at, 1, 7) || '-01'"}.get(
        span, f"substr({event}_at, 1, 10)"
    )
    by_facets = COUNTS[span, event]
    facets = ", ".join(name if by_facets else f"'' AS {name}" for name in FACETS)
    # In the order of an index, which saves a sort.
    groups = [*(FACETS if by_facets else ()), *(() if span == "all" else (day,))]
    return (
        f"SELECT {day} AS start, {facets}, COUNT(*) AS count FROM tickets_ticket "
        f"WHERE {event}_at IS NOT NULL GROUP BY {', '.join(groups)}"
    )


def counts_subquery(span: str, event: str) -> str:
    """Return a subquery with a row (start, category, priority, status, count) for each count.

    `span` and `event` are those of `COUNTS`, and `start` is the first day (UTC). Counts are by
    category, priority and status where `span` is `all` or `day`; where it is `total` (of a day) or
    `month`, all tickets count together, and those three are empty.
    """
    query = stored_counts_sql if connection.vendor == "postgresql" else grouped_counts_sql
    return f"({query(span, event)}) AS counts"


def count_by_facets(
    field_filters: Mapping[str, Sequence[str]],
    event: str = "created",
    since: datetime | None = None,
) -> list[dict[str, Any]]:
    """Return `{category, priority, status, count}` for each combination that tickets have.

    Counted are the tickets with one of the given values of each field that were created, or
    resolved, since the beginning of a day (UTC). Without a day, all tickets are.
    """
    conditions = ["start >= %s"]
    parameters: list[Any] = [since.date() if since else date.min]
    for name, allowed in field_filters.items():
        conditions.append(f"{name} IN ({', '.join(['%s'] * len(allowed))})")
        parameters += allowed
    columns = ", ".join(FACETS)
    counts = counts_subquery("day" if since else "all", event)
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {columns}, SUM(count) FROM {counts} "
            f"WHERE {' AND '.join(conditions)} GROUP BY {columns} ORDER BY {columns}",
            parameters,
        )
        return [
            {**dict(zip(FACETS, facets, strict=True)), "count": int(count)}
            for *facets, count in cursor.fetchall()
        ]
