import sys

from django.conf import settings
from django.core.management import call_command
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from tickets.search.trigram_index import create_extension


def make_cache_table(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """`createcachetable` leaves a table alone that is there already."""
    call_command("createcachetable", database=schema_editor.connection.alias, verbosity=0)


def drop_cache_table(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    table = schema_editor.quote_name(settings.CACHES["shared"]["LOCATION"])
    schema_editor.execute(f"DROP TABLE IF EXISTS {table}")


def know_similar_texts(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Only PostgreSQL compares texts."""
    connection = schema_editor.connection
    if connection.vendor == "postgresql" and (problem := create_extension(connection)):
        sys.stderr.write(
            f"\n  There is no pg_trgm ({problem}): searches read the tickets' texts, and the model's "
            "examples are chosen by common words.\n  Once an administrator has created it, run "
            "`manage.py index_words`.\n"
        )


class Migration(migrations.Migration):
    dependencies = [("tickets", "0003_classification")]

    operations = [
        migrations.RunPython(make_cache_table, drop_cache_table),
        migrations.RunPython(know_similar_texts, migrations.RunPython.noop),
    ]
