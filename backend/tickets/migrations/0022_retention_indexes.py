from django.db import migrations, models
from django.db.models import Q

from core.db.online_migrations import AddIndexOnline


class Migration(migrations.Migration):
    """Find the texts that are to go without reading what has none."""

    atomic = False
    dependencies = [("tickets", "0021_erase_copied_texts")]
    operations = [
        AddIndexOnline(
            model_name="event",
            index=models.Index(
                fields=["at"], condition=Q(texts__isnull=False), name="event_with_texts"
            ),
        ),
        AddIndexOnline(
            model_name="classification",
            index=models.Index(
                fields=["id"],
                condition=Q(ticket__isnull=True) & ~Q(reason=""),
                name="classification_loose_reason",
            ),
        ),
    ]
