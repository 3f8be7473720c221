import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """The private link under the name that everything else has for it."""

    dependencies = [("tickets", "0017_event")]

    operations = [
        migrations.RenameModel(old_name="RequestLink", new_name="PrivateLink"),
        migrations.AlterField(
            model_name="privatelink",
            name="ticket",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.CASCADE,
                primary_key=True,
                related_name="private_link",
                serialize=False,
                to="tickets.ticket",
            ),
        ),
    ]
