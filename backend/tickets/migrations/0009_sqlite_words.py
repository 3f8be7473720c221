from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from tickets.search import sqlite_fts


def know_where_words_are(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """PostgreSQL has an index of its own for it."""
    if schema_editor.connection.vendor == "sqlite":
        sqlite_fts.install(schema_editor.connection)


def forget(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    if schema_editor.connection.vendor == "sqlite":
        sqlite_fts.uninstall(schema_editor.connection)


class Migration(migrations.Migration):
    dependencies = [("tickets", "0008_triage_summary")]

    operations = [migrations.RunPython(know_where_words_are, forget)]
