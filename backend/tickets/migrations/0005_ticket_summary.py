from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from tickets import summary_sql


def begin(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Make the table, keep count from now on, and count what is there."""
    schema_editor.execute(summary_sql.CREATE_TABLE)
    summary_sql.install(schema_editor.connection)
    summary_sql.mend(schema_editor.connection)


def end(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    for name in ("insert", "update", "delete", "truncate"):
        function = f"tickets_summarise_{name}"
        if schema_editor.connection.vendor == "postgresql":
            schema_editor.execute(f"DROP TRIGGER IF EXISTS {function} ON tickets_ticket")
            schema_editor.execute(f"DROP FUNCTION IF EXISTS {function}()")
        else:
            schema_editor.execute(f"DROP TRIGGER IF EXISTS {function}")
    schema_editor.execute(f"DROP TABLE {summary_sql.TABLE}")


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
