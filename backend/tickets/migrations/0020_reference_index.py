from django.db import migrations, models

from core.db.online_migrations import AddIndexOnline


class Migration(migrations.Migration):
    """Find tickets by what their requesters call them."""

    atomic = False

    dependencies = [("tickets", "0019_idempotency_owner")]

    operations = [
        AddIndexOnline(
            model_name="privatelink",
            index=models.Index(fields=["reference"], name="private_link_reference"),
        ),
    ]
