from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

INDEXES = {"ticket_title_trigrams": "title", "ticket_description_trigrams": "description"}


def know_where_words_are(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """As the search compares: in upper case. Only PostgreSQL has an index of parts of words."""
    if schema_editor.connection.vendor != "postgresql":
        return
    for name, column in INDEXES.items():
        # One that was interrupted is there, and of no use.
        schema_editor.execute(f"DROP INDEX CONCURRENTLY IF EXISTS {name}")
        schema_editor.execute(
            f"CREATE INDEX CONCURRENTLY {name} ON tickets_ticket "
            f"USING gin (UPPER({column}::text) gin_trgm_ops)"
        )


def forget(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    if schema_editor.connection.vendor == "postgresql":
        for name in INDEXES:
            schema_editor.execute(f"DROP INDEX CONCURRENTLY IF EXISTS {name}")


class Migration(migrations.Migration):
    # Built beside readers and writers, which no transaction allows.
    atomic = False
    dependencies = [("tickets", "0005_ticket_summary")]

    operations = [migrations.RunPython(know_where_words_are, forget)]
