from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from tickets.search.trigram_index import build_indexes, drop_indexes, has_extension


def know_where_words_are(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    if has_extension(schema_editor.connection):
        build_indexes(schema_editor.connection)


def forget(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    if schema_editor.connection.vendor == "postgresql":
        drop_indexes(schema_editor.connection)


class Migration(migrations.Migration):
    # Built beside readers and writers, which no transaction allows.
    atomic = False
    dependencies = [("tickets", "0005_ticket_summary")]

    operations = [migrations.RunPython(know_where_words_are, forget)]
