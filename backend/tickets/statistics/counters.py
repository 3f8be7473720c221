"""Counts of tickets, by day, by month and by their category, priority and status.

Days and months are the team's (`TEAM_TIME_ZONE`). PostgreSQL keeps counts by triggers: by days of
UTC in `TICKET_COUNTERS`, always, and by those of the team's zone in `ZONE_COUNTERS`, once `migrate`
has counted them (see `counted_zones.py`); until then, tickets are counted for each request, as
SQLite always does.
"""

import logging
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Any

from django.conf import settings
from django.db import connection

from core.dates import start_of_day
from core.db.counter_tables import CounterDelta, CounterTable, TriggerSource
from core.time_zones import find_offsets
from people.teams.access import READS_ALL, Reader
from tickets.vocabulary import FACETS

logger = logging.getLogger(__name__)

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
# Tickets of earlier years are counted as those of this one.
FIRST_YEAR = 1900

Counts = Callable[[str, str, date | None], str]
"""Return a subquery with a row (start, category, priority, status, count) for each count.

It is called with one of the spans and events of `COUNTS`, and with a day: counts of spans that end
before it may be left out or too low. `start` is the first day of the span.
Counts are by category, priority and status where the span is `all` or `day`; where it is `total`
(of a day) or `month`, all tickets count together, and those three are empty.
"""


def first_day_sql(span: str, moment: str, zone: str) -> str:
    """Return PostgreSQL's expression for the first day of the span of a moment."""
    if span == "all":
        return f"DATE '{EPOCH}'"
    day = f"({moment} AT TIME ZONE {zone})::date"
    return f"date_trunc('{span}', {day})::date" if span in ("week", "month") else day


def build_delta(span: str, event: str, by_facets: bool, zone: str) -> CounterDelta:
    moment = f"counted.{event}_at"
    facets = [f"counted.{name}" if by_facets else "''" for name in FACETS]
    key = (f"'{span}'", f"'{event}'", first_day_sql(span, moment, zone), *facets)
    return CounterDelta(key, f"CASE WHEN {moment} IS NOT NULL THEN 1 END")


KEY = {
    "span": "varchar(5)",
    "event": "varchar(8)",
    "start": "date",
    "category": "varchar(20)",
    "priority": "varchar(20)",
    "status": "varchar(20)",
}
COLUMNS = (*FACETS, "created_at", "resolved_at")
# What is spam or in the bin counts nowhere.
PRESENT = "folder IS NULL"

TICKET_COUNTERS = CounterTable(
    name="tickets_ticketsummary",
    key=KEY,
    source=TriggerSource("tickets_ticket", "tickets_summarise", COLUMNS, PRESENT),
    deltas=[
        build_delta(span, event, by_facets, "'UTC'") for (span, event), by_facets in COUNTS.items()
    ],
)
COUNTED_ZONES = "tickets_countedzone"
ZONE_COUNTERS = CounterTable(
    name="tickets_zonesummary",
    key={"zone": "varchar(64)", **KEY},
    source=TriggerSource("tickets_ticket", "tickets_zone", COLUMNS, PRESENT),
    deltas=[
        CounterDelta(("variant.name", *delta.key), delta.amount)
        for (span, event), by_facets in COUNTS.items()
        if span != "all"
        for delta in [build_delta(span, event, by_facets, "variant.name")]
    ],
    variants=COUNTED_ZONES,
    lock_of=TICKET_COUNTERS.name,
)


def utc_counts(span: str, event: str, since: date | None = None) -> str:
    """Count by days of UTC, from PostgreSQL's counters."""
    return (
        f"(SELECT start, {', '.join(FACETS)}, count FROM {TICKET_COUNTERS.name} "
        f"WHERE span = '{span}' AND event = '{event}' AND count > 0) AS counts"
    )


def zone_counts(span: str, event: str, since: date | None = None) -> str:
    """Count by days of the team's zone, from PostgreSQL's counters."""
    if span == "all":
        return utc_counts(span, event)
    return (
        f"(SELECT start, {', '.join(FACETS)}, count FROM {ZONE_COUNTERS.name} "
        f"WHERE zone = '{settings.TEAM_TIME_ZONE}' "
        f"AND span = '{span}' AND event = '{event}' AND count > 0) AS counts"
    )


def sqlite_day_sql(moment: str) -> str:
    """Return SQLite's expression for the day of a moment, which is stored as text, in UTC."""
    if settings.TEAM_TIME_ZONE == "UTC":
        return f"substr({moment}, 1, 10)"
    offsets = find_offsets(settings.TEAM_TIME_ZONE, FIRST_YEAR, datetime.now(UTC).year + 1)
    first, *others = [
        (f"{start:%Y-%m-%d %H:%M:%S}", f"{o.total_seconds():+.0f}") for start, o in offsets
    ]
    cases = " ".join(
        f"WHEN {moment} >= '{start}' THEN '{seconds} seconds'"
        for start, seconds in reversed(others)
    )
    offset = f"CASE {cases} ELSE '{first[1]} seconds' END" if others else f"'{first[1]} seconds'"
    # Without fractions, which SQLite would round up to the next day.
    return f"date(substr({moment}, 1, 19), {offset})"


def grouped_counts(span: str, event: str, since: date | None = None) -> str:
    """Count by days of the team's zone, from the tickets but for what PostgreSQL has anyway."""
    if connection.vendor == "postgresql" and span == "all":
        return utc_counts(span, event)
    return group_tickets(span, event, since)


def group_tickets(span: str, event: str, since: date | None, further: str = "1 = 1") -> str:
    """Count by days of the team's zone, from the tickets that meet a further condition."""
    moment = f"{event}_at"
    if connection.vendor == "postgresql":
        beginning = str(start_of_day(since)) if since else ""
        start = first_day_sql(span, moment, f"'{settings.TEAM_TIME_ZONE}'")
    else:
        beginning = str(start_of_day(since).replace(tzinfo=None)) if since else ""
        start = f"'{EPOCH}'" if span == "all" else sqlite_day_sql(moment)
        start = f"substr({start}, 1, 7) || '-01'" if span == "month" else start
    condition = f">= '{beginning}'" if since else "IS NOT NULL"
    by_facets = COUNTS[span, event]
    facets = ", ".join(name if by_facets else f"'' AS {name}" for name in FACETS)
    # In the order of an index, which saves a sort.
    groups = [*(FACETS if by_facets else ()), *(() if span == "all" else (start,))]
    return (
        f"(SELECT {start} AS start, {facets}, COUNT(*) AS count FROM tickets_ticket "
        f"WHERE {PRESENT} AND {moment} {condition} AND {further} "
        f"GROUP BY {', '.join(groups)}) AS counts"
    )


def without_hidden(counts: Counts, reader: Reader) -> Counts:
    """Return the same counts without the tickets that somebody may not read.

    These are counted by the index of their teams, from a day on if there is one, and taken off.
    """
    if not reader.hidden_teams:
        return counts
    columns = ", ".join(FACETS)

    def readable_counts(span: str, event: str, since: date | None = None) -> str:
        hidden = group_tickets(span, event, since, reader.hidden_sql())
        return (
            f"(SELECT start, {columns}, SUM(count) AS count FROM ("
            f"SELECT start, {columns}, count FROM {counts(span, event, since)} "
            f"UNION ALL SELECT start, {columns}, -count FROM {hidden}) AS parts "
            f"GROUP BY start, {columns} HAVING SUM(count) > 0) AS counts"
        )

    return readable_counts


def read_counts(
    build_query: Callable[[Counts], str],
    parameters: Mapping[str, Any] | Sequence[Any] = (),
    reader: Reader = READS_ALL,
) -> list[tuple[Any, ...]]:
    """Return the rows, in no order, of a query on counts, in which the first column is not null.

    The counts are those of the tickets that somebody may read.
    """

    def build(counts: Counts) -> str:
        return build_query(without_hidden(counts, reader))

    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            if settings.TEAM_TIME_ZONE == "UTC":
                cursor.execute(build(utc_counts), parameters)
                return list(cursor.fetchall())
            # In one statement, so that the counts are complete at the moment that they are read.
            cursor.execute(
                f"SELECT EXISTS (SELECT FROM {COUNTED_ZONES} WHERE is_complete "
                f"AND name = '{settings.TEAM_TIME_ZONE}'), found.* "
                f"FROM (SELECT) AS one LEFT JOIN ({build(zone_counts)}) AS found ON true",
                parameters,
            )
            (is_complete, *first), *others = cursor.fetchall()
            if is_complete:
                return [
                    row
                    for row in (tuple(first), *(row[1:] for row in others))
                    if row[0] is not None
                ]
            logger.warning(
                "Tickets are not counted by days of %s in advance: run migrate.",
                settings.TEAM_TIME_ZONE,
            )
        cursor.execute(build(grouped_counts), parameters)
        return list(cursor.fetchall())


def count_by_facets(
    field_filters: Mapping[str, Sequence[str]],
    event: str = "created",
    since: date | None = None,
    until: date | None = None,
    *,
    reader: Reader = READS_ALL,
) -> list[dict[str, Any]]:
    """Return `{category, priority, status, count}` for each combination that tickets have.

    Counted are the tickets with one of the given values of each field that were created, or
    resolved, since a day and before another, and that somebody may read. Without days, all are.
    """
    conditions = ["start >= %s"]
    parameters: list[Any] = [since or date.min]
    if until:
        conditions.append("start < %s")
        parameters.append(until)
    for name, allowed in field_filters.items():
        conditions.append(f"{name} IN ({', '.join(['%s'] * len(allowed))})")
        parameters += allowed
    columns = ", ".join(FACETS)
    span = "day" if since or until else "all"

    def build_query(counts: Counts) -> str:
        return (
            f"SELECT {columns}, SUM(count) FROM {counts(span, event, since)} "
            f"WHERE {' AND '.join(conditions)} GROUP BY {columns}"
        )

    return [
        {**dict(zip(FACETS, facets, strict=True)), "count": int(count)}
        for *facets, count in sorted(read_counts(build_query, parameters, reader))
    ]
