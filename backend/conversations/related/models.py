"""Tickets that agents have linked as related."""

from django.db import models
from django.db.models import F, Q

from tickets.models import Ticket


class RelatedTicket(models.Model):
    """One side of a link between two tickets: each of the two has a row of its own.

    The keys are not checked: that would lock the rows of both once more.
    """

    ticket = models.ForeignKey(
        Ticket, on_delete=models.CASCADE, related_name="+", db_constraint=False, db_index=False
    )
    other = models.ForeignKey(
        Ticket, on_delete=models.CASCADE, related_name="related_rows", db_constraint=False
    )
    at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("ticket", "other"), name="related_ticket_once"),
            models.CheckConstraint(
                condition=~Q(ticket=F("other")), name="related_ticket_not_itself"
            ),
        )

    def __str__(self) -> str:
        return f"#{self.ticket_id} and #{self.other_id}"
