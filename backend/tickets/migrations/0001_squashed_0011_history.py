"""Frozen: the database as the migrations of the first release left it, one after the other.

A database that has all of them goes on from here; a new one gets this instead. What the
next migrations drop wherever it is there is left out.
"""

import django.db.models.deletion
import django.db.models.functions.text
import django.db.models.lookups
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

from ._first_release_sql import create_cache_table, create_counters


class Migration(migrations.Migration):
    initial = True
    replaces = [
        ("tickets", "0001_initial"),
        ("tickets", "0002_resolved_at"),
        ("tickets", "0003_classification"),
        ("tickets", "0004_shared_cache_and_similarity"),
        ("tickets", "0005_ticket_summary"),
        ("tickets", "0006_search_by_trigrams"),
        ("tickets", "0007_cell_indexes"),
        ("tickets", "0008_triage_summary"),
        ("tickets", "0009_sqlite_words"),
        ("tickets", "0010_requesters"),
        ("tickets", "0011_history"),
    ]
    dependencies = [
        ("contenttypes", "0002_remove_content_type_name"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Ticket",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("title", models.CharField(max_length=200)),
                ("description", models.TextField(max_length=20000)),
                (
                    "category",
                    models.CharField(
                        choices=[
                            ("billing", "Billing"),
                            ("technical", "Technical"),
                            ("account", "Account"),
                            ("general", "General"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "priority",
                    models.CharField(
                        choices=[
                            ("low", "Low"),
                            ("medium", "Medium"),
                            ("high", "High"),
                            ("critical", "Critical"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("open", "Open"),
                            ("in_progress", "In progress"),
                            ("resolved", "Resolved"),
                            ("closed", "Closed"),
                        ],
                        default="open",
                        max_length=20,
                    ),
                ),
                (
                    "created_at",
                    models.DateTimeField(default=django.utils.timezone.now, editable=False),
                ),
                (
                    "updated_at",
                    models.DateTimeField(default=django.utils.timezone.now, editable=False),
                ),
                (
                    "version",
                    models.PositiveIntegerField(
                        default=1, editable=False, help_text="Grows by one with every change."
                    ),
                ),
                (
                    "import_key",
                    models.CharField(
                        blank=True,
                        editable=False,
                        help_text="Fingerprint of the imported row, so that a second import skips it.",
                        max_length=64,
                        null=True,
                    ),
                ),
                (
                    "resolved_at",
                    models.DateTimeField(
                        editable=False,
                        help_text="When the ticket was last resolved or closed; null while it is neither.",
                        null=True,
                    ),
                ),
                (
                    "requester_name",
                    models.CharField(blank=True, db_default="", default="", max_length=100),
                ),
                (
                    "requester_email",
                    models.CharField(blank=True, db_default="", default="", max_length=254),
                ),
            ],
            options={
                "ordering": ("-created_at", "-id"),
                "indexes": [
                    models.Index(fields=["-created_at", "-id"], name="ticket_newest"),
                    models.Index(fields=["-updated_at", "-id"], name="ticket_last_changed"),
                    models.Index(
                        condition=models.Q(("resolved_at__isnull", False)),
                        fields=["-resolved_at", "-id"],
                        name="ticket_last_resolved",
                    ),
                    models.Index(
                        fields=["category", "priority", "status", "-created_at", "-id"],
                        name="ticket_cell_newest",
                    ),
                    models.Index(
                        fields=["category", "priority", "status", "-updated_at", "-id"],
                        name="ticket_cell_last_changed",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("category__in", ["billing", "technical", "account", "general"])
                        ),
                        name="ticket_category_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("priority__in", ["low", "medium", "high", "critical"])),
                        name="ticket_priority_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("status__in", ["open", "in_progress", "resolved", "closed"])
                        ),
                        name="ticket_status_known",
                    ),
                    models.CheckConstraint(
                        condition=django.db.models.lookups.GreaterThan(
                            django.db.models.functions.text.Length(
                                django.db.models.functions.text.Trim("title")
                            ),
                            0,
                        ),
                        name="ticket_title_not_blank",
                    ),
                    models.CheckConstraint(
                        condition=django.db.models.lookups.GreaterThan(
                            django.db.models.functions.text.Length(
                                django.db.models.functions.text.Trim("description")
                            ),
                            0,
                        ),
                        name="ticket_description_not_blank",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("resolved_at__isnull", False),
                                ("status__in", ("resolved", "closed")),
                            ),
                            models.Q(
                                models.Q(("status__in", ("resolved", "closed")), _negated=True),
                                ("resolved_at__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="ticket_resolved_at_if_done",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("import_key__isnull", False)),
                        fields=("import_key",),
                        name="ticket_import_key_unique",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="IdempotencyKey",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(max_length=255, unique=True)),
                (
                    "fingerprint",
                    models.CharField(help_text="SHA-256 of the ticket asked for.", max_length=64),
                ),
                (
                    "created_at",
                    models.DateTimeField(db_index=True, default=django.utils.timezone.now),
                ),
                (
                    "ticket",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="tickets.ticket",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="RequestCount",
            fields=[
                ("key", models.CharField(max_length=200, primary_key=True, serialize=False)),
                (
                    "window_start",
                    models.BigIntegerField(db_index=True, help_text="In seconds since 1970."),
                ),
                ("count", models.PositiveIntegerField()),
            ],
        ),
        migrations.CreateModel(
            name="Classification",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "created_at",
                    models.DateTimeField(
                        db_index=True, default=django.utils.timezone.now, editable=False
                    ),
                ),
                (
                    "source",
                    models.CharField(
                        choices=[
                            ("model", "The model"),
                            ("cache", "An earlier answer to the same text"),
                            ("none", "Nowhere: the model was not asked"),
                        ],
                        max_length=10,
                    ),
                ),
                ("model", models.CharField(max_length=200)),
                (
                    "mode",
                    models.CharField(
                        blank=True, help_text="Form of answer asked for.", max_length=10
                    ),
                ),
                (
                    "cause",
                    models.CharField(
                        blank=True,
                        help_text="Why there is no suggestion; blank with one.",
                        max_length=20,
                    ),
                ),
                ("latency_ms", models.PositiveIntegerField(default=0)),
                ("prompt_tokens", models.PositiveIntegerField(null=True)),
                ("completion_tokens", models.PositiveIntegerField(null=True)),
                (
                    "cost",
                    models.DecimalField(
                        decimal_places=8,
                        help_text="Estimated, in US dollars.",
                        max_digits=14,
                        null=True,
                    ),
                ),
                (
                    "category",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("billing", "Billing"),
                            ("technical", "Technical"),
                            ("account", "Account"),
                            ("general", "General"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "priority",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("low", "Low"),
                            ("medium", "Medium"),
                            ("high", "High"),
                            ("critical", "Critical"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "confidence",
                    models.FloatField(help_text="0 to 1, as the model has it.", null=True),
                ),
                ("reason", models.CharField(blank=True, max_length=200)),
                (
                    "chosen_category",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("billing", "Billing"),
                            ("technical", "Technical"),
                            ("account", "Account"),
                            ("general", "General"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "chosen_priority",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("low", "Low"),
                            ("medium", "Medium"),
                            ("high", "High"),
                            ("critical", "Critical"),
                        ],
                        max_length=20,
                    ),
                ),
                ("excerpt", models.CharField(blank=True, max_length=300)),
                (
                    "ticket",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="classification",
                        to="tickets.ticket",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["source", "-created_at"], name="classification_by_source"),
                    models.Index(
                        condition=models.Q(
                            ("ticket__isnull", False), models.Q(("excerpt", ""), _negated=True)
                        ),
                        fields=["-id"],
                        name="classification_to_learn_from",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="RequestLink",
            fields=[
                (
                    "ticket",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="request_link",
                        serialize=False,
                        to="tickets.ticket",
                    ),
                ),
                (
                    "reference",
                    models.CharField(
                        help_text="What a requester calls the ticket by; tells of no other.",
                        max_length=11,
                    ),
                ),
                ("nonce", models.CharField(help_text="128 random bits.", max_length=32)),
                ("digest", models.CharField(help_text="SHA-256 of the token.", max_length=64)),
                ("created_at", models.DateTimeField()),
                ("last_used_at", models.DateTimeField(help_text="To the hour.", null=True)),
                ("revoked_at", models.DateTimeField(null=True)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("digest",), name="request_link_digest")
                ],
            },
        ),
        migrations.CreateModel(
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
        migrations.RunPython(create_cache_table, migrations.RunPython.noop),
        migrations.RunPython(create_counters, migrations.RunPython.noop),
    ]
