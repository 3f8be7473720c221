from django.db import migrations

EVENTS = ("insert", "update", "delete", "truncate")


def set_search_path(apps, schema_editor):
    """Let the counters' triggers find their tables whatever the session's `search_path`.

    Else a person who deletes tickets of one schema by hand could change the counts of another.
    """
    if schema_editor.connection.vendor == "postgresql":
        for event in EVENTS:
            schema_editor.execute(
                f"ALTER FUNCTION tickets_summarise_{event}() SET search_path FROM CURRENT"
            )


class Migration(migrations.Migration):
    dependencies = [("core", "0001_initial"), ("tickets", "0022_retention_indexes")]
    operations = [migrations.RunPython(set_search_path, migrations.RunPython.noop)]
