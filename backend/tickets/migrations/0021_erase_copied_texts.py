from django.db import migrations

BATCH_SIZE = 10_000
# The admin used to call tickets by their titles, and never forgot them.
ADMIN_LOG = """
    UPDATE django_admin_log SET object_repr = '#' || COALESCE(object_id, '')
    WHERE id >= %s AND id < %s AND object_repr <> '#' || COALESCE(object_id, '')
    AND content_type_id IN (
        SELECT id FROM django_content_type WHERE app_label = 'tickets' AND model = 'ticket'
    )
"""
# The model's reason may quote a text that no ticket came of, or one that is erased later.
REASONS = """
    UPDATE tickets_classification SET reason = ''
    WHERE id >= %s AND id < %s AND ticket_id IS NULL AND reason <> ''
"""
CACHED_REASONS = "DELETE FROM shared_cache WHERE cache_key LIKE '%%:answer:%%'"


def in_batches(editor, table, statement):
    """Run a statement for some rows at a time, each in a transaction of its own."""
    with editor.connection.cursor() as cursor:
        cursor.execute(f"SELECT min(id), max(id) FROM {table}")
        first, last = cursor.fetchone()
        if first is not None:
            for start in range(first, last + 1, BATCH_SIZE):
                cursor.execute(statement, [start, start + BATCH_SIZE])


def erase(apps, editor):
    in_batches(editor, "django_admin_log", ADMIN_LOG)
    in_batches(editor, "tickets_classification", REASONS)
    with editor.connection.cursor() as cursor:
        cursor.execute(CACHED_REASONS, [])


class Migration(migrations.Migration):
    """Texts of tickets leave the tables that erasing a ticket did not know."""

    atomic = False
    dependencies = [
        ("admin", "0003_logentry_add_action_flag_choices"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("tickets", "0020_reference_index"),
    ]
    operations = [migrations.RunPython(erase, migrations.RunPython.noop, atomic=False)]
