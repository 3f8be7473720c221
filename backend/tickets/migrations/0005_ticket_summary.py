from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from tickets.online import briefly
from tickets.summary_sql import SUMMARY


def begin(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Make the table, keep count from now on, and count what is there.

    On SQLite counting begins when all migrations are through.
    """
    schema_editor.execute(SUMMARY.creation)
    if schema_editor.connection.vendor == "postgresql":
        briefly(schema_editor, lambda: SUMMARY.install(schema_editor.connection), "tickets_ticket")
        SUMMARY.mend(schema_editor.connection)


def end(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    briefly(schema_editor, lambda: remove(schema_editor), "tickets_ticket")


def remove(schema_editor: BaseDatabaseSchemaEditor) -> None:
    SUMMARY.uninstall(schema_editor.connection)
    schema_editor.execute(f"DROP TABLE IF EXISTS {SUMMARY.name}")


class Migration(migrations.Migration):
    # Each step by itself, so that reading and writing go on beside it.
    atomic = False
    dependencies = [("tickets", "0004_shared_cache_and_similarity")]

    operations = [
        migrations.CreateModel(
            name="TicketSummary",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "span",
                        "event",
                        "start",
                        "category",
                        "priority",
                        "status",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("span", models.CharField(max_length=5)),
                ("event", models.CharField(max_length=8)),
                ("start", models.DateField()),
                ("category", models.CharField(max_length=20)),
                ("priority", models.CharField(max_length=20)),
                ("status", models.CharField(max_length=20)),
                ("count", models.BigIntegerField()),
            ],
            options={"db_table": "tickets_ticketsummary", "managed": False},
        ),
        migrations.RunPython(begin, end),
    ]
