"""Events of the history."""

from typing import Any

from django.conf import settings
from django.db import models

ACTOR_NAME_MAX_LENGTH = 200

# The values of a field before and after a change.
Pair = list[Any]


class ActorKind(models.TextChoices):
    """Kinds of actors that change tickets."""

    AGENT = "agent", "Somebody signed in"
    ANONYMOUS = "anonymous", "Somebody not signed in"
    IMPORT = "import", "An import"
    SYSTEM = "system", "The system itself"


class Event(models.Model):
    """A ticket's creation by an agent, one change of it, the end of a snooze, or its deletion.

    Events are never changed, except that they lose their `texts` when the ticket is deleted. They
    outlive the ticket: `ticket_number` is no foreign key.
    """

    class Action(models.TextChoices):
        """Things that happen to a ticket."""

        CREATED = "created", "Created"
        CHANGED = "changed", "Changed"
        WOKEN = "woken", "Woken up"
        DELETED = "deleted", "Deleted"

    ticket_number = models.BigIntegerField()
    action = models.CharField(max_length=10, choices=Action)
    actor_kind = models.CharField(max_length=10, choices=ActorKind)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        # A checked key would lock the user's row with every change that the user makes.
        db_constraint=False,
    )
    actor_name = models.CharField(
        max_length=ACTOR_NAME_MAX_LENGTH, blank=True, help_text="As it was at the time."
    )
    changes = models.JSONField(
        default=dict, help_text="By field, [before, after]; null for what people wrote."
    )
    texts = models.JSONField(
        null=True, help_text="The same for what people wrote, until the ticket is deleted."
    )
    at = models.DateTimeField(db_index=True)

    class Meta:
        ordering = ("-id",)
        verbose_name = "history entry"
        verbose_name_plural = "history entries"
        indexes = (
            models.Index(fields=("ticket_number", "-id"), name="event_of_ticket"),
            # For the retention of texts.
            models.Index(
                fields=("at",), condition=models.Q(texts__isnull=False), name="event_with_texts"
            ),
        )

    def __str__(self) -> str:
        return f"#{self.ticket_number}: {self.get_action_display().lower()}"

    @property
    def field_changes(self) -> dict[str, Pair]:
        """Each changed field's values before and after; two nulls where they are not stored."""
        texts = self.texts or {}
        return {
            name: pair or texts.get(name) or [None, None]
            for name, pair in sorted(self.changes.items())
        }
