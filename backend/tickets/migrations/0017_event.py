import django.db.models.deletion
from django.conf import settings
from django.core.management.color import no_style
from django.db import migrations, models

# As in 0011: the numbers of the actions that the former table kept.
COPY = """
    INSERT INTO tickets_event (
        id, ticket_number, action, actor_kind, actor_id, actor_name, changes, texts, at
    )
    SELECT
        id, object_id,
        CASE action WHEN 0 THEN 'created' WHEN 2 THEN 'deleted' ELSE 'changed' END,
        kind, actor_id, actor_name, COALESCE(changes, '{}'), additional_data, "timestamp"
    FROM tickets_historyentry
"""
COPY_BACK = """
    INSERT INTO tickets_historyentry (
        id, object_id, object_pk, object_repr, content_type_id,
        action, kind, actor_id, actor_name, changes, additional_data, "timestamp"
    )
    SELECT
        id, ticket_number, CAST(ticket_number AS varchar(20)), '#' || ticket_number,
        (SELECT id FROM django_content_type WHERE app_label = 'tickets' AND model = 'ticket'),
        CASE action WHEN 'created' THEN 0 WHEN 'deleted' THEN 2 ELSE 1 END,
        actor_kind, actor_id, actor_name, changes, texts, at
    FROM tickets_event
"""


def move_rows(editor, copy, source, target):
    """Copy all rows with their ids; nobody adds any meanwhile."""
    if editor.connection.vendor == "postgresql":
        # Rather fail, and be run again, than make everybody wait behind a long transaction.
        editor.execute("SET LOCAL lock_timeout = '5s'")
        editor.execute(f"LOCK TABLE {source._meta.db_table} IN ACCESS EXCLUSIVE MODE")
    editor.execute(copy)
    for statement in editor.connection.ops.sequence_reset_sql(no_style(), [target]):
        editor.execute(statement)


def rename_permissions(editor, old, new):
    """Let those who were allowed to see the history see it still."""
    editor.execute(
        "UPDATE auth_permission SET codename = REPLACE(codename, %s, %s) "
        "WHERE content_type_id IN (SELECT id FROM django_content_type "
        "WHERE app_label = 'tickets' AND model = %s)",
        [old, new, old],
    )
    editor.execute(
        "UPDATE django_content_type SET model = %s WHERE app_label = 'tickets' AND model = %s",
        [new, old],
    )


def forwards(apps, editor):
    entry, event = (apps.get_model("tickets", name) for name in ("HistoryEntry", "Event"))
    move_rows(editor, COPY, entry, event)
    rename_permissions(editor, "historyentry", "event")


def backwards(apps, editor):
    entry, event = (apps.get_model("tickets", name) for name in ("HistoryEntry", "Event"))
    move_rows(editor, COPY_BACK, event, entry)
    rename_permissions(editor, "event", "historyentry")


class Migration(migrations.Migration):
    """The history in a table of its own shape, with every entry of the one that it replaces."""

    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("tickets", "0016_requester_index"),
    ]

    operations = [
        migrations.CreateModel(
            name="Event",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("ticket_number", models.BigIntegerField()),
                (
                    "action",
                    models.CharField(
                        choices=[
                            ("created", "Created"),
                            ("changed", "Changed"),
                            ("deleted", "Deleted"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "actor_kind",
                    models.CharField(
                        choices=[
                            ("agent", "Somebody signed in"),
                            ("anonymous", "Somebody not signed in"),
                            ("import", "An import"),
                            ("system", "The system itself"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "actor_name",
                    models.CharField(
                        blank=True, help_text="As it was at the time.", max_length=200
                    ),
                ),
                (
                    "changes",
                    models.JSONField(
                        default=dict,
                        help_text="By field, [before, after]; null for what people wrote.",
                    ),
                ),
                (
                    "texts",
                    models.JSONField(
                        help_text="The same for what people wrote, until the ticket is deleted.",
                        null=True,
                    ),
                ),
                ("at", models.DateTimeField(db_index=True)),
                (
                    "actor",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "history entry",
                "verbose_name_plural": "history entries",
                "ordering": ("-id",),
                "indexes": [models.Index(fields=["ticket_number", "-id"], name="event_of_ticket")],
            },
        ),
        migrations.RunPython(forwards, backwards),
        migrations.DeleteModel(name="HistoryEntry"),
        # Made in some databases by the package that wrote the former table; it was never used.
        migrations.RunSQL("DROP TABLE IF EXISTS auditlog_logentry", migrations.RunSQL.noop),
    ]
