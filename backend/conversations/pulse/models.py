"""Tabs that have a ticket open."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from tickets.history.models import ACTOR_NAME_MAX_LENGTH
from tickets.models import Ticket

TAB_MAX_LENGTH = 32


class Doing(models.TextChoices):
    """Things to do with an open ticket, the one that interests others most last."""

    VIEWING = "viewing", "Viewing it"
    NOTING = "noting", "Writing a note"
    REPLYING = "replying", "Writing a reply"


class Presence(models.Model):
    """The ticket that a browser's tab has open, until the tab is no longer heard of.

    A tab has one ticket open at a time: opening another moves its row. The keys are not checked:
    that would lock the rows of ticket and user with every refresh.
    """

    tab = models.CharField(max_length=TAB_MAX_LENGTH, help_text="Chosen by the tab, at random.")
    ticket = models.ForeignKey(
        Ticket, on_delete=models.CASCADE, related_name="+", db_constraint=False, db_index=False
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        null=True,
        related_name="+",
        db_constraint=False,
        db_index=False,
    )
    name = models.CharField(max_length=ACTOR_NAME_MAX_LENGTH, blank=True)
    doing = models.CharField(max_length=8, choices=Doing)
    since = models.DateTimeField(help_text="When the tab began to do this.")
    # In no index, so that on PostgreSQL a refresh writes to none.
    at = models.DateTimeField(help_text="When the tab was last heard of.")

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(doing__in=Doing.values), name="presence_doing_known"
            ),
            models.UniqueConstraint(fields=("tab",), name="presence_of_tab"),
        )
        indexes = (models.Index(fields=("ticket",), name="presence_on_ticket"),)

    def __str__(self) -> str:
        return f"#{self.ticket_id}: {self.get_doing_display().lower()}"
