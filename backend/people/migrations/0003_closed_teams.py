from django.db import migrations, models

from core.db.online_migrations import AddFieldOnline


class Migration(migrations.Migration):
    """Teams whose tickets only their members and admins see."""

    atomic = False
    dependencies = [("people", "0002_team")]
    operations = [
        AddFieldOnline(
            model_name="team",
            name="is_closed",
            field=models.BooleanField(
                db_default=False,
                default=False,
                help_text="Only members and admins see its tickets.",
                verbose_name="closed",
            ),
        ),
    ]
