"""Saved replies."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Length, Trim
from django.db.models.lookups import GreaterThan
from django.utils import timezone

NAME_MAX_LENGTH = 100
SHORTCUT_MAX_LENGTH = 32
# Bytes of UTF-8.
TEXT_MAX_BYTES = 16 * 1024


class SavedReply(models.Model):
    """A text that agents use again and again, with values that a ticket gets together with it.

    It is shared by all agents, or `private_to` the one who made it, with whose account it goes.
    """

    name = models.CharField(max_length=NAME_MAX_LENGTH)
    shortcut = models.CharField(max_length=SHORTCUT_MAX_LENGTH, blank=True)
    text = models.TextField(help_text="Markdown with variables, as it was typed.")
    set_values = models.JSONField(
        default=dict, blank=True, help_text="Values that the ticket gets together with the reply."
    )
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        help_text="Who made it; null for nobody who was signed in.",
    )
    private_to = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        null=True,
        related_name="+",
        help_text="The only one who sees it; null where all agents share it.",
    )
    used_count = models.PositiveIntegerField(
        default=0, help_text="Messages that were made of it; it moves without the version."
    )
    version = models.PositiveIntegerField(default=1, help_text="Grows by one with every edit.")
    created_at = models.DateTimeField(default=timezone.now)
    updated_at = models.DateTimeField(default=timezone.now)
    sort_key = models.CharField(max_length=NAME_MAX_LENGTH, help_text="The folded name, cut off.")
    search_text = models.TextField(help_text="Name, shortcut and text, folded.")

    class Meta:
        ordering = ("sort_key", "id")
        verbose_name_plural = "saved replies"
        constraints = (
            models.CheckConstraint(
                condition=GreaterThan(Length(Trim("name")), 0), name="saved_reply_name_not_blank"
            ),
            models.CheckConstraint(
                condition=GreaterThan(Length(Trim("text")), 0), name="saved_reply_text_not_blank"
            ),
            models.UniqueConstraint(
                fields=("shortcut",),
                condition=Q(private_to=None) & ~Q(shortcut=""),
                name="saved_reply_shared_shortcut_unique",
            ),
            models.UniqueConstraint(
                fields=("private_to", "shortcut"),
                condition=Q(private_to__isnull=False) & ~Q(shortcut=""),
                name="saved_reply_own_shortcut_unique",
            ),
        )
        indexes = (models.Index(fields=("sort_key", "id"), name="saved_reply_by_name"),)

    def __str__(self) -> str:
        return self.name

    @property
    def is_shared(self) -> bool:
        return self.private_to_id is None
