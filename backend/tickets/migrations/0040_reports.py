from django.db import migrations, models
from django.db.models import Q

from core.db.online_migrations import AddFieldOnline, AddIndexOnline, RemoveIndexOnline

INDEXES = (
    models.Index(
        fields=["-assigned_at", "-id", "assignee", "team"],
        condition=Q(assigned_at__isnull=False, folder__isnull=True),
        name="ticket_assigned",
    ),
    models.Index(
        fields=["-last_agent_at", "-id", "assignee", "team"],
        condition=Q(last_agent_at__isnull=False, folder__isnull=True),
        name="ticket_answered",
    ),
    models.Index(
        fields=["-resolved_at", "-id", "assignee", "team"],
        condition=Q(resolved_at__isnull=False, folder__isnull=True),
        name="ticket_resolved",
    ),
    models.Index(
        fields=["-first_response_at", "-id", "created_at", "assignee", "team"],
        condition=Q(first_response_at__isnull=False, folder__isnull=True),
        name="ticket_first_answered",
    ),
    models.Index(
        fields=["waiting_since", "assignee", "team"],
        condition=Q(awaiting="agent", folder__isnull=True),
        name="ticket_waiting",
    ),
)
# Whose rows and order the new ones have, too.
FORMER = ("ticket_last_resolved", "ticket_first_response", "ticket_waiting_since")


class Migration(migrations.Migration):
    """Tickets have the time of their assignment, and reports read what they count from indexes."""

    atomic = False
    dependencies = [("tickets", "0039_folder")]
    operations = [
        AddFieldOnline(
            model_name="ticket",
            name="assigned_at",
            field=models.DateTimeField(
                editable=False,
                help_text="Since when the ticket has its assignee; null without one.",
                null=True,
            ),
        ),
        *(AddIndexOnline(model_name="ticket", index=index) for index in INDEXES),
        *(RemoveIndexOnline(model_name="ticket", name=name) for name in FORMER),
    ]
