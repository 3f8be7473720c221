from django.conf import settings
from django.core.management import call_command
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps


def make_cache_table(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """`createcachetable` leaves a table alone that is there already."""
    call_command("createcachetable", database=schema_editor.connection.alias, verbosity=0)


def drop_cache_table(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    table = schema_editor.quote_name(settings.CACHES["shared"]["LOCATION"])
    schema_editor.execute(f"DROP TABLE IF EXISTS {table}")


def know_similar_texts(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Only PostgreSQL compares texts; who owns the database may teach it since version 13."""
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")


class Migration(migrations.Migration):
    dependencies = [("tickets", "0003_classification")]

    operations = [
        migrations.RunPython(make_cache_table, drop_cache_table),
        migrations.RunPython(know_similar_texts, migrations.RunPython.noop),
    ]
