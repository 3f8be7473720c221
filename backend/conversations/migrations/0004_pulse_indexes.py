from django.db import migrations, models
from django.db.models import Q

from core.db.online_migrations import AddIndexOnline


class Migration(migrations.Migration):
    """Find what was written of late, and the last edit in a ticket, without reading the rest."""

    atomic = False
    dependencies = [("conversations", "0003_presence_and_seen")]
    operations = [
        AddIndexOnline(
            model_name="message",
            index=models.Index(fields=["at"], name="message_by_time"),
        ),
        AddIndexOnline(
            model_name="message",
            index=models.Index(
                fields=["ticket", "edited_at"],
                condition=Q(edited_at__isnull=False),
                name="message_edited",
            ),
        ),
    ]
