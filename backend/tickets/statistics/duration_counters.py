"""Counts of tickets by how long their first response and their resolution took.

Percentiles of many tickets are read from a histogram. Its buckets are 5 % wide, and an estimate is
in the bucket of the exact value: so it differs by less than 5 % of it, and by no more than a second
where that took less than a few seconds. A bucket is the number of times that 1.05 multiplies.

PostgreSQL keeps the counts by triggers, by days and weeks of UTC and of the team's zone, so that
some weeks and a few days make any period. Until `migrate` has counted the days of that zone (see
`counted_zones.py`), tickets are counted for each request, as SQLite always does.
"""

from core.db.counter_tables import CounterDelta, CounterTable, TriggerSource
from tickets.statistics.counters import (
    COUNTED_ZONES,
    EPOCH,
    PRESENT,
    TICKET_COUNTERS,
    first_day_sql,
)
from tickets.vocabulary import Priority

# The columns whose times end what is measured; it begins with the ticket.
METRICS = {"first_response": "first_response_at", "resolution": "resolved_at"}
BUCKET_BASE = 1.05
SPANS = ("day", "week", "all")


def bucket_sql(seconds: str) -> str:
    """Return the expression for the bucket of a duration; the first one has all below 1.05 s."""
    return (
        f"CAST(FLOOR(LN(CASE WHEN {seconds} < 1 THEN 1 ELSE {seconds} END) / LN({BUCKET_BASE})) "
        "AS integer)"
    )


def build_delta(span: str, metric: str) -> CounterDelta:
    moment, start = f"counted.{METRICS[metric]}", "counted.created_at"
    seconds = f"date_part('epoch', {moment} - {start})"
    # What came in when it was done took no time that anybody measured.
    condition = f"{moment} > {start}"
    if span == "all":
        condition += " AND variant.name = 'UTC'"
    return CounterDelta(
        key=(
            "variant.name",
            f"'{span}'",
            first_day_sql(span, moment, "variant.name"),
            f"'{metric}'",
            bucket_sql(seconds),
        ),
        amount=f"CASE WHEN {condition} THEN 1 END",
        part=f"span = '{span}' AND metric = '{metric}'",
    )


WAITING = CounterDelta(
    key=("variant.name", "'now'", f"DATE '{EPOCH}'", "'waiting'", "0"),
    amount="CASE WHEN counted.awaiting = 'agent' AND variant.name = 'UTC' THEN 1 END",
    part="span = 'now'",
)

DURATION_COUNTERS = CounterTable(
    name="tickets_durationsummary",
    key={
        "zone": "varchar(64)",
        "span": "varchar(5)",
        "start": "date",
        "metric": "varchar(14)",
        "bucket": "integer",
    },
    source=TriggerSource(
        "tickets_ticket",
        "tickets_durations",
        ("priority", "awaiting", "created_at", *METRICS.values()),
        PRESENT,
    ),
    deltas=[*(build_delta(span, metric) for span in SPANS for metric in METRICS), WAITING],
    variants=f"(SELECT 'UTC' AS name UNION ALL SELECT name FROM {COUNTED_ZONES})",
    lock_of=TICKET_COUNTERS.name,
    counts={name: f"counted.priority = '{name}'" for name in Priority.values},
)
