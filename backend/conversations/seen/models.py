"""The newest messages that agents have seen."""

from django.conf import settings
from django.db import models

from tickets.models import Ticket


class Seen(models.Model):
    """The newest message of a ticket that an agent has seen, or that they have seen the ticket.

    The keys are not checked: that would lock the rows of ticket and user with every ticket that is
    read.
    """

    ticket = models.ForeignKey(
        Ticket, on_delete=models.CASCADE, related_name="+", db_constraint=False, db_index=False
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="+",
        db_constraint=False,
        db_index=False,
    )
    message_id = models.BigIntegerField(
        help_text="0 for the description alone. No key: the message may be deleted."
    )
    at = models.DateTimeField(help_text="When it was written.")

    class Meta:
        verbose_name_plural = "seen"
        constraints = (
            # In this order it also finds the rows of a ticket that is deleted.
            models.UniqueConstraint(fields=("ticket", "user"), name="seen_by_user"),
        )

    def __str__(self) -> str:
        return f"#{self.ticket_id}, until {self.message_id}"
