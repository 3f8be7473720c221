"""Tags, and which tickets have them."""

from typing import Any

from django.db import models
from django.db.models import Q
from django.db.models.functions import Length
from django.db.models.lookups import GreaterThan

from core.text.folding import fold

TAG_NAME_MAX_LENGTH = 50
# Folding makes one letter of some signs several.
SORT_KEY_MAX_LENGTH = 2 * TAG_NAME_MAX_LENGTH
MAX_TAGS = 5_000
MAX_TAGS_OF_TICKET = 20
# In a filter it stands for no tag at all, so no tag is called so.
NO_TAG = "none"
# Between the names in a cell of a file; no name has it.
SEPARATOR = ","


class Color(models.TextChoices):
    """Colours of tags, which the interface draws by its own shades."""

    GRAY = "gray", "Gray"
    RED = "red", "Red"
    ORANGE = "orange", "Orange"
    AMBER = "amber", "Amber"
    GREEN = "green", "Green"
    TEAL = "teal", "Teal"
    BLUE = "blue", "Blue"
    VIOLET = "violet", "Violet"
    PINK = "pink", "Pink"


def to_sort_key(name: str) -> str:
    """Return a name without case and accents."""
    return fold(name)[:SORT_KEY_MAX_LENGTH]


class Tag(models.Model):
    """A word that agents put on tickets, to find them together."""

    name = models.CharField(max_length=TAG_NAME_MAX_LENGTH)
    sort_key = models.CharField(
        max_length=SORT_KEY_MAX_LENGTH,
        unique=True,
        editable=False,
        help_text="The name without case and accents, as people sort and compare it.",
    )
    color = models.CharField(max_length=6, choices=Color, default=Color.GRAY)
    version = models.PositiveIntegerField(
        default=1, editable=False, help_text="Grows by one with every edit."
    )

    class Meta:
        ordering = ("sort_key",)
        constraints = (
            models.CheckConstraint(condition=Q(color__in=Color.values), name="tag_color_known"),
            models.CheckConstraint(
                condition=GreaterThan(Length("sort_key"), 0), name="tag_name_not_blank"
            ),
        )

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.sort_key = to_sort_key(self.name)
        super().save(*args, **kwargs)


class TicketTag(models.Model):
    """A tag of a ticket."""

    # The unique constraint serves the tickets, and the index below the tags.
    ticket = models.ForeignKey(
        "tickets.Ticket", on_delete=models.CASCADE, related_name="ticket_tags", db_index=False
    )
    tag = models.ForeignKey(
        Tag, on_delete=models.CASCADE, related_name="ticket_tags", db_index=False
    )
    ticket_created_at = models.DateTimeField(
        help_text="The ticket's, which never changes: so the index has its tickets in their order."
    )

    class Meta:
        constraints = (models.UniqueConstraint(fields=("ticket", "tag"), name="ticket_tag_unique"),)
        indexes = (
            models.Index(fields=("tag", "-ticket_created_at", "-ticket"), name="ticket_of_tag"),
        )

    def __str__(self) -> str:
        return f"tag of #{self.ticket_id}"
