from django.db import migrations, models
from django.db.models import Q

from core.db.online_migrations import AddIndexOnline

INDEXES = (
    models.Index(
        fields=["team", "-created_at", "-id"],
        condition=Q(team__isnull=False, status__in=("open", "in_progress")),
        name="ticket_open_of_team",
    ),
    models.Index(fields=["id"], condition=Q(assignee__isnull=True), name="ticket_of_nobody"),
    models.Index(fields=["id"], condition=Q(team__isnull=True), name="ticket_of_no_team"),
)


class Migration(migrations.Migration):
    """The open tickets of a team, and those that no agent or no team has."""

    atomic = False
    dependencies = [("tickets", "0035_shared_view")]
    operations = [AddIndexOnline(model_name="ticket", index=index) for index in INDEXES]
