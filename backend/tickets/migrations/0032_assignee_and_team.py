import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.models import Q

from core.db.online_migrations import AddFieldOnline, AddIndexOnline

UNDONE = ("open", "in_progress")
INDEXES = (
    models.Index(
        fields=["assignee", "-created_at", "-id"],
        condition=Q(assignee__isnull=False),
        name="ticket_of_assignee",
    ),
    models.Index(
        fields=["assignee", "-created_at", "-id"],
        condition=Q(assignee__isnull=False, status__in=UNDONE),
        name="ticket_open_of_assignee",
    ),
    models.Index(
        fields=["-created_at", "-id"],
        condition=Q(assignee__isnull=True, status__in=UNDONE),
        name="ticket_unassigned",
    ),
    models.Index(
        fields=["team", "-created_at", "-id"],
        condition=Q(team__isnull=False),
        name="ticket_of_team",
    ),
)


class Migration(migrations.Migration):
    """Tickets have an assignee and a team."""

    atomic = False
    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("people", "0002_team"),
        ("tickets", "0031_conversation_orderings"),
    ]
    operations = [
        AddFieldOnline(
            model_name="ticket",
            name="assignee",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                db_index=False,
                help_text="Who answers the ticket; null for nobody yet.",
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="assigned_tickets",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        AddFieldOnline(
            model_name="ticket",
            name="team",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="tickets",
                to="people.team",
            ),
        ),
        *(AddIndexOnline(model_name="ticket", index=index) for index in INDEXES),
    ]
