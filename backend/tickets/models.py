"""Tickets, and the keys of idempotent submissions."""

from datetime import timedelta
from typing import Any

from django.db import models
from django.db.models import Q
from django.db.models.functions import Length, Trim
from django.db.models.lookups import GreaterThan
from django.utils import timezone

from people.models import Requester
from tickets.history.models import Event
from tickets.private_links.models import PrivateLink
from tickets.search.models import SearchText
from tickets.triage.models import Classification
from tickets.vocabulary import (
    DESCRIPTION_MAX_LENGTH,
    DONE,
    EMAIL_MAX_LENGTH,
    FACETS,
    NAME_MAX_LENGTH,
    TITLE_MAX_LENGTH,
    Category,
    Priority,
    Status,
)

# Django finds the models of an app through this module, those of the capabilities too.
__all__ = [
    "Classification",
    "Event",
    "IdempotencyKey",
    "PrivateLink",
    "SearchText",
    "Ticket",
]


def one_of(field: str, vocabulary: type[models.TextChoices]) -> models.CheckConstraint:
    return models.CheckConstraint(
        condition=Q(**{f"{field}__in": vocabulary.values}), name=f"ticket_{field}_known"
    )


def not_blank(field: str) -> models.CheckConstraint:
    return models.CheckConstraint(
        condition=GreaterThan(Length(Trim(field)), 0), name=f"ticket_{field}_not_blank"
    )


class Ticket(models.Model):
    """A requester's problem, and the progress of its solution."""

    title = models.CharField(max_length=TITLE_MAX_LENGTH)
    description = models.TextField(max_length=DESCRIPTION_MAX_LENGTH)
    category = models.CharField(max_length=20, choices=Category)
    priority = models.CharField(max_length=20, choices=Priority)
    status = models.CharField(max_length=20, choices=Status, default=Status.OPEN)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    updated_at = models.DateTimeField(default=timezone.now, editable=False)
    resolved_at = models.DateTimeField(
        null=True,
        editable=False,
        help_text="When the ticket was last resolved or closed; null while it is neither.",
    )
    version = models.PositiveIntegerField(
        default=1, editable=False, help_text="Grows by one with every change."
    )
    # The database has the default too, for the release before, which writes tickets without them.
    requester_name = models.CharField(
        max_length=NAME_MAX_LENGTH, blank=True, default="", db_default=""
    )
    requester_email = models.CharField(
        max_length=EMAIL_MAX_LENGTH, blank=True, default="", db_default=""
    )
    requester = models.ForeignKey(
        Requester,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="tickets",
        # The index below serves it. The key is checked: who links a ticket has locked the
        # requester's row against deletion anyway.
        db_index=False,
        help_text="Whose address the ticket has; null where it has none.",
    )
    import_key = models.CharField(  # noqa: DJ001 - null, not blank, stays out of the unique index
        max_length=64,
        null=True,
        blank=True,
        editable=False,
        help_text="Fingerprint of the imported row, so that a second import skips it.",
    )

    class Meta:
        ordering = ("-created_at", "-id")
        constraints = (
            one_of("category", Category),
            one_of("priority", Priority),
            one_of("status", Status),
            not_blank("title"),
            not_blank("description"),
            models.CheckConstraint(
                condition=Q(status__in=DONE, resolved_at__isnull=False)
                | (~Q(status__in=DONE) & Q(resolved_at__isnull=True)),
                name="ticket_resolved_at_if_done",
            ),
            models.UniqueConstraint(
                fields=("import_key",),
                condition=Q(import_key__isnull=False),
                name="ticket_import_key_unique",
            ),
        )
        indexes = (
            models.Index(fields=("-created_at", "-id"), name="ticket_newest"),
            models.Index(fields=("-updated_at", "-id"), name="ticket_last_changed"),
            # A page of tickets with some values is put together from those with each of them.
            models.Index(fields=(*FACETS, "-created_at", "-id"), name="ticket_cell_newest"),
            models.Index(fields=(*FACETS, "-updated_at", "-id"), name="ticket_cell_last_changed"),
            models.Index(
                fields=("requester_email", "-created_at", "-id"),
                condition=~Q(requester_email=""),
                name="ticket_requester_newest",
            ),
            models.Index(
                fields=("requester", "-created_at", "-id"),
                condition=Q(requester__isnull=False),
                name="ticket_of_requester",
            ),
            models.Index(
                fields=("-resolved_at", "-id"),
                condition=Q(resolved_at__isnull=False),
                name="ticket_last_resolved",
            ),
        )

    def __str__(self) -> str:
        # Others keep what a ticket is called, in logs and messages: no text of it.
        return f"#{self.pk}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self._state.adding:
            self.resolve_if_done()
        super().save(*args, **kwargs)

    def resolve_if_done(self) -> None:
        """Let a new ticket that is done count as resolved when it was created."""
        if self.status in DONE and self.resolved_at is None:
            self.resolved_at = self.created_at


class IdempotencyKey(models.Model):
    """The first answer to a request with an `Idempotency-Key`, so that a retry creates no ticket.

    It outlives the ticket, and therefore holds none of its texts: a retry brings them along.
    """

    LIFETIME = timedelta(hours=24)
    MAX_LENGTH = 255

    key = models.CharField(
        max_length=MAX_LENGTH, unique=True, help_text="SHA-256 of the key and whose it is."
    )
    fingerprint = models.CharField(max_length=64, help_text="SHA-256 of the ticket asked for.")
    ticket_number = models.BigIntegerField(null=True)
    reference = models.CharField(max_length=11, blank=True, db_default="")
    created_at = models.DateTimeField(
        default=timezone.now, db_index=True, help_text="When the ticket was created."
    )

    def __str__(self) -> str:
        return self.key
