from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

DONE = ("resolved", "closed")


def take_the_last_change_for_the_time(
    apps: StateApps, schema_editor: BaseDatabaseSchemaEditor
) -> None:
    """Nothing recorded when tickets were resolved; mostly that was the last that happened."""
    tickets = apps.get_model("tickets", "Ticket").objects.using(schema_editor.connection.alias)
    tickets.filter(status__in=DONE).update(resolved_at=models.F("updated_at"))


class Migration(migrations.Migration):
    # One transaction for all of it: a ticket that somebody closed between the filling and the
    # constraint would break the latter.
    dependencies = [("tickets", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name="ticket",
            name="resolved_at",
            field=models.DateTimeField(
                editable=False,
                help_text="When the ticket was last resolved or closed; null while it is neither.",
                null=True,
            ),
        ),
        migrations.RunPython(take_the_last_change_for_the_time, migrations.RunPython.noop),
        migrations.AddConstraint(
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
        ),
        migrations.AddIndex(
            model_name="ticket",
            index=models.Index(
                condition=models.Q(("resolved_at__isnull", False)),
                fields=["-resolved_at", "-id"],
                name="ticket_last_resolved",
            ),
        ),
    ]
