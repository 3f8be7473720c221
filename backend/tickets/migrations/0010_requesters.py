import django.db.models.deletion
from django.db import migrations, models

from core.db.online_migrations import AddFieldOnline, CreateModelOnline
from tickets.former_release import end_help


class Migration(migrations.Migration):
    # Each step by itself, so that reading and writing go on beside it.
    atomic = False
    dependencies = [("tickets", "0009_sqlite_words")]

    operations = [
        AddFieldOnline(
            model_name="ticket",
            name="requester_name",
            field=models.CharField(blank=True, db_default="", default="", max_length=100),
        ),
        AddFieldOnline(
            model_name="ticket",
            name="requester_email",
            field=models.CharField(blank=True, db_default="", default="", max_length=254),
        ),
        CreateModelOnline(
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
        migrations.RunPython(end_help, migrations.RunPython.noop),
    ]
