from django.conf import settings
from django.core.management import call_command
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

INDEX = "classification_excerpt_similar"


def make_cache_table(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """`createcachetable` leaves a table alone that is there already."""
    call_command("createcachetable", database=schema_editor.connection.alias, verbosity=0)


def drop_cache_table(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    table = schema_editor.quote_name(settings.CACHES["shared"]["LOCATION"])
    schema_editor.execute(f"DROP TABLE IF EXISTS {table}")


def make_index(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Only PostgreSQL finds the most similar texts by an index."""
    if schema_editor.connection.vendor == "postgresql":
        # Whoever owns the database may do so since PostgreSQL 13.
        schema_editor.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
        schema_editor.execute(
            f"CREATE INDEX {INDEX} ON tickets_classification "
            "USING gist (excerpt gist_trgm_ops) WHERE ticket_id IS NOT NULL"
        )


def drop_index(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(f"DROP INDEX IF EXISTS {INDEX}")


class Migration(migrations.Migration):
    dependencies = [("tickets", "0003_classification")]

    operations = [
        migrations.RunPython(make_cache_table, drop_cache_table),
        migrations.RunPython(make_index, drop_index),
    ]
