from django.db import migrations, models
from django.db.models import Q

from core.db.online_migrations import AddIndexOnline


class Migration(migrations.Migration):
    """Requesters who are blocked are found without reading the others."""

    atomic = False
    dependencies = [("people", "0003_closed_teams")]
    operations = [
        migrations.AlterField(
            model_name="requester",
            name="blocked_at",
            field=models.DateTimeField(
                editable=False,
                help_text="Since when all that they submit is spam.",
                null=True,
            ),
        ),
        AddIndexOnline(
            model_name="requester",
            index=models.Index(
                fields=["-id"], condition=Q(blocked_at__isnull=False), name="requester_blocked"
            ),
        ),
    ]
