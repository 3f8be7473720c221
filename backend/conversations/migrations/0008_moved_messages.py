from django.db import migrations, models
from django.db.models import Q

from core.db.online_migrations import AddIndexOnline


class Migration(migrations.Migration):
    """What has left a person's tickets is found when they are erased."""

    atomic = False
    dependencies = [("conversations", "0007_merges")]
    operations = [
        AddIndexOnline(
            model_name="message",
            index=models.Index(
                fields=["moved_from"],
                condition=Q(moved_from__isnull=False),
                name="message_moved",
            ),
        ),
    ]
