from django.db import migrations, models
from django.db.models import Q

from core.db.online_migrations import AddIndexOnline


class Migration(migrations.Migration):
    """The open tickets of a team, which may be few of its tickets."""

    atomic = False
    dependencies = [("tickets", "0035_shared_view")]
    operations = [
        AddIndexOnline(
            model_name="ticket",
            index=models.Index(
                fields=["team", "-created_at", "-id"],
                condition=Q(team__isnull=False, status__in=("open", "in_progress")),
                name="ticket_open_of_team",
            ),
        ),
    ]
