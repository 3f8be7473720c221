from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

# As Django's `createcachetable` makes it.
TABLE = """
    CREATE TABLE accounts_cache (
        cache_key varchar(255) NOT NULL PRIMARY KEY,
        value text NOT NULL,
        expires {moment} NOT NULL
    )
"""
INDEX = "CREATE INDEX accounts_cache_expires ON accounts_cache (expires)"
MOMENTS = {"postgresql": "timestamp with time zone", "sqlite": "datetime"}


def create_table(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    schema_editor.execute(TABLE.format(moment=MOMENTS[schema_editor.connection.vendor]))
    schema_editor.execute(INDEX)


def drop_table(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    schema_editor.execute("DROP TABLE accounts_cache")


class Migration(migrations.Migration):
    dependencies = [("accounts", "0003_token_scopes")]

    operations = [migrations.RunPython(create_table, drop_table)]
