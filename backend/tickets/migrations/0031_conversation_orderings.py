from django.db import migrations, models
from django.db.models import F, Q
from django.db.models.functions import Coalesce

from core.db.null_times import LatestIfNull
from core.db.online_migrations import AddIndexOnline

FACETS = ("category", "priority", "status")
LAST_WRITTEN = Coalesce("last_message_at", "created_at")
WAITING_SINCE = LatestIfNull("waiting_since")
INDEXES = (
    models.Index(LAST_WRITTEN.desc(), F("id").desc(), name="ticket_last_written"),
    models.Index(WAITING_SINCE, "id", name="ticket_waiting_longest"),
    models.Index(*FACETS, LAST_WRITTEN.desc(), F("id").desc(), name="ticket_cell_last_written"),
    models.Index(*FACETS, WAITING_SINCE, "id", name="ticket_cell_waiting_longest"),
    models.Index(
        "awaiting",
        LAST_WRITTEN.desc(),
        F("id").desc(),
        condition=~Q(awaiting="nobody"),
        name="ticket_awaiting_last_written",
    ),
)


class Migration(migrations.Migration):
    """The list by the last message, and by who waits longest."""

    atomic = False
    dependencies = [("tickets", "0030_response_times")]
    operations = [AddIndexOnline(model_name="ticket", index=index) for index in INDEXES]
