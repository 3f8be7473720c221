from typing import Any

from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps
from django.db.models import Q

from core.db.counter_tables import EVENTS, CounterDelta, CounterTable, TriggerSource
from core.db.online_migrations import AddIndexOnline, with_lock_timeout

METRICS = {"first_response": "first_response_at", "resolution": "resolved_at"}


def build_delta(span: str, metric: str) -> CounterDelta:
    moment = f"counted.{METRICS[metric]}"
    day = f"({moment} AT TIME ZONE variant.name)::date"
    start = {"day": day, "week": f"date_trunc('week', {day})::date"}.get(span, "DATE '0001-01-01'")
    seconds = f"date_part('epoch', {moment} - counted.created_at)"
    condition = f"{moment} > counted.created_at"
    return CounterDelta(
        key=(
            "variant.name",
            f"'{span}'",
            start,
            f"'{metric}'",
            f"CAST(FLOOR(LN(CASE WHEN {seconds} < 1 THEN 1 ELSE {seconds} END) / LN(1.05)) "
            "AS integer)",
        ),
        amount=f"CASE WHEN {condition}{' AND ' + UTC_ONLY if span == 'all' else ''} THEN 1 END",
        part=f"span = '{span}' AND metric = '{metric}'",
    )


UTC_ONLY = "variant.name = 'UTC'"
COUNTERS = CounterTable(
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
    ),
    deltas=[
        *(build_delta(span, metric) for span in ("day", "week", "all") for metric in METRICS),
        CounterDelta(
            key=("variant.name", "'now'", "DATE '0001-01-01'", "'waiting'", "0"),
            amount=f"CASE WHEN counted.awaiting = 'agent' AND {UTC_ONLY} THEN 1 END",
            part="span = 'now'",
        ),
    ],
    variants="(SELECT 'UTC' AS name UNION ALL SELECT name FROM tickets_countedzone)",
    lock_of="tickets_ticketsummary",
    counts={name: f"counted.priority = '{name}'" for name in ("low", "medium", "high", "critical")},
)


def create_counters(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Count by triggers from now on, then add what was before, without a lock on the tickets."""
    connection = schema_editor.connection
    if connection.vendor != "postgresql":
        return
    with_lock_timeout(
        schema_editor, lambda: COUNTERS.create_counters(connection), COUNTERS.source.table
    )
    # A request reads some thousand rows: to start processes for them would take longer.
    schema_editor.execute(f"ALTER TABLE {COUNTERS.name} SET (parallel_workers = 0)")
    COUNTERS.reconcile(connection)


def drop_counters(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    if schema_editor.connection.vendor != "postgresql":
        return

    def drop() -> Any:
        for event in (*EVENTS, "truncate"):
            schema_editor.execute(
                f"DROP FUNCTION IF EXISTS {COUNTERS.source.prefix}_{event}() CASCADE"
            )
        schema_editor.execute(f"DROP TABLE IF EXISTS {COUNTERS.name}")

    with_lock_timeout(schema_editor, drop, COUNTERS.source.table)


class Migration(migrations.Migration):
    """Durations of first responses and resolutions, counted by day, and who waits for an agent."""

    atomic = False
    dependencies = [("tickets", "0029_awaiting_index")]
    operations = [
        AddIndexOnline(
            model_name="ticket",
            index=models.Index(
                fields=["-first_response_at", "-id"],
                condition=Q(first_response_at__isnull=False),
                name="ticket_first_response",
            ),
        ),
        AddIndexOnline(
            model_name="ticket",
            index=models.Index(
                fields=["waiting_since"],
                condition=Q(awaiting="agent"),
                name="ticket_waiting_since",
            ),
        ),
        migrations.RunPython(create_counters, drop_counters, atomic=False),
    ]
