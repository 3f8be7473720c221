"""Agents who follow tickets."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from tickets.models import Ticket


class Reason(models.TextChoices):
    """Reasons why somebody follows a ticket."""

    FOLLOWED = "followed", "Followed it, or was added"
    MENTIONED = "mentioned", "Was mentioned in a note"


class Follower(models.Model):
    """An agent who follows a ticket.

    The keys are not checked: that would lock the rows of ticket and user with every note that
    mentions somebody.
    """

    # Lists filter tickets by this name (tickets/search/query.py).
    ticket = models.ForeignKey(
        Ticket,
        on_delete=models.CASCADE,
        related_name="followers",
        db_constraint=False,
        db_index=False,
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="+",
        db_constraint=False,
        db_index=False,
    )
    reason = models.CharField(max_length=9, choices=Reason, help_text="The first one.")
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(reason__in=Reason.values), name="follower_reason_known"
            ),
            # In this order it also finds the followers of a ticket.
            models.UniqueConstraint(fields=("ticket", "user"), name="follower_once"),
        )
        indexes = (models.Index(fields=("user", "-ticket"), name="follower_of_user"),)

    def __str__(self) -> str:
        return f"#{self.ticket_id}, user {self.user_id}"
