"""Merges of tickets, and the messages that went with them."""

from django.conf import settings
from django.db import models

from tickets.models import Ticket


class Merge(models.Model):
    """A ticket that is merged into another, and what is put back when it no longer is.

    The keys to tickets are not checked: that would lock the rows of both once more.
    """

    ticket = models.OneToOneField(
        Ticket, on_delete=models.CASCADE, related_name="merge", db_constraint=False
    )
    into = models.ForeignKey(
        Ticket, on_delete=models.CASCADE, related_name="merges", db_constraint=False
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        db_constraint=False,
    )
    at = models.DateTimeField()
    submission = models.OneToOneField(
        "conversations.Message",
        on_delete=models.CASCADE,
        related_name="merge_of_submission",
        help_text="What the ticket was submitted with, in the conversation of the other.",
    )
    waiting_since = models.DateTimeField(
        null=True, help_text="Since when its requester waited for an agent; null if they did not."
    )
    former = models.JSONField(help_text="Values of the ticket that return.")
    former_into = models.JSONField(help_text="Those of the other one, where merging set any.")
    seen = models.JSONField(help_text="How far agents had seen the other one, by their ids.")
    followers = models.JSONField(
        default=list, help_text="Ids of the agents who follow the other one because of this one."
    )

    def __str__(self) -> str:
        return f"#{self.ticket_id} into #{self.into_id}"


class MergedMessage(models.Model):
    """A message that went with a ticket that was merged, and what returns when it goes back.

    Without such a row a message was written in its ticket, or moved there by itself.
    """

    merge = models.ForeignKey(Merge, on_delete=models.CASCADE, related_name="messages")
    message = models.ForeignKey(
        "conversations.Message", on_delete=models.CASCADE, related_name="merged", db_index=False
    )
    moved_from = models.BigIntegerField(null=True)
    private_to = models.BigIntegerField(null=True)
    undo_values = models.JSONField(null=True)
    idempotency_key = models.CharField(max_length=64, null=True)  # noqa: DJ001 - as the message's

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("message", "merge"), name="merged_message_once"),
        )

    def __str__(self) -> str:
        return f"message {self.message_id}"
