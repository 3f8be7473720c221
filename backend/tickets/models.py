"""Tickets, and the keys of idempotent submissions."""

from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Length, Trim
from django.db.models.lookups import GreaterThan
from django.utils import timezone

from people.models import Requester, Team
from tickets.assignment.models import CategoryTeam
from tickets.history.models import Event
from tickets.indexes import INDEXES
from tickets.private_links.models import PrivateLink
from tickets.search.models import SearchText
from tickets.shared_views.models import SharedView
from tickets.tags.models import Tag, TicketTag
from tickets.triage.models import Classification
from tickets.vocabulary import (
    DESCRIPTION_MAX_LENGTH,
    DONE,
    EMAIL_MAX_LENGTH,
    NAME_MAX_LENGTH,
    TITLE_MAX_LENGTH,
    Awaiting,
    Category,
    Folder,
    Priority,
    Status,
)

# Django finds the models of an app through this module, those of the capabilities too.
__all__ = [
    "CategoryTeam",
    "Classification",
    "Event",
    "IdempotencyKey",
    "PrivateLink",
    "SearchText",
    "SharedView",
    "Tag",
    "Ticket",
    "TicketTag",
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
        help_text=(
            "When the ticket was last resolved or closed; null while it is neither, or merged."
        ),
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
    # The indexes below serve both. A checked key would lock the agent's or team's row with every
    # ticket that is given to them.
    assignee = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="assigned_tickets",
        db_constraint=False,
        db_index=False,
        help_text="Who answers the ticket; null for nobody yet.",
    )
    assigned_at = models.DateTimeField(
        null=True,
        editable=False,
        help_text="Since when the ticket has its assignee; null without one.",
    )
    team = models.ForeignKey(
        Team,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="tickets",
        db_constraint=False,
        db_index=False,
    )
    tags = models.ManyToManyField(Tag, through=TicketTag, related_name="tickets")
    # To read the tags of no ticket that has none. A tag may be on hundreds of thousands, so that
    # its deletion leaves this as it is.
    is_tagged = models.BooleanField(
        default=False, db_default=False, editable=False, help_text="Whether it may have tags."
    )
    # What is in a folder is left out of everything else: lists, searches, counts and figures.
    folder = models.CharField(  # noqa: DJ001 - null is the condition of the indexes
        max_length=4,
        choices=Folder,
        null=True,
        blank=True,
        editable=False,
        help_text="Spam or the bin; null for tickets that are in neither.",
    )
    removed_at = models.DateTimeField(
        null=True, editable=False, help_text="When the ticket was moved there."
    )
    # Where the conversation stands (tickets/conversation_state.py): derived from the status and the
    # messages, and written under the ticket's lock. `version` does not move with it.
    awaiting = models.CharField(
        max_length=9,
        choices=Awaiting,
        default=Awaiting.AGENT,
        db_default=Awaiting.AGENT,
        editable=False,
        help_text="Whose turn it is.",
    )
    waiting_since = models.DateTimeField(
        null=True, editable=False, help_text="Since when the requester waits for an agent."
    )
    message_count = models.IntegerField(
        default=0, db_default=0, editable=False, help_text="Replies and notes."
    )
    last_message_at = models.DateTimeField(
        null=True, editable=False, help_text="Of the submission where nobody has written since."
    )
    last_requester_at = models.DateTimeField(null=True, editable=False)
    last_agent_at = models.DateTimeField(
        null=True, editable=False, help_text="When an agent last replied; notes do not count."
    )
    first_response_at = models.DateTimeField(null=True, editable=False)
    reopened_at = models.DateTimeField(null=True, editable=False)
    snoozed_until = models.DateTimeField(
        null=True,
        editable=False,
        help_text=(
            "Until then it stays out of the open queues; the end of the year 9999 stands for the "
            "requester's answer."
        ),
    )
    # Nothing happens to the tickets of an agent who is deleted: no index would find them.
    snoozed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.DO_NOTHING,
        null=True,
        editable=False,
        related_name="+",
        db_constraint=False,
        db_index=False,
        help_text="Who last snoozed it.",
    )
    woken_at = models.DateTimeField(
        null=True, editable=False, help_text="When its snooze last ended by itself."
    )
    woken_from = models.DateTimeField(
        null=True,
        editable=False,
        help_text=(
            "Until when that snooze was; null once an agent has written, changed the status or "
            "snoozed it again."
        ),
    )
    follow_up_of = models.ForeignKey(
        "self",
        on_delete=models.SET_NULL,
        null=True,
        editable=False,
        related_name="follow_ups",
        # A checked key would read all tickets when it is added, and lock one more.
        db_constraint=False,
        db_index=False,
        help_text="The closed ticket whose requester wrote again.",
    )
    # Who deletes tickets deletes those that were merged into them (`delete_tickets`). A checked key
    # would read all tickets when it is added.
    merged_into = models.ForeignKey(
        "self",
        on_delete=models.DO_NOTHING,
        null=True,
        editable=False,
        related_name="merged",
        db_constraint=False,
        db_index=False,
        help_text="The ticket whose conversation this one was joined with.",
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
                | (~Q(status__in=DONE) & Q(resolved_at__isnull=True))
                # Merged, it was not resolved itself, and counts in no figure of what was.
                | Q(merged_into__isnull=False, status=Status.CLOSED, resolved_at__isnull=True),
                name="ticket_resolved_at_if_done",
            ),
            models.UniqueConstraint(
                fields=("import_key",),
                condition=Q(import_key__isnull=False),
                name="ticket_import_key_unique",
            ),
        )
        indexes = INDEXES

    def __str__(self) -> str:
        # Others keep what a ticket is called, in logs and messages: no text of it.
        return f"#{self.pk}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self._state.adding:
            self.start_assignment()
            self.resolve_if_done()
            self.start_conversation()
        super().save(*args, **kwargs)

    def start_assignment(self) -> None:
        """Let a new ticket with an assignee count as assigned when it was created."""
        if self.assignee_id is not None and self.assigned_at is None:
            self.assigned_at = self.created_at

    def resolve_if_done(self) -> None:
        """Let a new ticket that is done count as resolved when it was created."""
        if self.status in DONE and self.resolved_at is None:
            self.resolved_at = self.created_at

    def start_conversation(self) -> None:
        """Let the conversation of a new ticket begin: its requester has just written."""
        is_done = self.status in DONE
        self.last_message_at = self.last_requester_at = self.created_at
        self.awaiting = Awaiting.NOBODY if is_done else Awaiting.AGENT
        self.waiting_since = None if is_done else self.created_at

    def add_message(self, at: datetime, *, by_agent: bool, is_public: bool) -> None:
        """Count a message in the derived columns, of a ticket that is locked and will be saved."""
        self.message_count += 1
        self.last_message_at = at
        if by_agent:
            self.woken_from = None
        if not is_public:
            return
        is_done = self.status in DONE
        if by_agent:
            self.last_agent_at = at
            self.first_response_at = self.first_response_at or at
            self.awaiting = Awaiting.NOBODY if is_done else Awaiting.REQUESTER
            self.waiting_since = None
            return
        self.last_requester_at = at
        if not is_done:
            self.awaiting = Awaiting.AGENT
            self.waiting_since = self.waiting_since or at


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
