from django.db import migrations, models

from tickets.statistics.counter_triggers import keep_count
from tickets.statistics.ticket_counters import SUMMARY


class Migration(migrations.Migration):
    # Each step by itself, so that reading and writing go on beside it.
    atomic = False
    dependencies = [("tickets", "0004_shared_cache_and_similarity")]

    operations = [
        migrations.CreateModel(
            name="TicketSummary",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "span",
                        "event",
                        "start",
                        "category",
                        "priority",
                        "status",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("span", models.CharField(max_length=5)),
                ("event", models.CharField(max_length=8)),
                ("start", models.DateField()),
                ("category", models.CharField(max_length=20)),
                ("priority", models.CharField(max_length=20)),
                ("status", models.CharField(max_length=20)),
                ("count", models.BigIntegerField()),
            ],
            options={"db_table": "tickets_ticketsummary", "managed": False},
        ),
        keep_count(SUMMARY, "tickets_ticket"),
    ]
