from django.db import migrations, models
from django.db.models import Q

from core.db.online_migrations import AddIndexOnline, RemoveIndexOnline


class Migration(migrations.Migration):
    """Tickets are counted by category, priority and status without reading whether they are removed."""

    atomic = False
    dependencies = [("tickets", "0040_reports")]
    operations = [
        AddIndexOnline(
            model_name="ticket",
            index=models.Index(
                fields=["category", "priority", "status", "-created_at", "-id"],
                condition=Q(folder__isnull=True),
                name="ticket_cell_newest_present",
            ),
        ),
        RemoveIndexOnline(model_name="ticket", name="ticket_cell_newest"),
    ]
