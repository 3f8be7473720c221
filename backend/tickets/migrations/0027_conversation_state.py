import django.db.models.deletion
from django.db import migrations, models, transaction
from django.db.models import Case, F, Q, Value, When

from core.db.online_migrations import AddFieldOnline, AddIndexOnline

BATCH_SIZE = 1_000
DONE = ("resolved", "closed")
COLUMNS = {
    "awaiting": models.CharField(
        max_length=9,
        choices=[("agent", "An agent"), ("requester", "The requester"), ("nobody", "Nobody")],
        default="agent",
        db_default="agent",
        editable=False,
        help_text="Whose turn it is.",
    ),
    "waiting_since": models.DateTimeField(
        null=True, editable=False, help_text="Since when the requester waits for an agent."
    ),
    "message_count": models.IntegerField(
        default=0, db_default=0, editable=False, help_text="Replies and notes."
    ),
    "last_message_at": models.DateTimeField(
        null=True, editable=False, help_text="Of the submission where nobody has written since."
    ),
    "last_requester_at": models.DateTimeField(null=True, editable=False),
    "last_agent_at": models.DateTimeField(
        null=True, editable=False, help_text="When an agent last replied; notes do not count."
    ),
    "first_response_at": models.DateTimeField(null=True, editable=False),
    "reopened_at": models.DateTimeField(null=True, editable=False),
    "follow_up_of": models.ForeignKey(
        "tickets.ticket",
        on_delete=django.db.models.deletion.SET_NULL,
        null=True,
        editable=False,
        related_name="follow_ups",
        db_constraint=False,
        db_index=False,
        help_text="The closed ticket whose requester wrote again.",
    ),
}


def start_conversations(apps, editor):
    """Give the tickets from before their state, and those that are submitted meanwhile."""
    tickets = apps.get_model("tickets", "Ticket").objects.order_by()
    is_done = Q(status__in=DONE)
    state = {
        "last_message_at": F("created_at"),
        "last_requester_at": F("created_at"),
        "awaiting": Case(When(is_done, then=Value("nobody")), default=Value("agent")),
        "waiting_since": Case(When(is_done, then=Value(None)), default=F("created_at")),
    }
    last = 0
    while ids := list(
        tickets.filter(pk__gt=last, last_message_at=None)
        .order_by("pk")
        .values_list("pk", flat=True)[:BATCH_SIZE]
    ):
        with transaction.atomic():
            # In the order in which others who change many lock them.
            batch = tickets.filter(pk__in=ids)
            list(batch.order_by("pk").select_for_update(no_key=True).values_list("pk"))
            batch.filter(last_message_at=None).update(**state)
        last = ids[-1]


class Migration(migrations.Migration):
    """Tickets know where their conversation stands."""

    atomic = False
    dependencies = [("tickets", "0026_days_of_time_zones")]
    operations = [
        *(
            AddFieldOnline(model_name="ticket", name=name, field=field)
            for name, field in COLUMNS.items()
        ),
        AddFieldOnline(
            model_name="searchtext",
            name="message_id",
            field=models.BigIntegerField(
                null=True, help_text="Of the message that it is a copy of."
            ),
        ),
        migrations.RunPython(start_conversations, migrations.RunPython.noop, atomic=False),
        AddIndexOnline(
            model_name="ticket",
            index=models.Index(
                fields=["follow_up_of"],
                condition=Q(follow_up_of__isnull=False),
                name="ticket_follow_up_of",
            ),
        ),
    ]
