"""Times to the first response and to the resolution, and tickets that wait for an agent.

A first response counts in the period in which it was given, a resolution in that in which the
ticket was last resolved or closed.
"""

import logging
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any, NamedTuple

from django.conf import settings
from django.db import connection

from core.dates import start_of_day
from core.db.vendor import is_postgresql
from people.teams.access import READS_ALL, Reader
from tickets.statistics.counters import COUNTED_ZONES, PRESENT
from tickets.statistics.duration_counters import (
    BUCKET_BASE,
    DURATION_COUNTERS,
    METRICS,
    bucket_sql,
)
from tickets.vocabulary import Awaiting, Priority

logger = logging.getLogger(__name__)

CURRENT, PREVIOUS = "current", "previous"
NONE = (0,) * len(Priority.values)


class Period(NamedTuple):
    """Days from `since` on, and before `until` if given; of all time, without either."""

    name: str
    since: date | None
    until: date | None = None


@dataclass
class ResponseTimes:
    """Counts by priority, for each period, metric and bucket; who waits, and since when."""

    buckets: dict[tuple[str, str], dict[int, Sequence[int]]] = field(default_factory=dict)
    waiting: Sequence[int] = NONE
    waiting_since: datetime | None = None

    def summarise(self, period: str, metric: str) -> dict[str, Any]:
        buckets = self.buckets.get((period, metric), {})
        return summarise({bucket: sum(counts) for bucket, counts in buckets.items()})

    def summarise_by_priority(self, period: str, metric: str) -> dict[str, dict[str, Any]]:
        buckets = self.buckets.get((period, metric), {})
        return {
            priority: summarise(
                {bucket: counts[index] for bucket, counts in buckets.items() if counts[index]}
            )
            for index, priority in enumerate(Priority.values)
        }


def estimate_percentile(histogram: Mapping[int, int], percent: int) -> int | None:
    """Return the seconds that so many percent do not exceed; None of an empty histogram.

    Within a bucket durations are taken to be spread evenly, on its logarithmic scale.
    """
    # Rounded up: the nearest rank.
    rank = -(-sum(histogram.values()) * percent // 100)
    before = 0
    for bucket, count in sorted(histogram.items()):
        if rank <= before + count:
            exponent = bucket + (rank - before - 0.5) / count
            return round(float(BUCKET_BASE**exponent))
        before += count
    return None


def summarise(histogram: Mapping[int, int]) -> dict[str, Any]:
    return {
        "count": sum(histogram.values()),
        "median_seconds": estimate_percentile(histogram, 50),
        "p90_seconds": estimate_percentile(histogram, 90),
    }


def monday_before(day: date) -> date:
    return day - timedelta(days=day.weekday())


def split_period(period: Period) -> list[tuple[str, date, date]]:
    """Return the spans that make a period, each with a first day and the one after its last."""
    _, since, until = period
    if since is None:
        return [("all", date.min, date.max)]
    monday = monday_before(since + timedelta(days=6))
    if until is None:
        return [("day", since, monday), ("week", monday, date.max)]
    last_monday = monday_before(until)
    if monday >= last_monday:
        return [("day", since, until)]
    return [("day", since, monday), ("week", monday, last_monday), ("day", last_monday, until)]


def build_counted_query(periods: list[Period]) -> tuple[str, list[Any]]:
    """Return the query on the counters, for rows of (period, metric, bucket, *counts)."""
    blocks = [(period.name, *block) for period in periods for block in split_period(period)]
    sums = ", ".join(f"SUM({priority}::integer)" for priority in Priority.values)
    return (
        f"SELECT period, metric, bucket, {sums} "
        f"FROM (VALUES {', '.join(['(%s, %s, %s, %s)'] * len(blocks))}) "
        "AS block (period, span, first, after) "
        f"JOIN {DURATION_COUNTERS.name} AS counted ON zone = %s AND counted.span = block.span "
        "AND start >= first AND start < after "
        "GROUP BY period, metric, bucket "
        f"UNION ALL SELECT '', metric, bucket, {', '.join(Priority.values)} "
        f"FROM {DURATION_COUNTERS.name} WHERE zone = 'UTC' AND span = 'now'"
    ), [*(value for block in blocks for value in block), zone_of(periods)]


def zone_of(periods: list[Period]) -> str:
    """Return the zone whose counts make the periods: all time is the same in every zone."""
    return settings.TEAM_TIME_ZONE if periods[0].since else "UTC"


def build_grouped_query(
    periods: list[Period], further: str = "1 = 1", factor: int = 1
) -> tuple[str, list[Any]]:
    """Return the query on the tickets that meet a further condition, for the same rows.

    They count by the factor: -1 takes them off.
    """
    parts, parameters = [], []
    counts = ", ".join(
        f"SUM(CASE priority WHEN '{priority}' THEN {factor} ELSE 0 END)"
        for priority in Priority.values
    )
    for period in periods:
        for metric, moment in METRICS.items():
            conditions = [PRESENT, f"{moment} > created_at", further]
            for operator, day in ((">=", period.since), ("<", period.until)):
                if day:
                    conditions.append(f"{moment} {operator} %s")
                    at = connection.ops.adapt_datetimefield_value(start_of_day(day))
                    parameters.append(at)
            seconds = (
                f"date_part('epoch', {moment} - created_at)"
                if is_postgresql()
                else f"(julianday({moment}) - julianday(created_at)) * 86400"
            )
            parts.append(
                f"SELECT '{period.name}', '{metric}', {bucket_sql(seconds)} AS bucket, {counts} "
                f"FROM tickets_ticket WHERE {' AND '.join(conditions)} GROUP BY bucket"
            )
    parts.append(
        f"SELECT '', 'waiting', 0, {counts} FROM tickets_ticket "
        f"WHERE awaiting = '{Awaiting.AGENT}' AND {PRESENT} AND {further} HAVING COUNT(*) > 0"
    )
    return " UNION ALL ".join(parts), parameters


def read_rows(
    is_complete: str, query: str, parameters: list[Any], reader: Reader
) -> tuple[bool, Any, list[tuple[Any, ...]]]:
    """Return if the counts are complete, the longest wait's beginning, and the query's rows."""
    longest_wait = (
        "SELECT MIN(waiting_since) FROM tickets_ticket "
        f"WHERE awaiting = '{Awaiting.AGENT}' AND {PRESENT} AND {reader.readable_sql()}"
    )
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {is_complete}, ({longest_wait}), found.* "
            f"FROM (SELECT 1) AS one LEFT JOIN ({query}) AS found ON 1 = 1",
            parameters,
        )
        rows = cursor.fetchall()
    return bool(rows[0][0]), rows[0][1], [row[2:] for row in rows if row[2] is not None]


def read_response_times(periods: list[Period], reader: Reader = READS_ALL) -> ResponseTimes:
    """Read the times of some periods, and who waits, in one query.

    They are of the tickets that somebody may read.
    """
    found: Sequence[Any] | None = None
    if is_postgresql():
        query, parameters = build_counted_query(periods)
        if reader.hidden_teams:
            hidden, others = build_grouped_query(periods, reader.hidden_sql(), -1)
            query, parameters = f"{query} UNION ALL {hidden}", [*parameters, *others]
        zone = zone_of(periods)
        # In the same statement, so that the counts are complete at the moment that they are read.
        is_complete = (
            f"'UTC' = %s OR EXISTS (SELECT FROM {COUNTED_ZONES} WHERE is_complete AND name = %s)"
        )
        complete, *found = read_rows(is_complete, query, [zone, zone, *parameters], reader)
        if not complete:
            logger.warning("Durations are not counted by days of %s in advance: run migrate.", zone)
            found = None
    if found is None:
        grouped = build_grouped_query(periods, reader.readable_sql())
        found = read_rows("1", *grouped, reader)[1:]
    since, rows = found
    times = ResponseTimes(waiting_since=to_moment(since))
    for (period, metric, bucket), counts in add_up(rows).items():
        if metric == "waiting":
            times.waiting = counts
        # A row stays when what it counted is gone.
        elif any(counts):
            times.buckets.setdefault((period, metric), {})[bucket] = counts
    return times


def add_up(rows: Iterable[tuple[Any, ...]]) -> dict[tuple[str, str, int], list[int]]:
    """Return the sums of the counts of rows with the same period, metric and bucket."""
    sums: dict[tuple[str, str, int], list[int]] = {}
    for period, metric, bucket, *counts in rows:
        former = sums.get((period, metric, bucket), NONE)
        sums[period, metric, bucket] = [
            one + int(other) for one, other in zip(former, counts, strict=True)
        ]
    return sums


def to_moment(value: datetime | str | None) -> datetime | None:
    """Return the moment, which SQLite gives as text, in UTC."""
    return datetime.fromisoformat(value).replace(tzinfo=UTC) if isinstance(value, str) else value


def response_stats(
    since: date | None, before: date | None, reader: Reader = READS_ALL
) -> dict[str, Any]:
    """Return the figures of the days from `since` on, with those from `before` until then.

    Without them they are of all time. They are of the tickets that somebody may read.
    """
    periods = [Period(CURRENT, since)]
    if since and before:
        periods.append(Period(PREVIOUS, before, since))
    times = read_response_times(periods, reader)
    return {
        **{
            metric: {
                **times.summarise(CURRENT, metric),
                "previous": times.summarise(PREVIOUS, metric) if since else None,
                "by_priority": times.summarise_by_priority(CURRENT, metric),
            }
            for metric in METRICS
        },
        "waiting": {
            "count": sum(times.waiting),
            "since": times.waiting_since,
            "by_priority": dict(zip(Priority.values, times.waiting, strict=True)),
        },
    }
