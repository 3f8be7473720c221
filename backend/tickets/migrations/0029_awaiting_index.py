from django.db import migrations, models
from django.db.models import Q

from core.db.online_migrations import AddIndexOnline


class Migration(migrations.Migration):
    """Find the tickets in which somebody waits without reading the others."""

    atomic = False
    dependencies = [("tickets", "0028_requester")]
    operations = [
        AddIndexOnline(
            model_name="ticket",
            index=models.Index(
                fields=["awaiting", "-created_at", "-id"],
                condition=~Q(awaiting="nobody"),
                name="ticket_awaiting_newest",
            ),
        ),
    ]
