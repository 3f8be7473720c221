from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from tickets.online import briefly
from tickets.triage_summary_sql import SUMMARY

TABLES = ("tickets_ticket", "tickets_classification")


def begin(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Make the table, keep count from now on, and count what is there.

    On SQLite counting begins when all migrations are through.
    """
    schema_editor.execute(SUMMARY.creation)
    if schema_editor.connection.vendor == "postgresql":
        briefly(schema_editor, lambda: SUMMARY.install(schema_editor.connection), *TABLES)
        SUMMARY.mend(schema_editor.connection)


def end(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    briefly(schema_editor, lambda: remove(schema_editor), *TABLES)


def remove(schema_editor: BaseDatabaseSchemaEditor) -> None:
    SUMMARY.uninstall(schema_editor.connection)
    schema_editor.execute(f"DROP TABLE IF EXISTS {SUMMARY.name}")


class Migration(migrations.Migration):
    # Each step by itself, so that reading and writing go on beside it.
    atomic = False
    dependencies = [("tickets", "0007_cell_indexes")]

    operations = [migrations.RunPython(begin, end)]
