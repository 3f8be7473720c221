import django.db.models.deletion
from django.db import migrations, models, transaction
from django.db.models import Q

from core.db.online_migrations import (
    AddFieldOnline,
    AddIndexOnline,
    is_postgresql,
    names_in,
    with_lock_timeout,
)

NAME = "ticket_resolved_at_if_done"
DONE = ("resolved", "closed")
BEFORE = Q(status__in=DONE, resolved_at__isnull=False) | (
    ~Q(status__in=DONE) & Q(resolved_at__isnull=True)
)
AFTER = BEFORE | Q(merged_into__isnull=False, status="closed", resolved_at__isnull=True)


def replace_constraint(editor, model, condition):
    """Put a check in the place of another, without holding up who reads or writes."""
    constraint = models.CheckConstraint(condition=condition, name=NAME)
    if not is_postgresql(editor):
        # SQLite makes the table anew for a check, with those that the model has.
        others = [one for one in model._meta.constraints if one.name != NAME]
        model._meta.constraints = [*others, constraint]
        with transaction.atomic(using=editor.connection.alias):
            editor._remake_table(model)
        return
    table = editor.quote_name(model._meta.db_table)
    name = editor.quote_name(NAME)
    check = constraint._get_check_sql(model, editor)

    def replace():
        if NAME in names_in(editor, model):
            editor.execute(f"ALTER TABLE {table} DROP CONSTRAINT {name}")
        # For new rows at once; it does not read those that are there.
        editor.execute(f"ALTER TABLE {table} ADD CONSTRAINT {name} CHECK ({check}) NOT VALID")

    with_lock_timeout(editor, replace, model._meta.db_table)
    with_lock_timeout(
        editor, lambda: editor.execute(f"ALTER TABLE {table} VALIDATE CONSTRAINT {name}")
    )


def forwards(apps, editor):
    replace_constraint(editor, apps.get_model("tickets", "ticket"), AFTER)


def backwards(apps, editor):
    replace_constraint(editor, apps.get_model("tickets", "ticket"), BEFORE)


class Migration(migrations.Migration):
    """Tickets can be merged into others. One that was is closed, and was not resolved itself."""

    atomic = False
    dependencies = [("tickets", "0037_tags")]
    operations = [
        AddFieldOnline(
            model_name="ticket",
            name="merged_into",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                editable=False,
                help_text="The ticket whose conversation this one was joined with.",
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="merged",
                to="tickets.ticket",
            ),
        ),
        AddIndexOnline(
            model_name="ticket",
            index=models.Index(
                fields=["merged_into"],
                condition=Q(merged_into__isnull=False),
                name="ticket_merged_into",
            ),
        ),
        migrations.SeparateDatabaseAndState(
            database_operations=[migrations.RunPython(forwards, backwards, atomic=False)],
            state_operations=[
                migrations.RemoveConstraint(model_name="ticket", name=NAME),
                migrations.AddConstraint(
                    model_name="ticket",
                    constraint=models.CheckConstraint(condition=AFTER, name=NAME),
                ),
                migrations.AlterField(
                    model_name="ticket",
                    name="resolved_at",
                    field=models.DateTimeField(
                        editable=False,
                        help_text=(
                            "When the ticket was last resolved or closed; null while it is "
                            "neither, or merged."
                        ),
                        null=True,
                    ),
                ),
            ],
        ),
    ]
