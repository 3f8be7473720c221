import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

from core.db.online_migrations import CreateModelOnline


class Migration(migrations.Migration):
    atomic = False
    dependencies = [
        ("contenttypes", "0002_remove_content_type_name"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("tickets", "0010_requesters"),
    ]

    operations = [
        CreateModelOnline(
            name="HistoryEntry",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("changes", models.JSONField(null=True, verbose_name="change message")),
                (
                    "timestamp",
                    models.DateTimeField(
                        db_index=True, default=django.utils.timezone.now, verbose_name="timestamp"
                    ),
                ),
                (
                    "additional_data",
                    models.JSONField(blank=True, null=True, verbose_name="additional data"),
                ),
                ("object_pk", models.CharField(max_length=20)),
                ("object_id", models.BigIntegerField()),
                ("object_repr", models.CharField(max_length=30)),
                (
                    "action",
                    models.PositiveSmallIntegerField(
                        choices=[(0, "create"), (1, "update"), (2, "delete"), (3, "access")]
                    ),
                ),
                (
                    "kind",
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
                    "actor",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="actor",
                    ),
                ),
                (
                    "content_type",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="contenttypes.contenttype",
                    ),
                ),
            ],
            options={
                "verbose_name": "history entry",
                "verbose_name_plural": "history entries",
                "ordering": ("-id",),
                "indexes": [models.Index(fields=["object_id", "-id"], name="history_of_ticket")],
            },
        ),
    ]
