from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps


def drop_counters(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """SQLite counts the tickets when the figures are asked for. PostgreSQL keeps its counters."""
    if schema_editor.connection.vendor == "sqlite":
        for event in ("insert", "update", "delete"):
            schema_editor.execute(f"DROP TRIGGER IF EXISTS tickets_summarise_{event}")
        schema_editor.execute("DROP TABLE IF EXISTS tickets_ticketsummary")


class Migration(migrations.Migration):
    dependencies = [("tickets", "0013_drop_triage_counters")]

    operations = [migrations.RunPython(drop_counters, migrations.RunPython.noop)]
