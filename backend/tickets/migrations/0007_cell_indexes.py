from django.db import migrations, models

from core.db.online_migrations import AddIndexOnline, RemoveIndexOnline

CELL = ("category", "priority", "status")


class Migration(migrations.Migration):
    # Built beside readers and writers, which no transaction allows.
    atomic = False
    dependencies = [("tickets", "0006_search_by_trigrams")]

    operations = [
        AddIndexOnline(
            model_name="ticket",
            index=models.Index(fields=(*CELL, "-created_at", "-id"), name="ticket_cell_newest"),
        ),
        AddIndexOnline(
            model_name="ticket",
            index=models.Index(
                fields=(*CELL, "-updated_at", "-id"), name="ticket_cell_last_changed"
            ),
        ),
        RemoveIndexOnline(model_name="ticket", name="ticket_status_newest"),
        RemoveIndexOnline(model_name="ticket", name="ticket_priority_newest"),
        RemoveIndexOnline(model_name="ticket", name="ticket_category_newest"),
    ]
