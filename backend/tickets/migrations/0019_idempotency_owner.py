import hashlib

import django.utils.timezone
from django.db import migrations, models

from core.db.online_migrations import AddFieldOnline, RemoveFieldOnline

BATCH_SIZE = 500


def owned_by_nobody(key):
    """Return what is stored of a key from before keys had owners."""
    return hashlib.sha256(f"\n{key}".encode()).hexdigest()


def forwards(apps, editor):
    """Keep the answers of the last day, in batches; an interrupted run goes on where it was."""
    keys = apps.get_model("tickets", "IdempotencyKey").objects
    links = apps.get_model("tickets", "PrivateLink").objects
    keys.filter(ticket=None).delete()
    while batch := list(
        keys.filter(ticket_number=None).select_related("ticket").order_by("pk")[:BATCH_SIZE]
    ):
        references = dict(
            links.filter(ticket__in=[row.ticket_id for row in batch]).values_list(
                "ticket_id", "reference"
            )
        )
        for row in batch:
            row.key = owned_by_nobody(row.key)
            row.ticket_number = row.ticket_id
            row.reference = references.get(row.ticket_id, "")
            row.created_at = row.ticket.created_at
        keys.bulk_update(batch, ["key", "ticket_number", "reference", "created_at"])


def backwards(apps, editor):
    """Forget the keys: what is stored of them cannot be read back."""
    apps.get_model("tickets", "IdempotencyKey").objects.all().delete()


class Migration(migrations.Migration):
    """Idempotency keys of persons and addresses, which keep the first answer."""

    atomic = False

    dependencies = [("tickets", "0018_private_link")]

    operations = [
        AddFieldOnline(
            model_name="idempotencykey",
            name="ticket_number",
            field=models.BigIntegerField(null=True),
        ),
        AddFieldOnline(
            model_name="idempotencykey",
            name="reference",
            field=models.CharField(blank=True, db_default="", max_length=11),
        ),
        migrations.RunPython(forwards, backwards),
        RemoveFieldOnline(model_name="idempotencykey", name="ticket"),
        migrations.AlterField(
            model_name="idempotencykey",
            name="key",
            field=models.CharField(
                help_text="SHA-256 of the key and whose it is.", max_length=255, unique=True
            ),
        ),
        migrations.AlterField(
            model_name="idempotencykey",
            name="created_at",
            field=models.DateTimeField(
                db_index=True,
                default=django.utils.timezone.now,
                help_text="When the ticket was created.",
            ),
        ),
    ]
