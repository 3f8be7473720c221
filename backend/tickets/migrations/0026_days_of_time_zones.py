from typing import Any

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from core.db.counter_tables import EVENTS, CounterDelta, CounterTable, TriggerSource
from core.db.online_migrations import with_lock_timeout

FACETS = ("category", "priority", "status")


def build_delta(span: str, event: str) -> CounterDelta:
    moment = f"counted.{event}_at"
    day = f"({moment} AT TIME ZONE variant.name)::date"
    return CounterDelta(
        key=(
            "variant.name",
            f"'{span}'",
            f"'{event}'",
            f"date_trunc('month', {day})::date" if span == "month" else day,
            *(f"counted.{name}" if span == "day" else "''" for name in FACETS),
        ),
        amount=f"CASE WHEN {moment} IS NOT NULL THEN 1 END",
    )


COUNTERS = CounterTable(
    name="tickets_zonesummary",
    key={
        "zone": "varchar(64)",
        "span": "varchar(5)",
        "event": "varchar(8)",
        "start": "date",
        **dict.fromkeys(FACETS, "varchar(20)"),
    },
    source=TriggerSource("tickets_ticket", "tickets_zone", (*FACETS, "created_at", "resolved_at")),
    deltas=[
        build_delta(span, event)
        for span in ("day", "total", "month")
        for event in ("created", "resolved")
    ],
    variants="tickets_countedzone",
    lock_of="tickets_ticketsummary",
)


def create_counters(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Count nothing yet: `migrate` counts by the days of the team's zone when it is through."""
    connection = schema_editor.connection
    if connection.vendor != "postgresql":
        return
    schema_editor.execute(
        f"CREATE TABLE IF NOT EXISTS {COUNTERS.variants} "
        "(name varchar(64) PRIMARY KEY, is_complete boolean NOT NULL)"
    )
    with_lock_timeout(
        schema_editor, lambda: COUNTERS.create_counters(connection), COUNTERS.source.table
    )


def drop_counters(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    if schema_editor.connection.vendor != "postgresql":
        return

    def drop() -> Any:
        for event in (*EVENTS, "truncate"):
            schema_editor.execute(
                f"DROP FUNCTION IF EXISTS {COUNTERS.source.prefix}_{event}() CASCADE"
            )
        schema_editor.execute(f"DROP TABLE IF EXISTS {COUNTERS.name}, {COUNTERS.variants}")

    with_lock_timeout(schema_editor, drop, COUNTERS.source.table)


class Migration(migrations.Migration):
    """Counts by days of other time zones than UTC; those of UTC stay for the release before."""

    atomic = False
    dependencies = [("tickets", "0024_fill_search_text")]
    operations = [migrations.RunPython(create_counters, drop_counters)]
