import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.models import Q

from core.db.online_migrations import AddFieldOnline, AddIndexOnline

TIMES = {
    "snoozed_until": models.DateTimeField(
        editable=False,
        help_text=(
            "Until then it stays out of the open queues; the end of the year 9999 stands for the "
            "requester's answer."
        ),
        null=True,
    ),
    "woken_at": models.DateTimeField(
        editable=False, help_text="When its snooze last ended by itself.", null=True
    ),
    "woken_from": models.DateTimeField(
        editable=False,
        help_text=(
            "Until when that snooze was; null once an agent has written, changed the status or "
            "snoozed it again."
        ),
        null=True,
    ),
}


class Migration(migrations.Migration):
    """Tickets can be snoozed, and wake up."""

    atomic = False
    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("tickets", "0033_category_teams"),
    ]
    operations = [
        *(
            AddFieldOnline(model_name="ticket", name=name, field=field)
            for name, field in TIMES.items()
        ),
        AddFieldOnline(
            model_name="ticket",
            name="snoozed_by",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                editable=False,
                help_text="Who last snoozed it.",
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        AddIndexOnline(
            model_name="ticket",
            index=models.Index(
                fields=["snoozed_until"],
                condition=Q(snoozed_until__isnull=False),
                name="ticket_snoozed",
            ),
        ),
        migrations.AlterField(
            model_name="event",
            name="action",
            field=models.CharField(
                choices=[
                    ("created", "Created"),
                    ("changed", "Changed"),
                    ("woken", "Woken up"),
                    ("deleted", "Deleted"),
                ],
                max_length=10,
            ),
        ),
    ]
