from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from core.db.online_migrations import with_lock_timeout

# For each table that had triggers: their names' beginning.
PREFIXES = {
    "tickets_classification": "tickets_triage_question",
    "tickets_ticket": "tickets_triage_ticket",
}
EVENTS = ("insert", "update", "delete", "truncate")


def drop_triggers(editor: BaseDatabaseSchemaEditor, table: str) -> None:
    for event in EVENTS:
        name = f"{PREFIXES[table]}_{event}"
        if editor.connection.vendor == "postgresql":
            editor.execute(f"DROP FUNCTION IF EXISTS {name}() CASCADE")
        else:
            editor.execute(f"DROP TRIGGER IF EXISTS {name}")


def drop_counters(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Suggestions are counted when the figures are asked for: the counts hold nothing else."""
    for table in PREFIXES:
        with_lock_timeout(
            schema_editor, lambda table=table: drop_triggers(schema_editor, table), table
        )
    with_lock_timeout(
        schema_editor, lambda: schema_editor.execute("DROP TABLE IF EXISTS tickets_triagesummary")
    )


class Migration(migrations.Migration):
    # Each table by itself, so that nobody waits for both.
    atomic = False
    dependencies = [("tickets", "0012_throttle_counts")]

    operations = [migrations.RunPython(drop_counters, migrations.RunPython.noop)]
