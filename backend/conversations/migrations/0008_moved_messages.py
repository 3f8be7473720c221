from django.db import migrations, models
from django.db.models import Q

from core.db.online_migrations import AddIndexOnline


class Migration(migrations.Migration):
    """Messages that have left a person's tickets are found when the person is erased."""

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
