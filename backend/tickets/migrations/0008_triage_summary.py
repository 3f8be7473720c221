from django.db import migrations

from tickets.summaries import keep_count
from tickets.triage_summary_sql import SUMMARY


class Migration(migrations.Migration):
    # Each step by itself, so that reading and writing go on beside it.
    atomic = False
    dependencies = [("tickets", "0007_cell_indexes")]

    operations = [keep_count(SUMMARY, "tickets_ticket", "tickets_classification")]
