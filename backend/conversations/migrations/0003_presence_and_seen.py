import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from core.db.online_migrations import is_postgresql


def leave_room(apps, editor):
    """Let a refreshed row stay on its page of PostgreSQL's, where it needs no new entry in an index."""
    if is_postgresql(editor):
        editor.execute("ALTER TABLE conversations_presence SET (fillfactor = 50)")


class Migration(migrations.Migration):
    """Tabs that have a ticket open, and the newest messages that agents have seen."""

    dependencies = [
        ("conversations", "0002_saved_reply"),
        ("tickets", "0027_conversation_state"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Presence",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("tab", models.CharField(help_text="Chosen by the tab, at random.", max_length=32)),
                ("name", models.CharField(blank=True, max_length=200)),
                (
                    "doing",
                    models.CharField(
                        choices=[
                            ("viewing", "Viewing it"),
                            ("noting", "Writing a note"),
                            ("replying", "Writing a reply"),
                        ],
                        max_length=8,
                    ),
                ),
                ("since", models.DateTimeField(help_text="When the tab began to do this.")),
                ("at", models.DateTimeField(help_text="When the tab was last heard of.")),
                (
                    "ticket",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="tickets.ticket",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["ticket"], name="presence_on_ticket")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("doing__in", ["viewing", "noting", "replying"])),
                        name="presence_doing_known",
                    ),
                    models.UniqueConstraint(fields=("tab",), name="presence_of_tab"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Seen",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "message_id",
                    models.BigIntegerField(
                        help_text="0 for the description alone. No key: the message may be deleted."
                    ),
                ),
                ("at", models.DateTimeField(help_text="When it was written.")),
                (
                    "ticket",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="tickets.ticket",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "seen",
                "constraints": [
                    models.UniqueConstraint(fields=("ticket", "user"), name="seen_by_user")
                ],
            },
        ),
        migrations.RunPython(leave_room, migrations.RunPython.noop),
    ]
