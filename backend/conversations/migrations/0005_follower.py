import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    """Agents who follow tickets."""

    dependencies = [
        ("conversations", "0004_pulse_indexes"),
        ("tickets", "0032_assignee_and_team"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Follower",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "reason",
                    models.CharField(
                        choices=[
                            ("followed", "Followed it, or was added"),
                            ("mentioned", "Was mentioned in a note"),
                        ],
                        help_text="The first one.",
                        max_length=9,
                    ),
                ),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "ticket",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="followers",
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
                "indexes": [models.Index(fields=["user", "-ticket"], name="follower_of_user")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("reason__in", ["followed", "mentioned"])),
                        name="follower_reason_known",
                    ),
                    models.UniqueConstraint(fields=("ticket", "user"), name="follower_once"),
                ],
            },
        ),
    ]
