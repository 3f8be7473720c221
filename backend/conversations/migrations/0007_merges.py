import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("conversations", "0006_message_origin"),
        ("tickets", "0038_merged_into"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Merge",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField()),
                (
                    "waiting_since",
                    models.DateTimeField(
                        help_text="Since when its requester waited for an agent; null if they did not.",
                        null=True,
                    ),
                ),
                ("former", models.JSONField(help_text="Values of the ticket that return.")),
                (
                    "former_into",
                    models.JSONField(help_text="Those of the other one, where merging set any."),
                ),
                (
                    "seen",
                    models.JSONField(
                        help_text="How far agents had seen the other one, by their ids."
                    ),
                ),
                (
                    "followers",
                    models.JSONField(
                        default=list,
                        help_text="Ids of the agents who follow the other one because of this one.",
                    ),
                ),
                (
                    "into",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="merges",
                        to="tickets.ticket",
                    ),
                ),
                (
                    "submission",
                    models.OneToOneField(
                        help_text="What the ticket was submitted with, in the conversation of the other.",
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="merge_of_submission",
                        to="conversations.message",
                    ),
                ),
                (
                    "ticket",
                    models.OneToOneField(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="merge",
                        to="tickets.ticket",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="MergedMessage",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("moved_from", models.BigIntegerField(null=True)),
                ("private_to", models.BigIntegerField(null=True)),
                ("undo_values", models.JSONField(null=True)),
                ("idempotency_key", models.CharField(max_length=64, null=True)),
                (
                    "merge",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="messages",
                        to="conversations.merge",
                    ),
                ),
                (
                    "message",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="merged",
                        to="conversations.message",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("message", "merge"), name="merged_message_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="RelatedTicket",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField()),
                (
                    "other",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="related_rows",
                        to="tickets.ticket",
                    ),
                ),
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
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("ticket", "other"), name="related_ticket_once"),
                    models.CheckConstraint(
                        condition=models.Q(("ticket", models.F("other")), _negated=True),
                        name="related_ticket_not_itself",
                    ),
                ],
            },
        ),
    ]
