from django.db import migrations, models

from core.db.online_migrations import AddFieldOnline, AddIndexOnline


class Migration(migrations.Migration):
    """Messages can be in another ticket than the one that they were written in."""

    atomic = False
    dependencies = [("conversations", "0005_follower")]
    operations = [
        AddFieldOnline(
            model_name="message",
            name="moved_from",
            field=models.BigIntegerField(
                help_text="Number of the ticket that it was written in or came by; null of this.",
                null=True,
            ),
        ),
        AddFieldOnline(
            model_name="message",
            name="private_to",
            field=models.BigIntegerField(
                help_text=(
                    "Number of the ticket whose requester may see it; null for this ticket's."
                ),
                null=True,
            ),
        ),
        AddIndexOnline(
            model_name="message",
            index=models.Index(fields=["ticket", "at", "id"], name="message_of_ticket_by_time"),
        ),
    ]
