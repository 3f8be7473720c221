from functools import partial

from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from core.db.online_migrations import AddCheckOnline, AddFieldOnline, AddIndexOnline, briefly
from tickets.former_release import begin_help, end_help

DONE = ("resolved", "closed")
# Whoever wants to change one of so many tickets waits until all are filled.
FILLED_AT_ONCE = 1_000


def take_the_last_change_for_the_time(
    apps: StateApps, schema_editor: BaseDatabaseSchemaEditor
) -> None:
    """Nothing recorded when tickets were resolved; mostly that was the last that happened."""
    tickets = apps.get_model("tickets", "Ticket").objects.using(schema_editor.connection.alias)
    unfilled = tickets.filter(status__in=DONE, resolved_at=None)
    last = 0
    while batch := list(
        unfilled.filter(pk__gt=last).order_by("pk").values_list("pk", flat=True)[:FILLED_AT_ONCE]
    ):
        some = unfilled.filter(pk__gt=last, pk__lte=batch[-1])
        briefly(schema_editor, partial(some.update, resolved_at=models.F("updated_at")))
        last = batch[-1]


class Migration(migrations.Migration):
    # Each step by itself, so that reading and writing go on beside it.
    atomic = False
    dependencies = [("tickets", "0001_initial")]

    operations = [
        AddFieldOnline(
            model_name="ticket",
            name="resolved_at",
            field=models.DateTimeField(
                editable=False,
                help_text="When the ticket was last resolved or closed; null while it is neither.",
                null=True,
            ),
        ),
        migrations.RunPython(begin_help, end_help),
        AddCheckOnline(
            model_name="ticket",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("resolved_at__isnull", False), ("status__in", DONE)),
                    models.Q(
                        models.Q(("status__in", DONE), _negated=True),
                        ("resolved_at__isnull", True),
                    ),
                    _connector="OR",
                ),
                name="ticket_resolved_at_if_done",
            ),
            make_fit=take_the_last_change_for_the_time,
        ),
        AddIndexOnline(
            model_name="ticket",
            index=models.Index(
                condition=models.Q(("resolved_at__isnull", False)),
                fields=["-resolved_at", "-id"],
                name="ticket_last_resolved",
            ),
        ),
    ]
