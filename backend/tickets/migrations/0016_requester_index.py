from django.db import migrations, models

from core.db.online_migrations import AddIndexOnline


class Migration(migrations.Migration):
    # Built beside readers and writers, which no transaction allows.
    atomic = False
    dependencies = [("tickets", "0015_drop_sqlite_word_index")]

    operations = [
        AddIndexOnline(
            model_name="ticket",
            index=models.Index(
                fields=("requester_email", "-created_at", "-id"),
                condition=~models.Q(requester_email=""),
                name="ticket_requester_newest",
            ),
        ),
    ]
