from collections.abc import Callable
from dataclasses import replace
from importlib import import_module

from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps
from django.db.models import Q

from core.db.counter_tables import CounterDelta, CounterTable, TriggerSource
from core.db.online_migrations import AddFieldOnline, AddIndexOnline, with_lock_timeout

ZONES = import_module("tickets.migrations.0026_days_of_time_zones").COUNTERS
DURATIONS = import_module("tickets.migrations.0030_response_times").COUNTERS
FACETS = ("category", "priority", "status")
FOLDERS = [("spam", "Spam"), ("bin", "Bin")]


def build_delta(span: str, event: str, by_facets: bool) -> CounterDelta:
    moment = f"counted.{event}_at"
    day = f"({moment} AT TIME ZONE 'UTC')::date"
    starts = {"all": "DATE '0001-01-01'", "month": f"date_trunc('month', {day})::date"}
    facets = [f"counted.{name}" if by_facets else "''" for name in FACETS]
    key = (f"'{span}'", f"'{event}'", starts.get(span, day), *facets)
    return CounterDelta(key, f"CASE WHEN {moment} IS NOT NULL THEN 1 END")


DAYS_OF_UTC = CounterTable(
    name="tickets_ticketsummary",
    key={
        "span": "varchar(5)",
        "event": "varchar(8)",
        "start": "date",
        **dict.fromkeys(FACETS, "varchar(20)"),
    },
    source=TriggerSource(
        "tickets_ticket", "tickets_summarise", (*FACETS, "created_at", "resolved_at")
    ),
    deltas=[
        build_delta("all", "created", True),
        *(
            build_delta(span, event, span == "day")
            for span in ("day", "total", "month")
            for event in ("created", "resolved")
        ),
    ],
)
TABLES = (DAYS_OF_UTC, ZONES, DURATIONS)


def replace_triggers(editor: BaseDatabaseSchemaEditor, condition: str) -> None:
    """Let the triggers count tickets that meet the condition; those before all did."""
    if editor.connection.vendor != "postgresql":
        return

    def put(table: CounterTable) -> Callable[[], None]:
        source = replace(table.source, condition=condition)
        return lambda: replace(table, source=source).create_counters(editor.connection)

    for table in TABLES:
        with_lock_timeout(editor, put(table), table.source.table)


def leave_out_removed(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    replace_triggers(schema_editor, "folder IS NULL")


def count_all(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Count what is in a folder again, before the column goes."""
    replace_triggers(schema_editor, "true")
    if schema_editor.connection.vendor == "postgresql":
        for table in TABLES:
            table.reconcile(schema_editor.connection)


class Migration(migrations.Migration):
    """Tickets may be spam or in the bin, and do not count there."""

    atomic = False
    dependencies = [("tickets", "0038_merged_into")]
    operations = [
        AddFieldOnline(
            model_name="ticket",
            name="folder",
            field=models.CharField(
                blank=True,
                choices=FOLDERS,
                editable=False,
                help_text="Spam or the bin; null for tickets that are in neither.",
                max_length=4,
                null=True,
            ),
        ),
        AddFieldOnline(
            model_name="ticket",
            name="removed_at",
            field=models.DateTimeField(
                editable=False, help_text="When the ticket was moved there.", null=True
            ),
        ),
        AddIndexOnline(
            model_name="ticket",
            index=models.Index(
                fields=["folder", "-created_at", "-id"],
                condition=Q(folder__isnull=False),
                name="ticket_in_folder",
            ),
        ),
        AddIndexOnline(
            model_name="ticket",
            index=models.Index(
                fields=["removed_at"],
                condition=Q(folder__isnull=False),
                name="ticket_removed",
            ),
        ),
        migrations.RunPython(leave_out_removed, count_all, atomic=False),
    ]
