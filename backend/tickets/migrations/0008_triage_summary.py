from django.db import migrations

from tickets.statistics.counter_triggers import keep_count
from tickets.statistics.triage_counters import SUMMARY


class Migration(migrations.Migration):
    # Each step by itself, so that reading and writing go on beside it.
    atomic = False
    dependencies = [("tickets", "0007_cell_indexes")]

    operations = [keep_count(SUMMARY, "tickets_ticket", "tickets_classification")]
