"""Messages of tickets, and saved replies."""

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Length, Trim
from django.db.models.lookups import GreaterThan
from django.utils import timezone

from conversations.followers.models import Follower
from conversations.merging.models import Merge, MergedMessage
from conversations.pulse.models import Presence
from conversations.related.models import RelatedTicket
from conversations.saved_replies.models import SavedReply
from conversations.seen.models import Seen
from tickets.models import Ticket

# Django finds the models of an app through this module, those of the capabilities too.
__all__ = [
    "Follower",
    "Merge",
    "MergedMessage",
    "Message",
    "Presence",
    "RelatedTicket",
    "Revision",
    "SavedReply",
    "Seen",
]

AUTHOR_NAME_MAX_LENGTH = 200
# Bytes of UTF-8.
TEXT_MAX_BYTES = 64 * 1024


class Kind(models.TextChoices):
    """Kinds of messages, by who may read them."""

    REPLY = "reply", "Reply"
    NOTE = "note", "Internal note"


class AuthorKind(models.TextChoices):
    """Kinds of authors."""

    AGENT = "agent", "An agent"
    REQUESTER = "requester", "The requester"
    SYSTEM = "system", "The system itself"


class Channel(models.TextChoices):
    """Ways by which a message came."""

    WEB = "web", "The product's own pages"
    LINK = "link", "The private link"
    API = "api", "The API"
    EMAIL = "email", "E-mail"
    IMPORT = "import", "An import"


class Message(models.Model):
    """A reply or an internal note.

    An agent's reply is held for a while, in which it can be taken back: until somebody releases it,
    its requester does not see it. Sent replies are never changed; notes are, and keep what they
    said before as `Revision`.
    """

    ticket = models.ForeignKey(
        Ticket, on_delete=models.CASCADE, related_name="messages", db_index=False
    )
    kind = models.CharField(max_length=5, choices=Kind)
    author_kind = models.CharField(max_length=9, choices=AuthorKind)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        # A checked key would lock the user's row with every message that the user writes.
        db_constraint=False,
    )
    author_name = models.CharField(
        max_length=AUTHOR_NAME_MAX_LENGTH, blank=True, help_text="As it was at the time."
    )
    text = models.TextField(help_text="Markdown, as it was typed.")
    html = models.TextField(help_text="The same, rendered and sanitised.")
    channel = models.CharField(max_length=6, choices=Channel)
    at = models.DateTimeField()
    edited_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=1, help_text="Grows by one with every edit.")
    held_until = models.DateTimeField(
        null=True, help_text="Until then it can be taken back; null once it is released."
    )
    undo_values = models.JSONField(
        null=True, help_text="Values of the ticket that return when a held reply is taken back."
    )
    idempotency_key = models.CharField(  # noqa: DJ001 - null stays out of the unique index
        max_length=64, null=True, help_text="SHA-256 of the key and whose it is."
    )
    fingerprint = models.CharField(max_length=64, blank=True, help_text="SHA-256 of what was sent.")
    # Numbers alone: who deletes the other ticket does not look for messages that have left it.
    moved_from = models.BigIntegerField(
        null=True, help_text="Number of the ticket that it was written in or came by; null of this."
    )
    private_to = models.BigIntegerField(
        null=True,
        help_text="Number of the ticket whose requester may see it; null for this ticket's.",
    )
    # Agents whom a note mentions and who may not read the ticket; known as it is stored.
    unreached: Sequence[Any] = ()

    class Meta:
        ordering = ("id",)
        constraints = (
            models.CheckConstraint(condition=Q(kind__in=Kind.values), name="message_kind_known"),
            models.CheckConstraint(
                condition=Q(author_kind__in=AuthorKind.values), name="message_author_kind_known"
            ),
            models.CheckConstraint(
                condition=Q(channel__in=Channel.values), name="message_channel_known"
            ),
            models.CheckConstraint(
                condition=Q(kind=Kind.REPLY) | ~Q(author_kind=AuthorKind.REQUESTER),
                name="message_note_not_by_requester",
            ),
            models.CheckConstraint(
                condition=GreaterThan(Length(Trim("text")), 0), name="message_text_not_blank"
            ),
            models.UniqueConstraint(
                fields=("ticket", "idempotency_key"),
                condition=Q(idempotency_key__isnull=False),
                name="message_idempotency_key_unique",
            ),
        )
        indexes = (
            models.Index(fields=("ticket", "id"), name="message_of_ticket"),
            # What was merged or moved came later than its time tells.
            models.Index(fields=("ticket", "at", "id"), name="message_of_ticket_by_time"),
            models.Index(
                fields=("held_until",),
                condition=Q(held_until__isnull=False),
                name="message_held",
            ),
            models.Index(
                fields=("moved_from",),
                condition=Q(moved_from__isnull=False),
                name="message_moved",
            ),
            # For the pulse: what was written of late, and edited in a ticket.
            models.Index(fields=("at",), name="message_by_time"),
            models.Index(
                fields=("ticket", "edited_at"),
                condition=Q(edited_at__isnull=False),
                name="message_edited",
            ),
        )

    def __str__(self) -> str:
        return f"#{self.ticket_id}, {self.get_kind_display().lower()} {self.pk}"

    @property
    def is_public(self) -> bool:
        return self.kind == Kind.REPLY


class Revision(models.Model):
    """A text that a note had before it was edited."""

    message = models.ForeignKey(Message, on_delete=models.CASCADE, related_name="revisions")
    text = models.TextField()
    editor_name = models.CharField(max_length=AUTHOR_NAME_MAX_LENGTH, blank=True)
    at = models.DateTimeField(default=timezone.now, help_text="When it was replaced.")

    class Meta:
        ordering = ("id",)

    def __str__(self) -> str:
        return f"{self.message_id}, until {self.at:%Y-%m-%d %H:%M}"
