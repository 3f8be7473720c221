from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps


def drop_word_index(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """SQLite searches by `LIKE`. PostgreSQL keeps its index of words."""
    if schema_editor.connection.vendor == "sqlite":
        for event in ("insert", "update", "delete"):
            schema_editor.execute(f"DROP TRIGGER IF EXISTS tickets_words_{event}")
        schema_editor.execute("DROP TABLE IF EXISTS tickets_words")


class Migration(migrations.Migration):
    dependencies = [("tickets", "0014_drop_sqlite_counters")]

    operations = [migrations.RunPython(drop_word_index, migrations.RunPython.noop)]
